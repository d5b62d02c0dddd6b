import type { KeySet } from "@meter2mqtt/decoder";
import type { ZonedTime } from "../clock/zoned-time.ts";
import { SimulatorOptionError } from "../errors.ts";
import { injectFaults } from "../faults/fault-injector.ts";
import type { FaultName, FaultProbabilities } from "../faults/parse-faults.ts";
import type { StartRegisters } from "../household/energy-counters.ts";
import { Household } from "../household/household.ts";
import { createRandom, type Random } from "../household/random.ts";
import type { SolarPlant } from "../household/solar.ts";
import type { VirtualMeterKeys } from "./meter-description.ts";
import { createP1Speaker } from "./p1-speaker.ts";
import { createPushSpeaker } from "./push-speaker.ts";
import { type FrameKind, nextSlot } from "./rhythm.ts";
import { createSmlSpeaker } from "./sml-speaker.ts";
import type { FrameTruth, Speaker, SpeakerOptions } from "./speaker.ts";
import { isVirtualMeterName, type VirtualMeterDescription, virtualMeters } from "./virtual-meters.ts";

export interface VirtualMeterOptions {
  /** Epoch milliseconds at which simulated time begins: the first frame is due at or soon after it. */
  readonly start: number;
  /** The same seed gives the same household and the same faults. Default: 1. */
  readonly seed?: number;
  /** Simulated seconds in a real one; it only moves `due`. Default: 1. */
  readonly speed?: number;
  readonly faults?: FaultProbabilities;
  /** In place of the made-up keys of a meter that encrypts, as many as it has. Meters that don't encrypt ignore them. */
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
  readonly keys: VirtualMeterKeys | undefined;
  next(): VirtualFrame;
}

/** The speaker that follows a description. */
function createSpeaker(options: SpeakerOptions): Speaker {
  const { speech } = options.description;
  switch (speech.kind) {
    case "push":
      return createPushSpeaker(speech, options);
    case "p1":
      return createP1Speaker(speech, options);
    case "sml":
      return createSmlSpeaker(speech, options);
  }
}

/** Nights from 23 to 7, and weekends. */
function isOffPeak(time: ZonedTime): boolean {
  const { year, month, day, hour } = time.local;
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  return hour < 7 || hour >= 23 || weekday === 0 || weekday === 6;
}

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
  const speak = createSpeaker({ description, keys, random, start });
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
  const { nightTariff } = description;
  const dayTariff = nightTariff === 1 ? 2 : 1;
  const tariffAt =
    nightTariff === undefined ? undefined : (time: ZonedTime) => (isOffPeak(time) ? nightTariff : dayTariff);
  const registers = createStartRegisters(random, solar !== undefined, tariffAt !== undefined);
  return new Household({
    start: options.start,
    seed: options.seed ?? 1,
    zone: description.zone,
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

function chooseKeys(description: VirtualMeterDescription, given: KeySet | undefined): VirtualMeterKeys | undefined {
  const { keys, name } = description;
  if (keys === undefined || given === undefined) return keys;
  const { encryptionKey, authenticationKey } = given;
  if (encryptionKey?.length !== 16) {
    throw new SimulatorOptionError("keys", `The meter ${name} encrypts.`, "Give an encryption key of 16 octets.");
  }
  if (keys.authenticationKey === undefined) return { ...keys, encryptionKey };
  if (authenticationKey?.length !== 16) {
    const message = `The meter ${name} encrypts and authenticates.`;
    throw new SimulatorOptionError("keys", message, "Give an encryption key and an authentication key of 16 octets.");
  }
  return { ...keys, encryptionKey, authenticationKey };
}
