import type { Framing, MeterKeys } from "@meter2mqtt/decoder";
import type { SolarPlant } from "../household/solar.ts";
import type { Rhythm } from "./rhythm.ts";

export type VirtualMeterName =
  | "kamstrup-dk"
  | "kamstrup-dk-extended"
  | "kamstrup-dk-plain"
  | "kamstrup-no"
  | "aidon-no"
  | "kaifa-no"
  | "p1-nl"
  | "p1-be";

/** A virtual meter: what it is, and how it speaks. */
export interface VirtualMeterDescription {
  readonly name: VirtualMeterName;
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
  /** Made-up keys of meters that encrypt; absent: it sends plain frames. */
  readonly keys?: MeterKeys;
  /** Eight octets, where it encrypts. */
  readonly systemTitle?: Uint8Array;
  /** The plant behind the meter where nothing else is asked for. */
  readonly solar?: SolarPlant;
}

const hour = 3_600_000;

const kamstrupRhythm: readonly Rhythm[] = [
  { list: "hourly", every: hour, offset: 5_000 },
  { list: "momentary", every: 10_000, offset: 0 },
];

/** 00112233... and its mirror image: nobody can take them for a meter's own. */
const encryptionKey = Uint8Array.from({ length: 16 }, (_, i) => 0x11 * i);
const authenticationKey = Uint8Array.from({ length: 16 }, (_, i) => 0xff - 0x11 * i);

/** Every virtual meter by its name. Ids are made up, in the form that each maker's have. */
export const virtualMeters: Readonly<Record<VirtualMeterName, VirtualMeterDescription>> = {
  "kamstrup-dk": {
    name: "kamstrup-dk",
    about: "Kamstrup Omnipower, Denmark: encrypted and authenticated, every 10 s, registers every hour",
    manufacturer: "Kamstrup",
    country: "DK",
    zone: "Europe/Copenhagen",
    framing: "hdlc",
    meterId: "9999990000000017",
    interval: 10_000,
    rhythm: kamstrupRhythm,
    keys: { encryptionKey, authenticationKey },
    systemTitle: Uint8Array.of(0x4b, 0x41, 0x4d, 0, 0, 0, 0, 1),
  },
  "kamstrup-dk-extended": {
    name: "kamstrup-dk-extended",
    about: "Kamstrup Omnipower, Denmark, the long list: encrypted and authenticated, with registers, every 10 s",
    manufacturer: "Kamstrup",
    country: "DK",
    zone: "Europe/Copenhagen",
    framing: "hdlc",
    meterId: "99999986",
    interval: 10_000,
    rhythm: [{ list: "extended", every: 10_000, offset: 0 }],
    keys: { encryptionKey, authenticationKey },
    systemTitle: Uint8Array.of(0x4b, 0x41, 0x4d, 0, 0, 0, 0, 2),
    solar: { peakW: 2_400, phases: [1] },
  },
  "kamstrup-dk-plain": {
    name: "kamstrup-dk-plain",
    about: "Kamstrup Omnipower, Denmark: plain, every 10 s, registers every hour",
    manufacturer: "Kamstrup",
    country: "DK",
    zone: "Europe/Copenhagen",
    framing: "hdlc",
    meterId: "9999990000000024",
    interval: 10_000,
    rhythm: kamstrupRhythm,
  },
  "kamstrup-no": {
    name: "kamstrup-no",
    about: "Kamstrup Omnipower, Norway: plain, every 10 s, registers every hour",
    manufacturer: "Kamstrup",
    country: "NO",
    zone: "Europe/Oslo",
    framing: "hdlc",
    meterId: "9999990000000031",
    interval: 10_000,
    rhythm: kamstrupRhythm,
  },
  "aidon-no": {
    name: "aidon-no",
    about: "Aidon 6534, Norway: power every 2.5 s, all momentary values every 10 s, registers at the full hour",
    manufacturer: "Aidon",
    country: "NO",
    zone: "Europe/Oslo",
    framing: "hdlc",
    meterId: "9999990000000048",
    interval: 2_500,
    rhythm: [
      { list: "hourly", every: hour, offset: 0 },
      { list: "momentary", every: 10_000, offset: 0 },
      { list: "power", every: 2_500, offset: 0 },
    ],
  },
  "kaifa-no": {
    name: "kaifa-no",
    about: "Kaifa MA304H4, Norway: power every 2 s, all momentary values every 10 s, registers every hour",
    manufacturer: "Kaifa",
    country: "NO",
    zone: "Europe/Oslo",
    framing: "hdlc",
    meterId: "9999990000000055",
    interval: 2_000,
    rhythm: [
      { list: "hourly", every: hour, offset: 10_000 },
      { list: "momentary", every: 10_000, offset: 0 },
      { list: "power", every: 2_000, offset: 0 },
    ],
  },
  "p1-nl": {
    name: "p1-nl",
    about: "DSMR 5 telegrams, Netherlands: every second, two tariffs, solar on one phase, a gas meter",
    manufacturer: "Iskraemeco",
    country: "NL",
    zone: "Europe/Amsterdam",
    framing: "p1",
    meterId: "E9999990000000062",
    interval: 1_000,
    rhythm: [{ list: "telegram", every: 1_000, offset: 0 }],
    solar: { peakW: 3_200, phases: [0] },
  },
  "p1-be": {
    name: "p1-be",
    about: "e-MUCS telegrams, Belgium: every second, two tariffs, peaks of the quarter-hour, solar, a gas meter",
    manufacturer: "Sagemcom",
    country: "BE",
    zone: "Europe/Brussels",
    framing: "p1",
    meterId: "1SAG9999999979",
    interval: 1_000,
    rhythm: [{ list: "telegram", every: 1_000, offset: 0 }],
    solar: { peakW: 5_000, phases: [0, 1, 2] },
  },
};

export function isVirtualMeterName(name: string): name is VirtualMeterName {
  return Object.hasOwn(virtualMeters, name);
}
