import { toHex } from "@meter2mqtt/decoder";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeAxdr } from "./axdr.ts";
import { type AxdrValue, integerTypes } from "./axdr-value.ts";

const cases: readonly (readonly [about: string, value: AxdrValue, octets: string])[] = [
  ["null-data", { type: "null-data" }, "00"],
  ["dont-care", { type: "dont-care" }, "ff"],
  ["boolean", { type: "boolean", value: true }, "0301"],
  ["a bit-string of three bits", { type: "bit-string", bits: "101" }, "0403a0"],
  ["a bit-string of nine bits", { type: "bit-string", bits: "110000001" }, "0409c080"],
  ["double-long -2", { type: "double-long", value: -2 }, "05fffffffe"],
  ["double-long-unsigned", { type: "double-long-unsigned", value: 4_027 }, "0600000fbb"],
  ["octet-string", { type: "octet-string", octets: Uint8Array.of(1, 0, 1, 7, 0, 255) }, "09060100010700ff"],
  ["visible-string", { type: "visible-string", text: "6534" }, "0a0436353334"],
  ["utf8-string", { type: "utf8-string", text: "Åö€😀" }, "0c0bc385c3b6e282acf09f9880"],
  ["bcd", { type: "bcd", value: 0x42 }, "0d42"],
  ["integer", { type: "integer", value: -1 }, "0fff"],
  ["long", { type: "long", value: -10 }, "10fff6"],
  ["unsigned", { type: "unsigned", value: 255 }, "11ff"],
  ["long-unsigned", { type: "long-unsigned", value: 2_330 }, "12091a"],
  ["long64", { type: "long64", value: -1n }, "14ffffffffffffffff"],
  ["long64-unsigned", { type: "long64-unsigned", value: 2n ** 63n }, "158000000000000000"],
  ["enum", { type: "enum", value: 27 }, "161b"],
  ["float32", { type: "float32", value: 1.5 }, "173fc00000"],
  ["float64", { type: "float64", value: -2 }, "18c000000000000000"],
  ["date-time", { type: "date-time", octets: new Uint8Array(12) }, `19${"00".repeat(12)}`],
  ["date", { type: "date", octets: Uint8Array.of(0x07, 0xe8, 2, 29, 4) }, "1a07e8021d04"],
  ["time", { type: "time", octets: Uint8Array.of(23, 59, 58, 0) }, "1b173b3a00"],
  ["delta-integer", { type: "delta-integer", value: -1 }, "1cff"],
  ["delta-double-long-unsigned", { type: "delta-double-long-unsigned", value: 5 }, "2100000005"],
  ["an empty array", { type: "array", elements: [] }, "0100"],
  [
    "a structure of scaler and unit",
    {
      type: "structure",
      elements: [
        { type: "integer", value: -1 },
        { type: "enum", value: 35 },
      ],
    },
    "02020fff1623",
  ],
  [
    "a compact-array of long-unsigned: no tags within, its length in octets",
    {
      type: "compact-array",
      element: { type: "long-unsigned" },
      elements: [1, 2, 3].map((value) => ({ type: "long-unsigned", value })),
    },
    "131206000100020003",
  ],
  [
    "a compact-array of structures that hold an array of two",
    {
      type: "compact-array",
      element: {
        type: "structure",
        elements: [{ type: "unsigned" }, { type: "array", count: 2, element: { type: "octet-string" } }],
      },
      elements: [
        {
          type: "structure",
          elements: [
            { type: "unsigned", value: 7 },
            {
              type: "array",
              elements: [
                { type: "octet-string", octets: Uint8Array.of(0xaa) },
                { type: "octet-string", octets: new Uint8Array(0) },
              ],
            },
          ],
        },
      ],
    },
    // Structure of two: unsigned, array of 0x0002 octet-strings; four octets of values.
    "1302021101000209040701aa00",
  ],
];

describe("encodeAxdr", () => {
  test.each(cases)("%s", (_about, value, octets) => {
    expect(toHex(encodeAxdr(value))).toBe(octets);
  });

  test("a long text has its length in two octets and more", () => {
    const text = "x".repeat(200);
    expect(toHex(encodeAxdr({ type: "visible-string", text }).subarray(0, 4))).toBe("0a81c878");
  });

  test.each([
    ["an unsigned of 256", { type: "unsigned", value: 256 }],
    ["a negative long-unsigned", { type: "long-unsigned", value: -1 }],
    ["half a watt", { type: "double-long-unsigned", value: 0.5 }],
    ["bits that are none", { type: "bit-string", bits: "102" }],
    ["a date-time of 11 octets", { type: "date-time", octets: new Uint8Array(11) }],
    ["a text beyond one octet", { type: "visible-string", text: "€" }],
    [
      "a compact-array with another type within",
      { type: "compact-array", element: { type: "long" }, elements: [{ type: "unsigned", value: 1 }] },
    ],
  ] satisfies readonly (readonly [string, AxdrValue])[])("refuses %s", (_about, value) => {
    expect(() => encodeAxdr(value)).toThrow(RangeError);
  });

  test("every integer type writes its octets in two's complement", () => {
    fc.assert(
      fc.property(fc.constantFrom(...typedIntegerTypes()), fc.bigInt(), (type, any) => {
        const { octets, signed, tag } = integerTypes[type];
        const bits = 8 * octets;
        const value = signed ? BigInt.asIntN(bits, any) : BigInt.asUintN(bits, any);
        const encoded = encodeAxdr({ type, value });
        expect(encoded[0]).toBe(tag);
        expect(BigInt(`0x${toHex(encoded.subarray(1))}`)).toBe(BigInt.asUintN(bits, value));
        expect(encoded).toHaveLength(1 + octets);
      }),
    );
  });
});

function typedIntegerTypes() {
  return ["double-long", "double-long-unsigned", "integer", "long", "unsigned", "long64", "long64-unsigned"] as const;
}
