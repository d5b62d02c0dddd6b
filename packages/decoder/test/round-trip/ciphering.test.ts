import {
  type CipheringFields,
  encodeAxdr,
  encodeDataNotification,
  encodeEventNotification,
  encodeGeneralGloCiphering,
  encodePushList,
} from "@meter2mqtt/simulator";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { QuantityRow } from "../../src/index.ts";
import { hdlcOf } from "../helpers/framing.ts";
import { obis } from "../helpers/lists.ts";
import { keys, longKeys } from "../security-frames.ts";
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

const suites = [0, 1, 2] as const;
const protections = [
  ["authentication", 0x10],
  ["encryption", 0x20],
  ["both", 0x30],
] as const;
const broadcast = 0x40;

interface Value {
  readonly row: QuantityRow;
  readonly raw: number;
}

const someValue: fc.Arbitrary<Value> = fc.record({
  row: someQuantities(({ unit }) => unit === "W" || unit === "Wh").map(([row]) => row as QuantityRow),
  raw: fc.nat(0xffff_ffff),
});

function notificationOf({ row, raw }: Value): Uint8Array {
  const column = { obis: `1-0:${row.code}`, quantity: nameOf(row), type: "double-long-unsigned" } as const;
  const body = encodePushList("entries", [column], { [row.name]: raw });
  return encodeDataNotification({ invokeId: 1, dateTime: clock, body });
}

function eventOf({ row, raw }: Value): Uint8Array {
  const code = obis(`1-0:${row.code}`);
  if (code.type !== "octet-string") throw new TypeError("no OBIS code");
  const value = encodeAxdr({ type: "double-long-unsigned", value: raw });
  return encodeEventNotification({ dateTime: clock, classId: 3, obis: code.octets, attribute: 2, value });
}

/** Octets of a system title, the maker's letters first. */
const title = fc.uint8Array({ minLength: 5, maxLength: 5 }).map((serial) => Uint8Array.of(0x54, 0x53, 0x54, ...serial));

const general = [
  ["general-glo-ciphering", 0xdb],
  ["general-ded-ciphering", 0xdc],
] as const;
const specific = [
  ["glo-event-notification-request", 0xca],
  ["ded-event-notification-request", 0xd2],
] as const;

function sealed(apdu: Uint8Array, fields: Omit<CipheringFields, "encryptionKey" | "authenticationKey">) {
  const used = (fields.securityControl & 0x0f) === 2 ? longKeys : keys;
  return { octets: hdlcOf(encodeGeneralGloCiphering(apdu, { ...fields, ...used })), used };
}

describe.each(suites)("security suite %i", (suite) => {
  describe.each(protections)("%s", (_protection, bits) => {
    test.each([...general, ...specific])("%s: what was sealed is read", (_name, applicationTag) => {
      const isGeneral = general.some(([, tag]) => tag === applicationTag);
      fc.assert(
        fc.property(
          fc.record({
            value: someValue,
            systemTitle: title,
            invocationCounter: fc.nat(0xffff_ffff),
            isBroadcast: fc.boolean(),
            isLong: fc.boolean(),
            sizes: chunkSizes,
          }),
          ({ value, systemTitle, invocationCounter, isBroadcast, isLong, sizes }) => {
            const { octets, used } = sealed(isGeneral ? notificationOf(value) : eventOf(value), {
              applicationTag,
              systemTitle,
              invocationCounter,
              securityControl: bits | suite | (isBroadcast ? broadcast : 0),
              lengthForm: isLong ? "two-octets" : "shortest",
            });
            // Service-specific ciphering carries no system title: it has to be known.
            const reading = readOne(octets, { keys: { ...used, ...(isGeneral ? {} : { systemTitle }) }, sizes });
            expect(quantitiesOf(reading)).toEqual({ [value.row.name]: value.raw });
            expect(reading).toMatchObject({ timestamp, authenticated: bits !== 0x20 });
          },
        ),
        { numRuns: numRuns / 4 },
      );
    });
  });
});

describe("event-notification-request", () => {
  test("one attribute, with and without a time", () => {
    fc.assert(
      fc.property(someValue, fc.boolean(), chunkSizes, (value, isTimed, sizes) => {
        const timed = eventOf(value);
        // Without: the flag says 0, and neither length nor date-time follow.
        const event = isTimed ? timed : Uint8Array.of(0xc2, 0, ...timed.subarray(15));
        const reading = readOne(hdlcOf(event), { sizes });
        expect(quantitiesOf(reading)).toEqual({ [value.row.name]: value.raw });
        expect(reading.timestamp).toBe(isTimed ? timestamp : undefined);
      }),
      { numRuns },
    );
  });

  test("a list in one attribute, with scalers and units", () => {
    fc.assert(
      fc.property(someValue, fc.integer({ min: -3, max: 3 }), ({ row, raw }, exponent) => {
        const column = {
          obis: `1-0:${row.code}`,
          quantity: nameOf(row),
          type: "double-long-unsigned",
          exponent,
        } as const;
        const values = { [row.name]: scaledBy(raw, exponent) };
        const value = encodePushList("entries", [column], values);
        const pushSetup = Uint8Array.of(0, 6, 25, 9, 0, 255);
        const event = encodeEventNotification({ classId: 40, obis: pushSetup, attribute: 2, value });
        expect(quantitiesOf(readOne(hdlcOf(event)))).toEqual(values);
      }),
      { numRuns },
    );
  });
});
