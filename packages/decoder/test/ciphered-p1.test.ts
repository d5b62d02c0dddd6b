import { encodeCipheredP1Telegram, encodeGeneralGloCiphering, encodeP1Telegram } from "@meter2mqtt/simulator";
import { describe, expect, test } from "vitest";
import { createIntlZoneRules, createMeterDecoder, type DecodeEvent, type KeySet } from "../src/index.ts";
import { testKeys } from "./story.ts";

const zoneRules = createIntlZoneRules();
const lines = ["1-3:0.2.8(50)", "0-0:1.0.0(240705120000S)", "1-0:1.8.0(000001.234*kWh)", "1-0:1.7.0(00.321*kW)"];
const systemTitle = Uint8Array.of(0x54, 0x53, 0x54, 0, 0, 0, 0, 1);

const ciphering = (invocationCounter: number) => ({
  ...testKeys,
  systemTitle,
  securityControl: 0x30,
  invocationCounter,
  lengthForm: "two-octets" as const,
});

/** A whole telegram, as Luxembourg's and Austria's meters send it. */
function seal(applicationTag: number, count: number): Uint8Array {
  const telegram = encodeP1Telegram({ ident: "/TST5\\TEST", lines });
  return encodeGeneralGloCiphering(telegram, { ...ciphering(0x100 + count), applicationTag });
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
      const events = decodeLive(Uint8Array.from([1, 2, 3, ...seal(tag, 0x21), ...seal(tag, 0x22)]), testKeys);
      expect(readings(events)).toEqual([expect.objectContaining(expected), expect.objectContaining(expected)]);
    }
  });

  test("a first line in clear, then ciphered lines without a system title (Poland)", () => {
    const telegram = encodeCipheredP1Telegram({ ident: "/TST5TEST-METER", lines }, ciphering(0x121));
    const keys = { ...testKeys, systemTitle };
    const [reading] = readings(decodeLive(telegram, keys));
    expect(reading).toMatchObject({ ...expected, ident: "/TST5TEST-METER" });
    expect(codes(decodeLive(telegram, testKeys))).toContain("security/system-title-missing");
    expect(codes(decodeLive(telegram.subarray(0, 90), keys))).toEqual(["frame/damaged"]);
  });

  test("a ciphered APDU inside a damaged HDLC frame gives no reading", () => {
    const behindLlc = Uint8Array.from([0x11, 0x22, 0xe6, 0xe7, 0x00, ...seal(0xdb, 0x21), 0x33, 0x44, 0x7e]);
    expect(readings(decodeLive(behindLlc, testKeys))).toEqual([]);
  });
});
