import type { KeySet, MeterKeys } from "@meter2mqtt/decoder";
import type { ZonedTime } from "../clock/central-european-time.ts";
import { SimulatorOptionError } from "../errors.ts";
import { injectFaults } from "../faults/fault-injector.ts";
import type { FaultName, FaultProbabilities } from "../faults/parse-faults.ts";
import type { StartRegisters } from "../household/energy-counters.ts";
import { Household } from "../household/household.ts";
import { createRandom, type Random } from "../household/random.ts";
import type { SolarPlant } from "../household/solar.ts";
import { createAidonSpeaker } from "./aidon-speaker.ts";
import { createKaifaSpeaker } from "./kaifa-speaker.ts";
import { createKamstrupSpeaker } from "./kamstrup-speaker.ts";
import { createDsmrSpeaker, createEmucsSpeaker } from "./p1-speaker.ts";
import { type FrameKind, nextSlot } from "./rhythm.ts";
import type { FrameTruth, Speaker, SpeakerOptions } from "./speaker.ts";
import {
  isVirtualMeterName,
  type VirtualMeterDescription,
  type VirtualMeterName,
  virtualMeters,
} from "./virtual-meters.ts";

export interface VirtualMeterOptions {
  /** Epoch milliseconds at which simulated time begins: the first frame is due at or soon after it. */
  readonly start: number;
  /** The same seed gives the same household and the same faults. Default: 1. */
  readonly seed?: number;
  /** Simulated seconds in a real one; it only moves `due`. Default: 1. */
  readonly speed?: number;
  readonly faults?: FaultProbabilities;
  /** In place of the made-up keys of a meter that encrypts; both are needed. Meters that don't encrypt ignore them. */
  readonly keys?: KeySet;
  /** In place of the meter's own plant. */
  readonly solar?: SolarPlant;
}

export interface VirtualFrame {
  /** Epoch milliseconds of simulated time at which the meter sends it. */
  readonly at: number;
  /** The same in real time: when to send it, where real time began with simulated time at `start`. */
  readonly due: number;
  readonly list: FrameKind;
  /** What goes over the line, faults and all. */
  readonly octets: Uint8Array;
  /** What the frame says, or would say were it not damaged. */
  readonly truth: FrameTruth;
  readonly faults: readonly FaultName[];
  /** The frame is whole, although noise may stand before it. */
  readonly intact: boolean;
}

/** An endless series of frames. */
export interface VirtualMeter {
  readonly description: VirtualMeterDescription;
  /** The keys it encrypts with; absent where it does not encrypt. */
  readonly keys: MeterKeys | undefined;
  next(): VirtualFrame;
}

const speakers: Readonly<Record<VirtualMeterName, (options: SpeakerOptions) => Speaker>> = {
  "kamstrup-dk": createKamstrupSpeaker,
  "kamstrup-dk-extended": createKamstrupSpeaker,
  "kamstrup-dk-plain": createKamstrupSpeaker,
  "kamstrup-no": createKamstrupSpeaker,
  "aidon-no": createAidonSpeaker,
  "kaifa-no": createKaifaSpeaker,
  "p1-nl": createDsmrSpeaker,
  "p1-be": createEmucsSpeaker,
};

/** Dutch low tariff (T1): nights from 23 to 7 and weekends. */
function isOffPeak(time: ZonedTime, from: number): boolean {
  const { year, month, day, hour } = time.local;
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  return hour < 7 || hour >= from || weekday === 0 || weekday === 6;
}

const tariffs: Partial<Record<string, (time: ZonedTime) => 1 | 2>> = {
  NL: (time) => (isOffPeak(time, 23) ? 1 : 2),
  // In Belgium the first tariff is that of the day.
  BE: (time) => (isOffPeak(time, 22) ? 2 : 1),
};

/** A virtual meter by its name. Throws {@link SimulatorOptionError} for what it cannot follow. */
export function createVirtualMeter(name: string, options: VirtualMeterOptions): VirtualMeter {
  if (!isVirtualMeterName(name)) {
    const known = Object.keys(virtualMeters).join(", ");
    throw new SimulatorOptionError("meter", `There is no virtual meter "${name}".`, `Choose one of: ${known}.`);
  }
  const description = virtualMeters[name];
  const { start, seed = 1, speed = 1, faults = {} } = options;
  checkNumbers(start, speed);
  const keys = chooseKeys(description, options.keys);
  const random = createRandom(seed);
  const household = createHousehold(description, options, random);
  const speak = speakers[name]({ description, keys, random, start });
  const faultRandom = createRandom(seed + 1);
  let from = start;
  return {
    description,
    keys,
    next() {
      const { at, list } = nextSlot(description.rhythm, from);
      from = at + 1;
      const { octets, truth } = speak(household.at(at), list, at);
      const damaged = injectFaults(octets, description.framing, faults, faultRandom);
      return { at, due: start + (at - start) / speed, list, truth, ...damaged };
    },
  };
}

function createHousehold(
  description: VirtualMeterDescription,
  options: VirtualMeterOptions,
  random: Random,
): Household {
  const solar = options.solar ?? description.solar;
  const tariffAt = tariffs[description.country];
  const registers = createStartRegisters(random, solar !== undefined, tariffAt !== undefined);
  return new Household({
    start: options.start,
    seed: options.seed ?? 1,
    registers,
    ...(solar === undefined ? {} : { solar }),
    ...(tariffAt === undefined ? {} : { tariffAt }),
  });
}

/** Registers of a meter that has been there for some years. */
function createStartRegisters(random: Random, solar: boolean, tariffs: boolean): StartRegisters {
  const half = (low: number, high: number): number => random.integer(low, high);
  const reactive = { reactiveImport: half(200_000, 900_000), reactiveExport: half(2_000_000, 6_000_000) };
  const first = half(6_000_000, 14_000_000);
  const second = half(6_000_000, 14_000_000);
  const fed = solar ? [half(1_000_000, 3_000_000), half(1_000_000, 3_000_000)] : [0, 0];
  const [fedFirst = 0, fedSecond = 0] = fed;
  if (!tariffs) return { ...reactive, import: first + second, export: fedFirst + fedSecond };
  return { ...reactive, importT1: first, importT2: second, exportT1: fedFirst, exportT2: fedSecond };
}

function checkNumbers(start: number, speed: number): void {
  if (!Number.isSafeInteger(start) || start < 0) {
    throw new SimulatorOptionError("start", `${start} is no time.`, "Give epoch milliseconds.");
  }
  if (!Number.isFinite(speed) || speed <= 0) {
    throw new SimulatorOptionError("speed", `A speed is a number above 0, not ${speed}.`, "1 is real time.");
  }
}

function chooseKeys(description: VirtualMeterDescription, given: KeySet | undefined): MeterKeys | undefined {
  if (description.keys === undefined) return undefined;
  if (given === undefined) return description.keys;
  const { encryptionKey, authenticationKey } = given;
  if (encryptionKey?.length !== 16 || authenticationKey?.length !== 16) {
    const message = `The meter ${description.name} encrypts and authenticates.`;
    throw new SimulatorOptionError("keys", message, "Give an encryption key and an authentication key of 16 octets.");
  }
  return { encryptionKey, authenticationKey };
}
