import { createCipheriv } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createIntlZoneRules, createMeterDecoder, type DecodeEvent, type KeySet } from "../src/index.ts";
import { testKeys } from "./story.ts";

const zoneRules = createIntlZoneRules();
const lines = "1-3:0.2.8(50)\r\n0-0:1.0.0(240705120000S)\r\n1-0:1.8.0(000001.234*kWh)\r\n1-0:1.7.0(00.321*kW)\r\n";
const title = Buffer.from("TST\0\0\0\0\u0001", "latin1");

function seal(text: string, titleInHeader: boolean, tag: number | undefined, count = 0x21): Uint8Array {
  const counter = Buffer.from([0, 0, 1, count]);
  const cipher = createCipheriv("aes-128-gcm", testKeys.encryptionKey, Buffer.concat([title, counter]), {
    authTagLength: 12,
  });
  cipher.setAAD(Buffer.concat([Buffer.of(0x30), testKeys.authenticationKey]));
  const ciphertext = Buffer.concat([cipher.update(text, "latin1"), cipher.final()]);
  const length = 5 + ciphertext.length + 12;
  const header = titleInHeader ? [8, ...title] : [0];
  const start = tag === undefined ? [] : [tag];
  return Uint8Array.from([
    ...start,
    ...header,
    0x82,
    length >> 8,
    length & 0xff,
    0x30,
    ...counter,
    ...ciphertext,
    ...cipher.getAuthTag(),
  ]);
}

/** Octet by octet, as a slow line brings them. */
function decodeLive(octets: Uint8Array, keys: KeySet): readonly DecodeEvent[] {
  const decoder = createMeterDecoder({ zoneRules, zone: "Europe/Luxembourg", keys });
  const events = [...octets].flatMap((octet) => decoder.push(Uint8Array.of(octet), Date.UTC(2024, 6, 5, 10)));
  return [...events, ...decoder.end()];
}

const readings = (events: readonly DecodeEvent[]) =>
  events.flatMap((event) => (event.kind === "reading" ? [event.reading] : []));
const codes = (events: readonly DecodeEvent[]) =>
  events.flatMap((event) => (event.kind === "diagnosis" ? [event.diagnosis.code] : []));
const expected = {
  activeImportW: 321,
  energyImportWh: 1234,
  timestamp: "2024-07-05T12:00:00+02:00",
  authenticated: true,
};

describe("ciphered P1 telegrams", () => {
  test("a ciphered telegram without a frame (Luxembourg, Austria), also right behind noise and another one", () => {
    for (const tag of [0xdb, 0xdc]) {
      const [first, second] = [0x21, 0x22].map((count) =>
        seal(`/TST5\\TEST\r\n\r\n${lines}!0000\r\n`, true, tag, count),
      );
      const events = decodeLive(Uint8Array.from([1, 2, 3, ...(first ?? []), ...(second ?? [])]), testKeys);
      expect(readings(events)).toEqual([expect.objectContaining(expected), expect.objectContaining(expected)]);
    }
  });

  test("a first line in clear, then ciphered lines without a system title (Poland)", () => {
    const sealed = seal(lines, false, undefined);
    const telegram = Uint8Array.from([
      ...Buffer.from("/TST5TEST-METER\r\n\r\n"),
      ...sealed,
      ...Buffer.from("!1234\r\n"),
    ]);
    const keys = { ...testKeys, systemTitle: new Uint8Array(title) };
    const [reading] = readings(decodeLive(telegram, keys));
    expect(reading).toMatchObject({ ...expected, ident: "/TST5TEST-METER" });
    expect(codes(decodeLive(telegram, testKeys))).toContain("security/system-title-missing");
    expect(codes(decodeLive(telegram.subarray(0, 90), keys))).toEqual(["frame/damaged"]);
  });

  test("a ciphered APDU inside a damaged HDLC frame gives no reading", () => {
    const sealed = seal(`/TST5\\TEST\r\n\r\n${lines}!0000\r\n`, true, 0xdb);
    const behindLlc = Uint8Array.from([0x11, 0x22, 0xe6, 0xe7, 0x00, ...sealed, 0x33, 0x44, 0x7e]);
    expect(readings(decodeLive(behindLlc, testKeys))).toEqual([]);
  });
});
