import {
  encodeDataNotification,
  encodePushList,
  type IntegerType,
  integerTypes,
  type ListColumn,
  type ListValues,
  pushListForms,
} from "@meter2mqtt/simulator";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { QuantityRow } from "../../src/index.ts";
import { hdlcOf } from "../helpers/framing.ts";
import {
  chunkSizes,
  clock,
  nameOf,
  numRuns,
  quantitiesOf,
  readOne,
  scaledBy,
  someQuantities,
  timestamp,
} from "./round-trip.ts";

/** Forms whose values come with their scaler and unit; in the others a maker's documented scale would have to hold. */
const scaledForms = ["triples", "entries", "structure-of-entries", "clock-then-entries"] as const;
const unscaledForms = ["pairs", "capture-objects", "attributes"] as const;

const types: readonly IntegerType[] = [
  "unsigned",
  "integer",
  "long",
  "long-unsigned",
  "double-long",
  "double-long-unsigned",
  "long64",
  "long64-unsigned",
];

interface Place {
  readonly row: QuantityRow;
  readonly type: IntegerType;
  readonly exponent: number;
  readonly raw: number;
}

/** An integer of this type; of 64 bits no more than a number holds after scaling. */
function rawOf(type: IntegerType): fc.Arbitrary<number> {
  const { octets, signed } = integerTypes[type];
  const bits = Math.min(8 * octets, 46);
  return signed
    ? fc.integer({ min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 })
    : fc.integer({ min: 0, max: 2 ** bits - 1 });
}

function placesOf(rows: readonly QuantityRow[], exponents: readonly number[]): fc.Arbitrary<readonly Place[]> {
  const place = (row: QuantityRow): fc.Arbitrary<Place> =>
    fc.constantFrom(...types).chain((type) =>
      fc.record({
        row: fc.constant(row),
        type: fc.constant(type),
        exponent: fc.constantFrom(...exponents),
        raw: rawOf(type),
      }),
    );
  return fc.tuple(...rows.map(place));
}

function toColumn({ row, type, exponent }: Place): ListColumn {
  return { obis: `1-0:${row.code}`, quantity: nameOf(row), type, exponent };
}

function toValues(places: readonly Place[]): Readonly<Record<string, number>> {
  return Object.fromEntries(places.map(({ row, exponent, raw }) => [row.name, scaledBy(raw, exponent)]));
}

const identity: readonly ListColumn[] = [
  { obis: "0-0:1.0.0", clock: true },
  { obis: "0-0:96.1.0", text: "meterId", type: "visible-string" },
  { obis: "0-0:96.1.7", text: "meterModel", type: "octet-string" },
];
const texts = { meterId: "9999990000000017", meterModel: "MODEL-7" };

describe("what a list says is what is read of it", () => {
  test.each(scaledForms)("%s: any quantities of any type and scaler", (form) => {
    const places = someQuantities().chain((rows) => placesOf(rows, [-4, -3, -2, -1, 0, 1, 2, 3]));
    fc.assert(
      fc.property(places, chunkSizes, fc.boolean(), (chosen, sizes, hasDateTime) => {
        const values: ListValues = { ...texts, clock, ...toValues(chosen) };
        const body = encodePushList(form, [...identity, ...chosen.map(toColumn)], values);
        const apdu = encodeDataNotification({ invokeId: 1, body, ...(hasDateTime ? { dateTime: clock } : {}) });
        const reading = readOne(hdlcOf(apdu), { sizes });
        expect(quantitiesOf(reading)).toEqual(toValues(chosen));
        expect(reading).toMatchObject({ ...texts, timestamp });
      }),
      { numRuns },
    );
  });

  test.each(unscaledForms)("%s: powers and energies, whose units are those of the SI", (form) => {
    const isPlain = ({ unit }: QuantityRow): boolean => ["W", "var", "VA", "Wh", "varh", "VAh"].includes(unit);
    const places = someQuantities(isPlain).chain((rows) => placesOf(rows, [0]));
    fc.assert(
      fc.property(places, chunkSizes, fc.boolean(), (chosen, sizes, hasPushSetup) => {
        const values: ListValues = { ...texts, clock, ...toValues(chosen) };
        const setup = hasPushSetup ? { pushSetup: "0-6:25.9.0" } : {};
        const body = encodePushList(form, [...identity, ...chosen.map(toColumn)], values, setup);
        const reading = readOne(hdlcOf(encodeDataNotification({ invokeId: 1, body })), { sizes });
        expect(quantitiesOf(reading)).toEqual(toValues(chosen));
        expect(reading).toMatchObject({ ...texts, timestamp });
      }),
      { numRuns },
    );
  });

  test("positional: what no profile knows is there by its place", () => {
    const places = someQuantities().chain((rows) => placesOf(rows, [0]));
    fc.assert(
      fc.property(places, (chosen) => {
        // What no maker's list begins with.
        const column: ListColumn = { obis: "0-0:0.0.0", constant: { type: "enum", value: 7 } };
        const body = encodePushList("positional", [column, ...chosen.map(toColumn)], toValues(chosen));
        const { objects, ...reading } = readOne(hdlcOf(encodeDataNotification({ invokeId: 1, body })));
        expect(quantitiesOf({ objects: [], ...reading })).toEqual({});
        expect(objects.map(({ position, raw, value }) => [position, raw ?? value])).toEqual([
          [0, 7],
          ...chosen.map(({ raw }, i) => [i + 1, raw]),
        ]);
      }),
      { numRuns },
    );
  });

  test("registers beyond a number are exact, as decimal text", () => {
    const beyond = fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n - 1n });
    fc.assert(
      fc.property(beyond, fc.integer({ min: -3, max: 3 }), (integer, scaler) => {
        const register = { obis: "1-0:1.8.0", constant: { type: "long64-unsigned", value: integer } } as const;
        const unit = { obis: "1-0:2.8.0", quantity: "energyExportWh", type: "unsigned", exponent: scaler } as const;
        const body = encodePushList("entries", [register, unit], { energyExportWh: 0 });
        const [object] = readOne(hdlcOf(encodeDataNotification({ invokeId: 1, body }))).objects;
        expect(object).toMatchObject({ obis: "1-0:1.8.0*255", value: `${integer}`, raw: `${integer}` });
      }),
      { numRuns },
    );
  });
});

test("every form is tried", () => {
  expect([...scaledForms, ...unscaledForms, "positional"].sort()).toEqual([...pushListForms].sort());
});
