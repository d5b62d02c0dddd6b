import {
  type AxdrTypeDescription,
  type AxdrValue,
  encodeAxdr,
  type IntegerType,
  integerTypes,
} from "@meter2mqtt/simulator";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Cursor } from "../bytes/cursor.ts";
import { parseHex, toHex } from "../bytes/hex.ts";
import { DecodeError } from "../errors.ts";
import { limits } from "../limits.ts";
import { dataTagNames } from "./data-tag.ts";
import { type DataVisitor, DataWalker } from "./walk.ts";

/** Writes down what it is told, one line for each event. */
class Recorder implements DataVisitor {
  readonly told: string[] = [];
  readonly #octets: Uint8Array;

  constructor(octets: Uint8Array) {
    this.#octets = octets;
  }

  begin(tag: number, count: number): void {
    this.told.push(`${dataTagNames[tag]}(${count}`);
  }
  end(tag: number): void {
    this.told.push(`)${dataTagNames[tag]}`);
  }
  nullData(tag: number): void {
    this.told.push(`${dataTagNames[tag]}`);
  }
  number(tag: number, value: number): void {
    this.told.push(`${dataTagNames[tag]} ${value}`);
  }
  bigInteger(tag: number, value: bigint): void {
    this.told.push(`${dataTagNames[tag]} ${value}n`);
  }
  onOctets(tag: number, from: number, to: number): void {
    this.told.push(`${dataTagNames[tag]} ${toHex(this.#octets.subarray(from, to))}`);
  }
}

function walk(octets: Uint8Array): { readonly told: readonly string[]; readonly read: number } {
  const cursor = new Cursor(octets, "axdr/malformed");
  const recorder = new Recorder(octets);
  new DataWalker(cursor, recorder).value();
  return { told: recorder.told, read: cursor.offset };
}

const walkHex = (hex: string): readonly string[] => walk(parseHex(hex.replaceAll(" ", "")) ?? new Uint8Array(0)).told;

/** What {@link Recorder} must write down for a value. */
function expectedOf(value: AxdrValue, isElement = false): string[] {
  switch (value.type) {
    case "null-data":
    case "dont-care":
      return [value.type];
    case "array":
    case "structure":
      return [
        `${value.type}(${value.elements.length}`,
        ...value.elements.flatMap((v) => expectedOf(v, isElement)),
        `)${value.type}`,
      ];
    case "compact-array":
      return ["compact-array(0", ...value.elements.flatMap((v) => expectedOf(v, true)), ")compact-array"];
    case "boolean":
      return [`boolean ${value.value ? 1 : 0}`];
    case "octet-string":
    case "date-time":
    case "date":
    case "time":
      return [`${value.type} ${toHex(value.octets)}`];
    case "visible-string":
    case "utf8-string":
      return [`${value.type} ${toHex(new TextEncoder().encode(value.text))}`];
    case "bit-string": {
      const padded = value.bits.padEnd(8 * Math.ceil(value.bits.length / 8), "0");
      return [
        `bit-string ${(padded.match(/.{8}/g) ?? []).map((b) => Number.parseInt(b, 2).toString(16).padStart(2, "0")).join("")}`,
      ];
    }
    case "float32":
      return [`float32 ${Math.fround(value.value)}`];
    case "float64":
      return [`float64 ${value.value}`];
    default:
      return [`${value.type} ${value.value}${Number.isSafeInteger(Number(value.value)) ? "" : "n"}`];
  }
}

const integers = Object.entries(integerTypes).map(([type, { octets, signed }]) => {
  const range = 1n << BigInt(8 * octets);
  const min = signed ? -range / 2n : 0n;
  return fc.bigInt({ min, max: min + range - 1n }).map((value): AxdrValue => ({ type: type as IntegerType, value }));
});

const octetsOf = (length: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ minLength: length, maxLength: length });
const ascii = fc.string({ unit: "binary-ascii", maxLength: 140 });

const simpleValues: fc.Arbitrary<AxdrValue> = fc.oneof(
  ...integers,
  fc.constantFrom<AxdrValue>({ type: "null-data" }, { type: "dont-care" }),
  fc.boolean().map((value): AxdrValue => ({ type: "boolean", value })),
  fc
    .string({ unit: fc.constantFrom("0", "1"), maxLength: 20 })
    .map((bits): AxdrValue => ({ type: "bit-string", bits })),
  fc.uint8Array({ maxLength: 300 }).map((octets): AxdrValue => ({ type: "octet-string", octets })),
  ascii.map((text): AxdrValue => ({ type: "visible-string", text })),
  fc.string({ unit: "grapheme", maxLength: 20 }).map((text): AxdrValue => ({ type: "utf8-string", text })),
  fc.float({ noNaN: true }).map((value): AxdrValue => ({ type: "float32", value })),
  fc.double().map((value): AxdrValue => ({ type: "float64", value })),
  octetsOf(12).map((octets): AxdrValue => ({ type: "date-time", octets })),
  octetsOf(5).map((octets): AxdrValue => ({ type: "date", octets })),
  octetsOf(4).map((octets): AxdrValue => ({ type: "time", octets })),
);

const values: fc.Arbitrary<AxdrValue> = fc.letrec<{ value: AxdrValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    simpleValues,
    fc
      .tuple(fc.constantFrom("array" as const, "structure" as const), fc.array(tie("value"), { maxLength: 6 }))
      .map(([type, elements]): AxdrValue => ({ type, elements })),
  ),
})).value;

