import { corpusRows, keysOf, octetsOf } from "@meter2mqtt/corpus";
import type { KeySet } from "@meter2mqtt/decoder";
import {
  createRandom,
  createVirtualMeter,
  encodeDataNotification,
  encodeEventNotification,
  encodeKaifaList,
  encodeKamstrupList,
  encodePushList,
  encodeSmlClose,
  encodeSmlList,
  encodeSmlOpen,
  encodeSmlTelegram,
  isVirtualMeterName,
  type ListColumn,
  pushListForms,
  type VirtualMeterName,
  virtualMeters,
} from "@meter2mqtt/simulator";
import { cipher, longTestKeys, testKeys, wrap } from "./wrap.ts";

/** A frame that gives a reading, or several that give one together. */
export interface GoodFrame {
  readonly name: string;
  readonly octets: Uint8Array;
  /** Absent where it is not ciphered. */
  readonly keys?: KeySet;
}

/** A capture, good or bad, and the keys that go with it. */
export interface Capture {
  readonly octets: Uint8Array;
  readonly keys: KeySet;
}

const start = Date.UTC(2026, 2, 3, 11, 59, 50);
const values = { activeImportW: 1234, activeExportW: 0, currentL1A: 5.2, voltageL1V: 231, energyImportWh: 123_450 };

const columns: readonly ListColumn[] = [
  { obis: "0-0:1.0.0", clock: true },
  { obis: "0-0:96.1.0", text: "meterId", type: "visible-string" },
  { obis: "1-0:1.7.0", quantity: "activeImportW", type: "double-long-unsigned" },
  { obis: "1-0:31.7.0", quantity: "currentL1A", type: "long", exponent: -2 },
  { obis: "1-0:1.8.0", quantity: "energyImportWh", type: "long64-unsigned" },
];

/** Plain APDUs: the content of the frames that are built here, and what mutations begin with. */
export const goodApdus: readonly Uint8Array[] = [
  encodeDataNotification({ invokeId: 0, body: encodeKamstrupList("hourly", { ...values, clock: clockOctets() }) }),
  encodeDataNotification({
    invokeId: 0x4000_0000,
    dateTime: clockOctets(),
    body: encodeKamstrupList("momentary", values),
  }),
  encodeDataNotification({
    invokeId: 0x4000_0000,
    dateTime: clockOctets(),
    dateTimeForm: "octet-string",
    body: encodeKaifaList("power", values),
  }),
  ...pushListForms.map((form) => {
    const body = encodePushList(form, columns, { ...values, meterId: "99999017", clock: clockOctets() });
    return encodeDataNotification({ invokeId: 7, dateTime: clockOctets(), body });
  }),
  encodeEventNotification({
    dateTime: clockOctets(),
    classId: 40,
    obis: Uint8Array.of(0, 6, 25, 9, 0, 255),
    attribute: 2,
    value: encodePushList("entries", columns, values),
  }),
];

const serverId = Uint8Array.of(0x0a, 0x01, 0x54, 0x53, 0x54, 0, 0, 0, 0, 1);
const transactionId = Uint8Array.of(1, 2, 3, 4);

/** Messages of an SML telegram. */
export const goodMessages: readonly Uint8Array[] = [
  encodeSmlOpen({ fileId: transactionId, serverId }, { transactionId }),
  encodeSmlList(
    {
      serverId,
      entries: [
        { obis: Uint8Array.of(1, 0, 96, 50, 1, 1), value: { type: "octets", octets: Uint8Array.of(0x54, 0x53, 0x54) } },
        {
          obis: Uint8Array.of(1, 0, 16, 7, 0, 255),
          unit: 27,
          scaler: -1,
          value: { type: "integer", value: -1234 },
        },
      ],
    },
    { transactionId },
  ),
  encodeSmlClose({ transactionId }),
];

function clockOctets(): Uint8Array {
  return Uint8Array.of(0x07, 0xea, 3, 3, 2, 12, 59, 50, 0xff, 0x80, 0, 0);
}

/** All the ways in which good frames come, from the simulator and from parts of our own. */
export function createGoodFrames(seed: number): readonly GoodFrame[] {
  const random = createRandom(seed);
  const frames: GoodFrame[] = [];
  for (const name of Object.keys(virtualMeters).filter(isVirtualMeterName)) frames.push(...framesOf(name, seed));
  const [hourly = new Uint8Array(0), momentary = hourly] = goodApdus;
  for (const wrapping of ["segments", "mbus", "wrapper", "blocks"] as const) {
    frames.push({ name: wrapping, octets: wrap(hourly, wrapping, random) });
    frames.push({
      name: `ciphered ${wrapping}`,
      octets: wrap(cipher(momentary, random), wrapping, random),
      keys: testKeys,
    });
  }
  for (const [i, apdu] of goodApdus.entries()) frames.push({ name: `APDU ${i}`, octets: wrap(apdu, "hdlc", random) });
  for (const securityControl of [0x10, 0x20, 0x31, 0x70, 0x12, 0x22, 0x32]) {
    const keys = (securityControl & 0x0f) === 2 ? longTestKeys : testKeys;
    const sealed = cipher(momentary, random, securityControl, keys);
    const name = `security control ${securityControl.toString(16)}`;
    frames.push({ name, octets: wrap(sealed, "hdlc", random), keys });
  }
  frames.push({ name: "SML with CRC-16/KERMIT", octets: encodeSmlTelegram(goodMessages, "kermit") });
  return frames;
}

/** The first frames of a virtual meter: each of its lists. */
function framesOf(name: VirtualMeterName, seed: number): GoodFrame[] {
  const meter = createVirtualMeter(name, { start, seed });
  const frames = new Map<string, GoodFrame>();
  for (let i = 0; i < 20; i++) {
    const { list, octets } = meter.next();
    const keys = meter.keys === undefined ? {} : { keys: meter.keys };
    if (!frames.has(list)) frames.set(list, { name: `${name} ${list}`, octets, ...keys });
  }
  return [...frames.values()];
}

/** Real captures, where they are at hand: all makers, also those that can't be read (yet). Empty elsewhere. */
export function loadCaptures(): readonly Capture[] {
  return corpusRows.map((row) => ({ octets: octetsOf(row).subarray(0, 4096), keys: keysOf(row) }));
}
