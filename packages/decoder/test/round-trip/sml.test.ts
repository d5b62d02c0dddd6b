import {
  encodeSmlClose,
  encodeSmlList,
  encodeSmlOpen,
  encodeSmlTelegram,
  type SmlCrc,
  type SmlEntry,
  type SmlTime,
} from "@meter2mqtt/simulator";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type QuantityRow, toHex } from "../../src/index.ts";
import { obis } from "../helpers/lists.ts";
import { chunkSizes, numRuns, quantitiesOf, readOne, scaledBy, someQuantities } from "./round-trip.ts";

/** Enumerated units (IEC 62056-6-2, table 4). */
const units: Readonly<Record<string, number>> = {
  W: 27,
  VA: 28,
  var: 29,
  Wh: 30,
  VAh: 31,
  varh: 32,
  A: 33,
  V: 35,
  Hz: 44,
  "": 255,
};

function octetsOf(text: string): Uint8Array {
  const code = obis(text);
  if (code.type !== "octet-string") throw new TypeError("no OBIS code");
  return code.octets;
}

interface Measured {
  readonly row: QuantityRow;
  readonly entry: SmlEntry;
  readonly value: number;
}

const time: fc.Arbitrary<SmlTime> = fc.record({
  kind: fc.constantFrom("seconds-index", "timestamp", "bare"),
  seconds: fc.nat(0xffff_ffff),
});
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** An integer in as few octets as it takes, or in more. */
function measured(row: QuantityRow): fc.Arbitrary<Measured> {
  return fc
    .record({
      scaler: fc.integer({ min: -4, max: 3 }),
      isSigned: fc.boolean(),
      size: fc.integer({ min: 0, max: 2 ** 45 }),
      isNegative: fc.boolean(),
      octetCount: fc.constantFrom(undefined, 7, 8),
      status: optional(fc.nat(0xffff_ffff)),
      time: optional(time),
    })
    .map(({ scaler, isSigned, size, isNegative, octetCount, status, time: measuredAt }) => {
      const raw = isSigned && isNegative ? 0 - size : size;
      const entry: SmlEntry = {
        obis: octetsOf(`1-0:${row.code}`),
        unit: units[row.unit] ?? 255,
        scaler,
        value: {
          type: isSigned ? "integer" : "unsigned",
          value: raw,
          ...(octetCount === undefined ? {} : { octetCount }),
        },
        ...(status === undefined ? {} : { status }),
        ...(measuredAt === undefined ? {} : { time: measuredAt }),
      };
      return { row, entry, value: scaledBy(raw, scaler) };
    });
}

const manyMeasured = someQuantities().chain((rows) => fc.tuple(...rows.map(measured)));

/** Octets among which the escape octet is frequent, in long runs too. */
const octetString = fc
  .array(
    fc.oneof(
      fc.nat(255).map((octet) => [octet]),
      fc.nat(30).map((run) => Array<number>(run).fill(0x1b)),
    ),
    {
      maxLength: 12,
    },
  )
  .map((parts) => Uint8Array.from(parts.flat()));

interface Telegram {
  readonly serverId: Uint8Array;
  readonly entries: readonly SmlEntry[];
  readonly crc?: SmlCrc;
  readonly listName?: Uint8Array;
  readonly clientId?: Uint8Array;
}

function telegramOf({ serverId, entries, crc = "x25", listName, clientId }: Telegram): Uint8Array {
  const fields = (transaction: number) => ({ transactionId: Uint8Array.of(1, 2, 3, transaction), crc });
  const list = {
    serverId,
    entries,
    ...(listName === undefined ? {} : { listName }),
    ...(clientId === undefined ? {} : { clientId }),
  };
  const messages = [
    encodeSmlOpen({ fileId: Uint8Array.of(9, 9), serverId }, fields(0)),
    encodeSmlList(list, fields(1)),
    encodeSmlClose(fields(2)),
  ];
  return encodeSmlTelegram(messages, crc);
}

const serverId = fc.uint8Array({ minLength: 8, maxLength: 10 });
const crcs = fc.constantFrom<SmlCrc>("x25", "kermit");

describe("what an SML telegram says is what is read of it", () => {
  test("any quantities, signed or not, in any number of octets, in any chunks", () => {
    fc.assert(
      fc.property(manyMeasured, serverId, crcs, chunkSizes, (chosen, id, crc, sizes) => {
        const octets = telegramOf({ serverId: id, crc, entries: chosen.map(({ entry }) => entry) });
        const reading = readOne(octets, { sizes });
        expect(reading.serverId).toBe(toHex(id));
        expect(quantitiesOf(reading)).toEqual(Object.fromEntries(chosen.map(({ row, value }) => [row.name, value])));
      }),
      { numRuns },
    );
  });

  test("octet strings with escapes inside, list name and client id", () => {
    fc.assert(
      fc.property(octetString, serverId, octetString, crcs, chunkSizes, (octets, id, clientId, crc, sizes) => {
        const listName = Uint8Array.of(1, 0, 0x62, 0x0a, 0xff, 0xff);
        const entry: SmlEntry = { obis: octetsOf("1-0:96.99.99"), value: { type: "octets", octets } };
        const telegram = telegramOf({ serverId: id, entries: [entry], crc, listName, clientId });
        const [object] = readOne(telegram, { sizes }).objects;
        expect(object).toMatchObject({ obis: "1-0:96.99.99*255", value: toHex(octets) });
      }),
      { numRuns: 4 * numRuns },
    );
  });

  test("integers of 64 bits and truth values stay exact", () => {
    const any64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    fc.assert(
      fc.property(any64, fc.boolean(), (value, truth) => {
        const entries: readonly SmlEntry[] = [
          { obis: octetsOf("1-0:96.99.1"), scaler: 0, value: { type: "integer", value } },
          { obis: octetsOf("1-0:96.99.2"), value: { type: "boolean", value: truth } },
        ];
        const { objects } = readOne(telegramOf({ serverId: Uint8Array.of(1, 2, 3, 4), entries }));
        const isSafe = Number.isSafeInteger(Number(value));
        expect(objects.map((object) => object.value)).toEqual([isSafe ? Number(value) : `${value}`, truth]);
      }),
      { numRuns },
    );
  });
});