describe("DataWalker", () => {
  test("tells of any tree what was encoded, and reads all of it", () => {
    fc.assert(
      fc.property(values, (value) => {
        const octets = encodeAxdr(value);
        expect(walk(octets)).toEqual({ told: expectedOf(value), read: octets.length });
      }),
      { numRuns: 300 },
    );
  });

  test("keeps integers of 64 bits exact", () => {
    expect(walkHex("15 ffffffffffffffff")).toEqual(["long64-unsigned 18446744073709551615n"]);
    expect(walkHex("14 8000000000000000")).toEqual(["long64 -9223372036854775808n"]);
    expect(walkHex("14 ffffffffffffffff")).toEqual(["long64 -1"]);
    expect(walkHex("15 001fffffffffffff")).toEqual(["long64-unsigned 9007199254740991"]);
    expect(walkHex("15 0020000000000000")).toEqual(["long64-unsigned 9007199254740992n"]);
  });

  test("reads a compact array of simple values", () => {
    expect(walkHex("13 12 04 0001 fffe")).toEqual([
      "compact-array(0",
      "long-unsigned 1",
      "long-unsigned 65534",
      ")compact-array",
    ]);
  });

  test("reads a compact array of structures that hold arrays and strings", () => {
    const element: AxdrTypeDescription = {
      type: "structure",
      elements: [
        { type: "octet-string" },
        { type: "array", count: 2, element: { type: "integer" } },
        { type: "null-data" },
      ],
    };
    const row = (a: number): AxdrValue => ({
      type: "structure",
      elements: [
        { type: "octet-string", octets: Uint8Array.of(a, a) },
        {
          type: "array",
          elements: [
            { type: "integer", value: -a },
            { type: "integer", value: a },
          ],
        },
        { type: "null-data" },
      ],
    });
    const value: AxdrValue = { type: "compact-array", element, elements: [row(1), row(2), row(3)] };
    expect(walk(encodeAxdr(value)).told).toEqual(expectedOf(value));
  });

  test("tells where a compact array's type description lies", () => {
    const octets = Uint8Array.of(0x13, 0x02, 0x01, 0x11, 0x01, 0x05);
    const recorder = new Recorder(octets);
    const places: number[] = [];
    const visitor: DataVisitor = Object.assign(recorder, {
      typeDescription: (from: number, to: number) => places.push(from, to),
    });
    new DataWalker(new Cursor(octets, "axdr/malformed"), visitor).value();
    expect(places).toEqual([1, 4]);
    expect(recorder.told).toContain("unsigned 5");
  });

  describe("refuses", () => {
    test.each([
      ["a tag that is no data type", "07 00", "axdr/malformed"],
      ["a count beyond the octets left", "02 05 11 01", "axdr/malformed"],
      ["four billion values", "01 84 ffffffff 00", "axdr/malformed"],
      ["a string longer than what is left", "09 05 01 02", "axdr/malformed"],
      ["a bit-string longer than what is left", "04 09 ff", "axdr/malformed"],
      ["an integer cut short", "06 00 00 01", "axdr/malformed"],
      ["nothing", "", "axdr/malformed"],
      ["a length of 5 octets", "09 85 0000000001 00", "axdr/limit-exceeded"],
      ["a compact array that ends inside of a value", "13 12 03 0001 00", "axdr/malformed"],
      ["a compact array whose last value reaches behind its end", "13 12 03 0001 00 02", "axdr/malformed"],
      ["a compact array of values without octets", "13 00 01 00", "axdr/malformed"],
      ["a compact array within a compact array", "13 13 11 01 01", "axdr/malformed"],
      ["a compact array of arrays of 65535 nothings", "13 01 ffff 01 ffff 00 01 00", "axdr/limit-exceeded"],
      ["a type description of more types than octets", "13 02 7f 11", "axdr/malformed"],
    ])("%s", (_, hex, code) => {
      expect(() => walkHex(hex)).toThrow(expect.objectContaining({ name: "DecodeError", code }));
    });

    test("nesting that is too deep, in values and in type descriptions", () => {
      const nested = (open: string, depth: number, innermost: string): string => open.repeat(depth) + innermost;
      expect(walkHex(nested("0201", limits.depth, "00"))).toContain("null-data");
      expect(() => walkHex(nested("0201", limits.depth + 1, "00"))).toThrow(
        expect.objectContaining({ code: "axdr/limit-exceeded" }),
      );
      expect(() => walkHex(`13${nested("0201", 5000, "11")}0101`)).toThrow(
        expect.objectContaining({ code: "axdr/limit-exceeded" }),
      );
      expect(() => walkHex(nested("0201", 5000, "00"))).toThrow(
        expect.objectContaining({ code: "axdr/limit-exceeded" }),
      );
    });

    test("more values than any list has", () => {
      const list = (count: number): Uint8Array => {
        const octets = new Uint8Array(4 + count);
        octets.set([0x01, 0x82, count >> 8, count & 0xff]);
        return octets;
      };
      expect(walk(list(limits.elements - 1)).told.length).toBe(limits.elements + 1);
      expect(() => walk(list(limits.elements))).toThrow(expect.objectContaining({ code: "axdr/limit-exceeded" }));
    });
  });

  test("answers any octets with values or a DecodeError", () => {
    const tags = fc.constantFrom(...Object.keys(dataTagNames).map(Number));
    const hostile = fc.array(fc.oneof(tags, fc.nat(3), fc.nat(255)), { maxLength: 80 }).map((o) => Uint8Array.from(o));
    fc.assert(
      fc.property(hostile, (octets) => {
        try {
          expect(walk(octets).read).toBeLessThanOrEqual(octets.length);
        } catch (error) {
          expect(error).toBeInstanceOf(DecodeError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
