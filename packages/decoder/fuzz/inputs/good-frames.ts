import { corpusRows, keysOf, octetsOf } from "@meter2mqtt/corpus";
import type { KeySet } from "@meter2mqtt/decoder";
import {
  createRandom,
  createVirtualMeter,
  encodeDataNotification,
  encodeKaifaList,
  encodeKamstrupList,
  encodeP1Telegram,
  type VirtualMeterName,
  virtualMeters,
} from "@meter2mqtt/simulator";
import { cipher, testKeys, wrap } from "./wrap.ts";

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
];

function clockOctets(): Uint8Array {
  return Uint8Array.of(0x07, 0xea, 3, 3, 2, 12, 59, 50, 0xff, 0x80, 0, 0);
}

/** All the ways in which good frames come, from the simulator and from parts of our own. */
export function createGoodFrames(seed: number): readonly GoodFrame[] {
  const random = createRandom(seed);
  const frames: GoodFrame[] = [];
  for (const name of Object.keys(virtualMeters) as VirtualMeterName[]) frames.push(...framesOf(name, seed));
  const [hourly = new Uint8Array(0), momentary = hourly] = goodApdus;
  for (const wrapping of ["segments", "mbus", "wrapper", "blocks"] as const) {
    frames.push({ name: wrapping, octets: wrap(hourly, wrapping, random) });
    frames.push({
      name: `ciphered ${wrapping}`,
      octets: wrap(cipher(momentary, random), wrapping, random),
      keys: testKeys,
    });
  }
  const telegram = encodeP1Telegram({ ident: "/SIM5old", lines: ["1-0:1.8.0(000123.456*kWh)"], checksum: "none" });
  frames.push({ name: "P1 without CRC", octets: telegram });
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
