import {
  buildP1ChannelLines,
  buildP1Lines,
  encodeCipheredP1Telegram,
  encodeGeneralGloCiphering,
  encodeP1Telegram,
  type P1Channel,
  type P1ChannelForm,
  type P1Line,
} from "@meter2mqtt/simulator";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { QuantityRow } from "../../src/index.ts";
import { keys, systemTitle } from "../security-frames.ts";
import {
  chunkSizes,
  nameOf,
  numRuns,
  quantitiesOf,
  type ReadOptions,
  readOne,
  scaledBy,
  someQuantities,
  timestamp,
} from "./round-trip.ts";

/** How units are written, and their power of ten. */
const spelled: Readonly<Record<string, readonly (readonly [unit: string, exponent: number])[]>> = {
  W: [
    ["kW", 3],
    ["W", 0],
  ],
  VA: [
    ["kVA", 3],
    ["VA", 0],
  ],
  var: [
    ["kvar", 3],
    ["kVAr", 3],
    ["var", 0],
  ],
  Wh: [
    ["kWh", 3],
    ["Wh", 0],
    ["MWh", 6],
  ],
  VAh: [["kVAh", 3]],
  varh: [
    ["kvarh", 3],
    ["kVArh", 3],
    ["varh", 0],
  ],
  V: [["V", 0]],
  A: [["A", 0]],
  Hz: [["Hz", 0]],
  "": [["", 0]],
};

interface Written {
  readonly row: QuantityRow;
  readonly line: P1Line;
  readonly value: number;
}

function written(row: QuantityRow): fc.Arbitrary<Written> {
  return fc
    .record({
      spelling: fc.constantFrom(...(spelled[row.unit] ?? [])),
      decimals: fc.integer({ min: 0, max: 4 }),
      whole: fc.integer({ min: 1, max: 9 }),
      digits: fc.nat(2 ** 31 - 1),
      isNegative: fc.boolean(),
      isFull: fc.boolean(),
    })
    .map(({ spelling: [unit, exponent], decimals, whole, digits, isNegative, isFull }) => {
      // Registers only count, and powers of one direction have no sign.
      const signed = isNegative && digits > 0 && row.kind === "momentary" ? -digits : digits;
      const line: P1Line = {
        obis: `1-0:${row.code}${isFull ? "*255" : ""}`,
        quantity: nameOf(row),
        exponent,
        format: { whole, decimals, unit },
      };
      return { row, line, value: scaledBy(signed, exponent - decimals) };
    });
}

// The month's peak stands on a line with its time.
const manyWritten = someQuantities(({ name }) => name !== "demandMaxMonthImportW").chain((rows) =>
  fc.tuple(...rows.map(written)),
);

interface Spoken {
  readonly lines: readonly string[];
  readonly values: Readonly<Record<string, number>>;
}

/** Lines of these quantities behind those of clock and number. */
function speak(chosen: readonly Written[]): Spoken {
  const values = Object.fromEntries(chosen.map(({ row, value }) => [row.name, value]));
  const layout: readonly P1Line[] = [
    { obis: "0-0:1.0.0", clock: true },
    { obis: "0-0:96.1.1", text: "meterId", hex: true },
    ...chosen.map(({ line }) => line),
  ];
  const lines = buildP1Lines(layout, { ...values, clock: "240705120000S", meterId: "E9999990000000017" });
  return { lines, values };
}

const ident = "/SIM5\\ROUND TRIP";

function expectRead(octets: Uint8Array, { values }: Spoken, options: ReadOptions): void {
  const reading = readOne(octets, options);
  expect(quantitiesOf(reading)).toEqual(values);
  expect(reading).toMatchObject({ ident, timestamp, meterId: "E9999990000000017" });
}

describe("what a telegram says is what is read of it", () => {
  test("any quantities in any format, with CRC and without, CR LF and LF, in any chunks", () => {
    const forms = fc.record({
      checksum: fc.constantFrom<"crc16" | "none">("crc16", "none"),
      lineEnd: fc.constantFrom<"\r\n" | "\n">("\r\n", "\n"),
    });
    fc.assert(
      fc.property(manyWritten, forms, chunkSizes, (chosen, form, sizes) => {
        const spoken = speak(chosen);
        expectRead(encodeP1Telegram({ ident, lines: spoken.lines, ...form }), spoken, { sizes });
      }),
      { numRuns },
    );
  });

  const ciphering = { ...keys, systemTitle, securityControl: 0x30 } as const;

  test("ciphered as a whole (Luxembourg, Austria)", () => {
    fc.assert(
      fc.property(manyWritten, fc.nat(0xffff_ffff), chunkSizes, (chosen, invocationCounter, sizes) => {
        const spoken = speak(chosen);
        const telegram = encodeP1Telegram({ ident, lines: spoken.lines });
        expectRead(encodeGeneralGloCiphering(telegram, { ...ciphering, invocationCounter }), spoken, { keys, sizes });
      }),
      { numRuns },
    );
  });

  test("ciphered behind the first line, without a system title (Poland)", () => {
    fc.assert(
      fc.property(manyWritten, fc.nat(0xffff_ffff), chunkSizes, (chosen, invocationCounter, sizes) => {
        const spoken = speak(chosen);
        const octets = encodeCipheredP1Telegram({ ident, lines: spoken.lines }, { ...ciphering, invocationCounter });
        expectRead(octets, spoken, { keys: { ...keys, systemTitle }, sizes });
      }),
      { numRuns },
    );
  });
});

const channelForms: readonly P1ChannelForm[] = ["dsmr", "dsmr3", "emucs", "luxembourg"];

describe("sub-meters", () => {
  test.each(channelForms)("%s", (form) => {
    const channel = (number: number) =>
      fc.record({
        channel: fc.constant(number),
        type: fc.constantFrom(3, 7),
        id: fc.integer({ min: 0, max: 9_999_999 }).map((serial) => `G${`${serial}`.padStart(16, "0")}`),
        litres: fc.nat(99_999_999),
        valve: fc.constantFrom(0, 1),
      });
    const channels = fc
      .shuffledSubarray([1, 2, 3, 4], { minLength: 1 })
      .chain((numbers) => fc.tuple(...numbers.map(channel)));
    fc.assert(
      fc.property(channels, chunkSizes, (chosen, sizes) => {
        const said = chosen.map(
          ({ litres, ...rest }): P1Channel => ({
            ...rest,
            value: litres / 1000,
            unit: "m3",
            clock: "240705115500S",
          }),
        );
        const lines = ["1-0:1.7.0(00.321*kW)", ...buildP1ChannelLines(said, form)];
        const reading = readOne(encodeP1Telegram({ ident, lines }), { sizes });
        const expected = said
          .map(({ clock: _clock, valve, ...rest }) => ({
            ...rest,
            ...(valve === undefined ? {} : { valve }),
            kind: rest.type === 3 ? "gas" : "water",
            timestamp: "2024-07-05T11:55:00+02:00",
          }))
          .sort((a, b) => a.channel - b.channel);
        expect(reading.channels).toEqual(expected);
      }),
      { numRuns },
    );
  });
});
