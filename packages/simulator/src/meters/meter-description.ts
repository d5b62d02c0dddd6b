import type { Framing, KeySet } from "@meter2mqtt/decoder";
import type { SolarPlant } from "../household/solar.ts";
import type { Rhythm } from "./rhythm.ts";
import type { Speech } from "./speech.ts";

/** What a meter ciphers with. */
export interface VirtualMeterKeys extends KeySet {
  readonly encryptionKey: Uint8Array;
}

/** A virtual meter: what it is, and how it speaks. Data only. */
export interface MeterDescription {
  readonly name: string;
  /** One sentence for whoever chooses a meter. */
  readonly about: string;
  readonly manufacturer: string;
  /** ISO 3166 country and IANA zone it stands in. */
  readonly country: string;
  readonly zone: string;
  readonly framing: Framing;
  readonly meterId: string;
  /** Milliseconds between two frames, mostly. */
  readonly interval: number;
  /** Which list is sent when. */
  readonly rhythm: readonly Rhythm[];
  readonly speech: Speech;
  /** Made-up keys of meters that encrypt, and the system title where a reader has to know it; absent: plain frames. */
  readonly keys?: VirtualMeterKeys;
  /** Eight octets, where it encrypts. */
  readonly systemTitle?: Uint8Array;
  /** The plant behind the meter where nothing else is asked for. */
  readonly solar?: SolarPlant;
  /** Two tariffs, and which of them holds at night; absent: one. */
  readonly nightTariff?: 1 | 2;
}

const hour = 3_600_000;
const second = 1_000;

/** One list at this interval, in seconds. */
export function every(seconds: number, list: Rhythm["list"] = "telegram"): readonly Rhythm[] {
  return [{ list, every: seconds * second, offset: 0 }];
}

/** A list every hour, so many seconds after it, in place of the others where they fall together. */
export function hourly(secondsAfter: number, list: Rhythm["list"] = "hourly"): Rhythm {
  return { list, every: hour, offset: secondsAfter * second };
}

/** 00112233... and its mirror image: nobody can take them for a meter's own. */
export const madeUpKeys = {
  encryptionKey: Uint8Array.from({ length: 16 }, (_, i) => 0x11 * i),
  authenticationKey: Uint8Array.from({ length: 16 }, (_, i) => 0xff - 0x11 * i),
} as const;

/** A made-up system title of a maker. */
export function titleOf(flagId: string, serial: number): Uint8Array {
  return Uint8Array.from([...flagId].map((letter) => letter.charCodeAt(0)).concat([0, 0, 0, 0, serial]));
}

/** Descriptions by name, before they are told their names. */
export type MeterDrafts = Readonly<Record<string, Omit<MeterDescription, "name">>>;
