import type { MultipliersConfig } from "@meter2mqtt/contract";
import { type QuantityName, quantities, type ReadingChannel } from "@meter2mqtt/decoder";
import { deriveValues, type Values } from "../meters/derive.ts";
import { exact } from "../meters/exact.ts";
import { multiplied } from "../meters/multipliers.ts";
import type { BookableReading } from "./bookable-reading.ts";

/** A register in one reading. */
export interface RegisterValue {
  readonly register: string;
  readonly unit: string;
  readonly value: number;
  /** Of how many tariff registers it is the sum; 0 where it was sent itself. */
  readonly tariffs: number;
}

/** Power that belongs to a register. */
export interface PowerValue {
  readonly register: string;
  readonly watts: number;
}

/** What one reading says of registers. Power of the other direction is known to be 0 where net power is. */
export interface BookedValues {
  readonly registers: readonly RegisterValue[];
  readonly powers: readonly PowerValue[];
}

const tariffNumbers = ["T1", "T2", "T3", "T4"] as const;
const total = /^(energy|reactive)(Import|Export)(Wh|Varh)$/;
/** Energy and reactive energy in both directions: in all, of each tariff and of each phase. */
const bookedRegister = /^(energy|reactive)(Import|Export)(T\d|L\d)?(Wh|Varh)$/;

const booked = quantities.filter(({ name, kind }) => kind === "register" && bookedRegister.test(name));
const units = new Map<string, string>(booked.map(({ name, unit }) => [name, unit]));

const powers = [
  ["energyImportWh", "activeImportW"],
  ["energyExportWh", "activeExportW"],
] as const satisfies readonly (readonly [QuantityName, QuantityName])[];

/** Registers that power goes with. */
export function hasPower(register: string): boolean {
  return powers.some(([name]) => name === register);
}

/** Registers and powers of one reading itself, after multipliers, with what follows from it alone. */
export function valuesToBook(reading: BookableReading, multipliers: MultipliersConfig | undefined): BookedValues {
  const values = multiplied(sentValues(reading), multipliers);
  const derived = deriveValues(values);
  const registers: RegisterValue[] = [];
  for (const [register, unit] of units) {
    if (!isQuantity(register)) continue;
    const sent = values[register];
    const value = sent ?? derived[register];
    if (value === undefined || value < 0) continue;
    registers.push({ register, unit, value, tariffs: sent === undefined ? tariffsOf(register, values) : 0 });
  }
  const known = { ...derived, ...values };
  return {
    registers,
    powers: powers.flatMap(([register, name]): PowerValue[] => {
      const watts = known[name];
      return watts === undefined ? [] : [{ register, watts: exact(watts) }];
    }),
  };
}

/** `channel:1:G0012345`: the number alone may be another sub-meter's tomorrow. */
export function channelRegister({ channel, id }: ReadingChannel): string {
  return `channel:${channel}:${id ?? ""}`;
}

function sentValues(reading: BookableReading): Values {
  const sent: Values = {};
  for (const { name } of quantities) {
    if (!isQuantity(name)) continue;
    const value = reading[name];
    if (typeof value === "number" && Number.isFinite(value)) sent[name] = value;
  }
  return sent;
}

const names = new Set<string>(quantities.map(({ name }) => name));

function isQuantity(name: string): name is QuantityName {
  return names.has(name);
}

function tariffsOf(register: string, values: Readonly<Values>): number {
  const [, what = "", direction = "", unit = ""] = total.exec(register) ?? [];
  return tariffNumbers.filter((tariff) => {
    const name = `${what}${direction}${tariff}${unit}`;
    return isQuantity(name) && values[name] !== undefined;
  }).length;
}

/** What can flow in an hour at the most, where nothing is known of the fuse: what no home or workshop comes near to. */
const defaultPerHour = 100_000;
const voltsToNeutral = 230;
const phases = 3;
/** Fuses let more through for a while. */
const room = 1.25;

/** In Wh or varh. `mainFuse`: amperes of each phase; by 400 V three phases, which covers any other grid of 230 V. */
export function mostPerHour(mainFuse: number | undefined, multipliers: MultipliersConfig | undefined): number {
  const factors = [multipliers?.energy, multipliers?.energyL1, multipliers?.energyL2, multipliers?.energyL3];
  const factor = Math.max(1, ...factors.filter((value) => value !== undefined));
  const perHour = mainFuse === undefined ? defaultPerHour : mainFuse * voltsToNeutral * phases * room;
  return perHour * factor;
}

/** Of sub-meters in an hour, generously: what the greatest connection of a house with several homes can bring. */
const channelPerHour: Readonly<Record<string, number>> = {
  m3: 250,
  dm3: 250_000,
  l: 250_000,
  L: 250_000,
  GJ: 10,
  MJ: 10_000,
  Wh: 3_000_000,
  kWh: 3000,
  MWh: 3,
};

export function mostPerHourOfChannel(unit: string): number {
  return channelPerHour[unit] ?? 1_000_000;
}

/** Finest steps that are kept: a register with more decimals than these is rounded. */
const finestExponent = -4;
/** Sub-meters mostly send three decimals; their steps are not made finer one by one. */
const usualExponents: Readonly<Record<string, number>> = { m3: -3, GJ: -3 };

export function usualExponent(unit: string): number {
  return usualExponents[unit] ?? 0;
}

/** The exponent of ten that the value needs to be an integer. */
export function exponentOf(value: number): number {
  for (let exponent = 0; exponent > finestExponent; exponent--) {
    if (Number.isInteger(exact(value * 10 ** -exponent))) return exponent;
  }
  return finestExponent;
}
