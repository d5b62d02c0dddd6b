import { randomBytes } from "node:crypto";
import {
  type AxdrValue,
  type CipheringFields,
  encodeAxdr,
  encodeDataNotification,
  encodeEventNotification,
  encodeGeneralBlockTransfer,
  encodeGeneralGloCiphering,
  encodeP1Telegram,
  encodeSmlList,
  encodeSmlTelegram,
  encodeWrapper,
} from "@meter2mqtt/simulator";
import { describe, expect, test } from "vitest";
import { disguiseLines } from "../src/capsule/index.ts";
import { createIntlZoneRules, type KeySet, parseHex, type Reading } from "../src/index.ts";
import { decodeCapsule, leaksOf, valuesOf } from "./helpers/capsule.ts";

const random = (count: number): Uint8Array => new Uint8Array(randomBytes(count));
const zoneRules = createIntlZoneRules();
const hex = (digits: string): Uint8Array => parseHex(digits) ?? new Uint8Array(0);
const ascii = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));

const number = "6970639912345678";
const title = hex("4b464d1020304050");
const keys = {
  encryptionKey: hex("00112233445566778899aabbccddeeff"),
  authenticationKey: hex("ffeeddccbbaa99887766554433221100"),
};
const longKeys = { encryptionKey: random(32), authenticationKey: random(32) };
const obis = (digits: string): AxdrValue => ({ type: "octet-string", octets: hex(digits) });
const text = (value: string): AxdrValue => ({ type: "octet-string", octets: ascii(value) });
const watts: AxdrValue = { type: "double-long-unsigned", value: 244 };
const list = (...id: readonly AxdrValue[]): Uint8Array =>
  encodeAxdr({ type: "structure", elements: [obis("0100010700ff"), watts, ...id] });
const notification = (...id: readonly AxdrValue[]): Uint8Array =>
  encodeDataNotification({ invokeId: 0x4000_0000, body: list(...id) });
const own = notification(obis("0000600100ff"), text(number));

function ciphered(plain: Uint8Array, more: Partial<CipheringFields> = {}): Uint8Array {
  const fields = { systemTitle: title, securityControl: 0x30, invocationCounter: 77, ...keys, ...more };
  return encodeGeneralGloCiphering(plain, fields);
}
const wrapped = (apdu: Uint8Array): Uint8Array => encodeWrapper(apdu, { source: 1, destination: 1 });

interface Case {
  readonly about: string;
  readonly octets: Uint8Array;
  readonly keys?: KeySet;
  /** What must not be found. */
  readonly ids?: readonly string[];
}

const withKeys = { keys, ids: [number, "4b464d1020304050"] };
const cases: readonly Case[] = [
  { about: "a bare data-notification", octets: own },
  { about: "bare APDUs, one behind the other", octets: Uint8Array.of(...own, ...own) },
  { about: "a wrapper", octets: wrapped(own) },
  {
    about: "an event-notification of a list",
    octets: wrapped(
      encodeEventNotification({
        classId: 7,
        obis: hex("0000636200ff"),
        attribute: 2,
        value: list(obis("0000600100ff"), text(number)),
      }),
    ),
  },
  {
    about: "a meter's number as a number, and in BCD",
    octets: wrapped(
      notification(
        obis("0101000001ff"),
        { type: "double-long-unsigned", value: 12_345_678 },
        obis("0001600100ff"),
        obis("12345678"),
      ),
    ),
    ids: ["12345678", "00bc614e"],
  },
  { about: "encrypted and signed", octets: wrapped(ciphered(own)), ...withKeys },
  { about: "encrypted only", octets: wrapped(ciphered(own, { securityControl: 0x20 })), ...withKeys },
  { about: "signed only", octets: wrapped(ciphered(own, { securityControl: 0x10 })), ...withKeys },
  {
    about: "AES-256",
    octets: wrapped(ciphered(own, { securityControl: 0x32, ...longKeys })),
    keys: longKeys,
  },
  {
    about: "service-specific ciphering, whose title is set",
    octets: wrapped(ciphered(notification(obis("0000600100ff"), text(number)), { applicationTag: 0xca })),
    keys: { ...keys, systemTitle: title },
    ids: withKeys.ids,
  },
  {
    about: "a frame without the authentication key",
    octets: wrapped(ciphered(own)),
    keys: { encryptionKey: keys.encryptionKey },
  },
  {
    about: "general blocks",
    octets: Uint8Array.from(
      encodeGeneralBlockTransfer(ciphered(own), { blockOctets: 20 }).flatMap((block) => [...wrapped(block)]),
    ),
    ...withKeys,
  },
  {
    about: "P1, the number as text, as digits of it, in the first line and in a message",
    octets: encodeP1Telegram({
      ident: `/KMP5 KA6U00${number}`,
      lines: [
        "1-0:1.7.0(00.244*kW)",
        `0-0:96.1.1(${[...number].map((digit) => `3${digit}`).join("")})`,
        `0-0:42.0.0(KFM${number})`,
        `0-0:96.13.0(${[...ascii(`Dear customer ${number}`)].map((o) => o.toString(16).padStart(2, "0")).join("")})`,
      ],
    }),
    ids: [number, "Dear customer"],
  },
  {
    about: "SML, a server id with octets that are escaped",
    octets: encodeSmlTelegram([
      encodeSmlList(
        {
          serverId: hex("0a01454d481b1b1b1b77"),
          entries: [
            { obis: hex("0100600100ff"), value: { type: "octets", octets: hex("0a01454d481b1b1b1b77") } },
            { obis: hex("0100100700ff"), unit: 27, scaler: 0, value: { type: "integer", value: 244, octetCount: 4 } },
          ],
        },
        { transactionId: hex("0102030405") },
      ),
    ]),
    ids: ["0a01454d481b1b1b1b77"],
  },
];

describe("the forms of frames and of identities", () => {
  test.each(cases)("$about", ({ octets, keys: caseKeys = {}, ids = [number] }) => {
    const reading = { zoneRules, zone: "Europe/Oslo", keys: caseKeys };
    const { lines, leaks } = disguiseLines([{ pieces: [{ octets }], reading }], { random });
    const frames = lines[0]?.frames.map((frame) => frame.octets) ?? [];
    const before = decodeCapsule([octets], reading);
    const after = decodeCapsule(frames, { ...reading, keys: lines[0]?.keys ?? {} });
    expect(before.length).toBeGreaterThan(0);
    expect(after.map(valuesOf)).toEqual(before.map(valuesOf));
    expect(leaks).toBe(0);
    expect(leaksOf(ids, frames, after)).toEqual([]);
    for (const each of after) expect(powerOf(each)).toBe(244);
  });
});

function powerOf({ activeImportW, netActiveW }: Reading): number | undefined {
  return activeImportW ?? netActiveW;
}
