import { cdeOf, type ObisCode, parseObis } from "./obis-code.ts";

/*
 * What an OBIS code means, in words. Electricity is composed from its value groups (IEC 62056-6-1, clause 6: C what is
 * measured, D how, E tariff or order), so that codes which no meter was seen to send have a name too.
 */

interface Measured {
  /** As a momentary value, a mean or a maximum. */
  readonly power: string;
  /** Summed up over time; absent where that makes no sense. */
  readonly energy?: string;
}

/** Value group C of the sum of all phases; a phase's is 20, 40 or 60 more. */
const measured: Readonly<Record<number, Measured>> = {
  1: { power: "active power, import", energy: "active energy, import" },
  2: { power: "active power, export", energy: "active energy, export" },
  3: { power: "reactive power, import", energy: "reactive energy, import" },
  4: { power: "reactive power, export", energy: "reactive energy, export" },
  5: { power: "reactive power, quadrant 1", energy: "reactive energy, quadrant 1" },
  6: { power: "reactive power, quadrant 2", energy: "reactive energy, quadrant 2" },
  7: { power: "reactive power, quadrant 3", energy: "reactive energy, quadrant 3" },
  8: { power: "reactive power, quadrant 4", energy: "reactive energy, quadrant 4" },
  9: { power: "apparent power, import", energy: "apparent energy, import" },
  10: { power: "apparent power, export", energy: "apparent energy, export" },
  11: { power: "current" },
  12: { power: "voltage" },
  13: { power: "power factor" },
  14: { power: "grid frequency" },
  15: { power: "active power, import plus export", energy: "active energy, import plus export" },
  16: { power: "active power, import minus export", energy: "active energy, import minus export" },
};

/** Value groups C that stand outside that order. */
const special: Readonly<Record<number, Measured>> = {
  81: { power: "phase angle" },
  90: { power: "current, sum of all phases" },
  91: { power: "current, neutral" },
  92: { power: "voltage, neutral" },
};

/** Value group D: how it was processed. `energy` takes the word for what is summed up. */
const processed: Readonly<Record<number, { readonly words: string; readonly energy?: boolean }>> = {
  2: { words: "cumulative maximum" },
  3: { words: "minimum" },
  4: { words: "mean of the running period" },
  5: { words: "mean of the last period" },
  6: { words: "maximum" },
  7: { words: "" },
  8: { words: "", energy: true },
  9: { words: "since the last billing period", energy: true },
  24: { words: "mean" },
  27: { words: "mean of the running period, second interval" },
  28: { words: "mean of the last period, second interval" },
  29: { words: "in the recording interval", energy: true },
  31: { words: "threshold for low values" },
  32: { words: "number of drops below the threshold" },
  33: { words: "time below the threshold" },
  35: { words: "threshold for high values" },
  36: { words: "number of rises above the threshold" },
  37: { words: "time above the threshold" },
};

/** Abstract codes, and electricity's that measure nothing, by C.D.E. */
const others: ReadonlyMap<number, string> = new Map(
  Object.entries({
    "0.0.0": "meter number",
    "0.0.1": "meter number 2",
    "0.0.5": "meter number",
    "0.0.9": "device number",
    "0.2.0": "firmware version",
    "0.2.8": "version of the P1 port",
    "0.2.129": "version of the list",
    "0.9.1": "time",
    "0.9.2": "date",
    "1.0.0": "clock",
    "17.0.0": "limiter",
    "24.1.0": "type of the sub-meter",
    "24.2.0": "sub-meter, last value",
    "24.2.1": "sub-meter, last value",
    "24.2.2": "sub-meter, value of the last hour",
    "24.2.3": "sub-meter, last value, not temperature-corrected",
    "24.3.0": "sub-meter, hourly value",
    "24.4.0": "valve or switch of the sub-meter",
    "25.9.0": "push setup",
    "42.0.0": "logical device name",
    "43.1.0": "invocation counter",
    "94.31.6": "status of the meter",
    "96.1.0": "device number",
    "96.1.1": "device number 2",
    "96.1.2": "device number 3",
    "96.1.4": "version of the P1 port",
    "96.1.7": "meter type",
    "96.1.9": "device number 10",
    "96.3.10": "switch position",
    "96.4.0": "connection state",
    "96.7.9": "number of long power failures",
    "96.7.19": "time of the last power failure",
    "96.7.21": "number of power failures",
    "96.13.0": "text message",
    "96.13.1": "text message, code",
    "96.14.0": "tariff in force",
    "96.50.0": "status of the network",
    "96.50.1": "maker",
    "96.90.1": "identification of the configuration",
    "98.1.0": "history of monthly values",
    "99.97.0": "log of power failures",
    "199.130.3": "maker",
    "199.130.5": "public key",
  }).map(([code, name]) => [cdeOf(code), name]),
);

const phases = ["", "L1", "L2", "L3"] as const;

/** What the code stands for, in a few words; undefined where that isn't known. */
export function obisName(code: ObisCode): string | undefined {
  const medium = code.ab >> 8;
  // The makers of German meters put codes of their own under 129.
  if (medium === 129) return others.get(code.cde);
  if (medium > 1) return mediumName(medium, code);
  const name = others.get(code.cde) ?? (medium === 1 ? electricityName(code.cde) : undefined);
  const channel = code.ab & 0xff;
  // Kamstrup and Aidon write channel 1 for the meter itself.
  const withChannel =
    name !== undefined && medium === 0 && channel > 0 && channel <= 9 ? `${name}, channel ${channel}` : name;
  return withChannel === undefined || code.f > 99 ? withChannel : `${withChannel}, billing period ${code.f}`;
}

function mediumName(medium: number, code: ObisCode): string | undefined {
  const what = { 4: "heat cost", 5: "cooling", 6: "heat", 7: "gas", 8: "cold water", 9: "hot water" }[medium];
  if (what === undefined) return undefined;
  const own = others.get(code.cde);
  return own === undefined ? what : `${what}: ${own}`;
}

function electricityName(cde: number): string | undefined {
  const c = cde >> 16;
  const how = processed[(cde >> 8) & 0xff];
  const e = cde & 0xff;
  const phase = c > 20 && c <= 76 && (c - 1) % 20 < 16 ? Math.floor((c - 1) / 20) : 0;
  const what = special[c] ?? measured[c - 20 * phase];
  if (how === undefined || what === undefined) return undefined;
  const isEnergy = how.energy === true;
  const base = isEnergy ? what.energy : what.power;
  if (base === undefined) return undefined;
  const parts = [base, phases[phase] ?? "", how.words, e > 0 ? order(e, isEnergy, c) : ""];
  return parts.filter((part) => part !== "").join(", ");
}

/** Value group E: a tariff of what is counted; of momentary values a harmonic, of angles the two phases. */
function order(e: number, isEnergy: boolean, c: number): string {
  if (c === 81) return `E ${e}`;
  if (isEnergy || e <= 9) return `tariff ${e}`;
  return e === 124 ? "total harmonic distortion" : `harmonic ${e}`;
}

/** The same for a code as it is written: `1-0:1.8.0*255`, also without the last group. */
export function nameOfObis(text: string): string | undefined {
  const code = parseObis(text);
  return code === undefined ? undefined : obisName(code);
}
