import {
  type CipheringFields,
  encodeDataNotification,
  encodeDateTime,
  encodeGeneralGloCiphering,
  encodeKamstrupList,
} from "@meter2mqtt/simulator";
import {
  createIntlZoneRules,
  createMeterDecoder,
  type DecodeEvent,
  type Diagnosis,
  type KeySet,
  type MeterDecoder,
  parseHex,
  type Reading,
} from "../src/index.ts";
import { hdlcOf } from "./helpers/framing.ts";

export const hex = (text: string): Uint8Array => parseHex(text.replaceAll(" ", "")) ?? new Uint8Array(0);

/** Made-up keys that no document prints. */
export const keys = {
  encryptionKey: hex("0f1e2d3c4b5a69788796a5b4c3d2e1f0"),
  authenticationKey: hex("f0e1d2c3b4a5968778695a4b3c2d1e0f"),
} as const;
export const otherKeys = {
  encryptionKey: keys.encryptionKey.map((octet) => octet ^ 0x5a),
  authenticationKey: keys.authenticationKey.map((octet) => octet ^ 0x5a),
} as const;
/** For security suite 2. */
export const longKeys = {
  encryptionKey: Uint8Array.from([...keys.encryptionKey, ...otherKeys.encryptionKey]),
  authenticationKey: Uint8Array.from([...keys.authenticationKey, ...otherKeys.authenticationKey]),
} as const;

export const systemTitle = hex("4b414d0000000001");
export const titleText = "4b414d0000000001";

/** A push of 25 elements whose clock says 12:00:00 and `seconds`. */
export function push(seconds = 0): Uint8Array {
  const { year, month, day } = { year: 2024, month: 7, day: 5 };
  const at = { hour: 12, minute: Math.floor(seconds / 60), second: seconds % 60 };
  const dateTime = encodeDateTime({ local: { year, month, day, ...at }, deviation: -120, status: 0x80 });
  const values = { activeImportW: 321, activeExportW: 0, voltageL1V: 231, currentL1A: 1.25 };
  return encodeDataNotification({ invokeId: 0, dateTime, body: encodeKamstrupList("momentary", values) });
}

/** An APDU ciphered under the made-up keys, in an HDLC frame. */
export function seal(
  invocationCounter: number,
  fields: Partial<CipheringFields> = {},
  apdu: Uint8Array = push(),
): Uint8Array {
  return hdlcOf(
    encodeGeneralGloCiphering(apdu, { ...keys, systemTitle, securityControl: 0x30, invocationCounter, ...fields }),
  );
}

export function createDecoder(given: KeySet = keys, input: "live" | "file" = "live"): MeterDecoder {
  return createMeterDecoder({ zoneRules: createIntlZoneRules(), zone: "Europe/Copenhagen", keys: given, input });
}

/** All events of these frames, which arrive in the seconds from 10:00 UTC on. */
export function decode(
  frames: readonly Uint8Array[],
  given: KeySet = keys,
  input: "live" | "file" = "live",
): readonly DecodeEvent[] {
  const decoder = createDecoder(given, input);
  const events = frames.flatMap((frame, i) => decoder.push(frame, arrival(i)));
  return [...events, ...decoder.end(arrival(frames.length))];
}

export const arrival = (second: number): number => Date.UTC(2024, 6, 5, 10, 0, second);

export const readings = (events: readonly DecodeEvent[]): readonly Reading[] =>
  events.flatMap((event) => (event.kind === "reading" ? [event.reading] : []));
export const diagnoses = (events: readonly DecodeEvent[]): readonly Diagnosis[] =>
  events.flatMap((event) => (event.kind === "diagnosis" ? [event.diagnosis] : []));
export const codes = (events: readonly DecodeEvent[]): readonly string[] =>
  diagnoses(events).map((diagnosis) => diagnosis.code);
