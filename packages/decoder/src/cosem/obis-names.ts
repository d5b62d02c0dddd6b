import { joinPhrases } from "../words/join-phrases.ts";
import { englishOf, type Sentence, type Words } from "../words/say.ts";
import { cdeOf, type ObisCode, parseObis } from "./obis-code.ts";
import { obisPhrase, obisPhrases } from "./obis-phrases.ts";

/*
 * What an OBIS code means, in words. Electricity is composed from its value groups (IEC 62056-6-1, clause 6: C what is
 * measured, D how, E tariff or order), so that codes which no meter was seen to send have a name too.
 */

interface Measured {
  /** As a momentary value, a mean or a maximum. */
  readonly power: Sentence;
  /** Summed up over time; absent where that makes no sense. */
  readonly energy?: Sentence;
}

const inQuadrant = (quadrant: number): Measured => ({
  power: obisPhrase("reactivePowerQuadrant", { quadrant }),
  energy: obisPhrase("reactiveEnergyQuadrant", { quadrant }),
});

/** Value group C of the sum of all phases; a phase's is 20, 40 or 60 more. */
const measured: Readonly<Record<number, Measured>> = {
  1: { power: obisPhrase("activePowerImport"), energy: obisPhrase("activeEnergyImport") },
  2: { power: obisPhrase("activePowerExport"), energy: obisPhrase("activeEnergyExport") },
  3: { power: obisPhrase("reactivePowerImport"), energy: obisPhrase("reactiveEnergyImport") },
  4: { power: obisPhrase("reactivePowerExport"), energy: obisPhrase("reactiveEnergyExport") },
  5: inQuadrant(1),
  6: inQuadrant(2),
  7: inQuadrant(3),
  8: inQuadrant(4),
  9: { power: obisPhrase("apparentPowerImport"), energy: obisPhrase("apparentEnergyImport") },
  10: { power: obisPhrase("apparentPowerExport"), energy: obisPhrase("apparentEnergyExport") },
  11: { power: obisPhrase("current") },
  12: { power: obisPhrase("voltage") },
  13: { power: obisPhrase("powerFactor") },
  14: { power: obisPhrase("gridFrequency") },
  15: { power: obisPhrase("activePowerSum"), energy: obisPhrase("activeEnergySum") },
  16: { power: obisPhrase("activePowerNet"), energy: obisPhrase("activeEnergyNet") },
};

/** Value groups C that stand outside that order. */
const special: Readonly<Record<number, Measured>> = {
  81: { power: obisPhrase("phaseAngle") },
  90: { power: obisPhrase("currentSum") },
  91: { power: obisPhrase("currentNeutral") },
  92: { power: obisPhrase("voltageNeutral") },
};

/** Value group D: how it was processed. `energy` takes the word for what is summed up. */
const processed: Readonly<Record<number, { readonly words?: Sentence; readonly energy?: boolean }>> = {
  2: { words: obisPhrase("cumulativeMaximum") },
  3: { words: obisPhrase("minimum") },
  4: { words: obisPhrase("runningMean") },
  5: { words: obisPhrase("lastMean") },
  6: { words: obisPhrase("maximum") },
  7: {},
  8: { energy: true },
  9: { words: obisPhrase("sinceBilling"), energy: true },
  24: { words: obisPhrase("mean") },
  27: { words: obisPhrase("runningMeanSecond") },
  28: { words: obisPhrase("lastMeanSecond") },
  29: { words: obisPhrase("inRecordingInterval"), energy: true },
  31: { words: obisPhrase("lowThreshold") },
  32: { words: obisPhrase("dropsBelow") },
  33: { words: obisPhrase("timeBelow") },
  35: { words: obisPhrase("highThreshold") },
  36: { words: obisPhrase("risesAbove") },
  37: { words: obisPhrase("timeAbove") },
};

/** Abstract codes, and electricity's that measure nothing, by C.D.E. */
const others: ReadonlyMap<number, Sentence> = new Map(
  Object.entries({
    "0.0.0": obisPhrase("meterNumber"),
    "0.0.1": obisPhrase("meterNumber2"),
    "0.0.5": obisPhrase("meterNumber"),
    "0.0.9": obisPhrase("deviceNumber"),
    "0.2.0": obisPhrase("firmwareVersion"),
    "0.2.8": obisPhrase("portVersion"),
    "0.2.129": obisPhrase("listVersion"),
    "0.9.1": obisPhrase("time"),
    "0.9.2": obisPhrase("date"),
    "1.0.0": obisPhrase("clock"),
    "17.0.0": obisPhrase("limiter"),
    "24.1.0": obisPhrase("subMeterType"),
    "24.2.0": obisPhrase("subMeterLast"),
    "24.2.1": obisPhrase("subMeterLast"),
    "24.2.2": obisPhrase("subMeterLastHour"),
    "24.2.3": obisPhrase("subMeterLastUncorrected"),
    "24.3.0": obisPhrase("subMeterHourly"),
    "24.4.0": obisPhrase("subMeterValve"),
    "25.9.0": obisPhrase("pushSetup"),
    "42.0.0": obisPhrase("logicalDeviceName"),
    "43.1.0": obisPhrase("invocationCounter"),
    "94.31.6": obisPhrase("meterStatus"),
    "96.1.0": obisPhrase("deviceNumber"),
    "96.1.1": obisPhrase("deviceNumberOf", { number: 2 }),
    "96.1.2": obisPhrase("deviceNumberOf", { number: 3 }),
    "96.1.4": obisPhrase("portVersion"),
    "96.1.7": obisPhrase("meterType"),
    "96.1.9": obisPhrase("deviceNumberOf", { number: 10 }),
    "96.3.10": obisPhrase("switchPosition"),
    "96.4.0": obisPhrase("connectionState"),
    "96.7.9": obisPhrase("longPowerFailures"),
    "96.7.19": obisPhrase("lastPowerFailure"),
    "96.7.21": obisPhrase("powerFailures"),
    "96.13.0": obisPhrase("textMessage"),
    "96.13.1": obisPhrase("textMessageCode"),
    "96.14.0": obisPhrase("tariffInForce"),
    "96.50.0": obisPhrase("networkStatus"),
    "96.50.1": obisPhrase("maker"),
    "96.90.1": obisPhrase("configurationId"),
    "98.1.0": obisPhrase("monthlyHistory"),
    "99.97.0": obisPhrase("powerFailureLog"),
    "199.130.3": obisPhrase("maker"),
    "199.130.5": obisPhrase("publicKey"),
  }).map(([code, name]) => [cdeOf(code), name]),
);

/** Media by value group A: what they are called alone, and before what is said of their meter. */
const media: Readonly<Record<number, readonly [alone: Sentence, before: Sentence]>> = {
  4: [obisPhrase("heatCost"), obisPhrase("heatCostOf")],
  5: [obisPhrase("cooling"), obisPhrase("coolingOf")],
  6: [obisPhrase("heat"), obisPhrase("heatOf")],
  7: [obisPhrase("gas"), obisPhrase("gasOf")],
  8: [obisPhrase("coldWater"), obisPhrase("coldWaterOf")],
  9: [obisPhrase("hotWater"), obisPhrase("hotWaterOf")],
};

const phases = ["", "L1", "L2", "L3"] as const;

/** What the code stands for, in a few words; undefined where that isn't known. */
export function obisName(code: ObisCode): string | undefined {
  const words = obisWords(code);
  return words === undefined ? undefined : joinPhrases(words.map((phrase) => englishOf(obisPhrases, phrase)));
}

/** The same by keys of {@link obisPhrases}, for any language. */
export function obisWords(code: ObisCode): Words | undefined {
  const medium = code.ab >> 8;
  const own = others.get(code.cde);
  // The makers of German meters put codes of their own under 129.
  if (medium === 129) return own && [own];
  if (medium > 1) return mediumWords(medium, own);
  const words = own === undefined ? medium === 1 && electricityWords(code.cde) : [own];
  if (!words) return undefined;
  const channel = code.ab & 0xff;
  // Kamstrup and Aidon write channel 1 for the meter itself.
  const hasChannel = medium === 0 && channel > 0 && channel <= 9;
  const withChannel = hasChannel ? [...words, obisPhrase("channel", { number: channel })] : words;
  return code.f > 99 ? withChannel : [...withChannel, obisPhrase("billingPeriod", { number: code.f })];
}

function mediumWords(medium: number, own: Sentence | undefined): Words | undefined {
  const [alone, before] = media[medium] ?? [];
  if (alone === undefined || before === undefined) return undefined;
  return own === undefined ? [alone] : [before, own];
}

function electricityWords(cde: number): Words | undefined {
  const c = cde >> 16;
  const how = processed[(cde >> 8) & 0xff];
  const e = cde & 0xff;
  const phase = c > 20 && c <= 76 && (c - 1) % 20 < 16 ? Math.floor((c - 1) / 20) : 0;
  const what = special[c] ?? measured[c - 20 * phase];
  if (how === undefined || what === undefined) return undefined;
  const isEnergy = how.energy === true;
  const base = isEnergy ? what.energy : what.power;
  if (base === undefined) return undefined;
  const words = [base];
  if (phase > 0) words.push(obisPhrase("asIs", { text: phases[phase] ?? "" }));
  if (how.words !== undefined) words.push(how.words);
  return e > 0 ? [...words, order(e, isEnergy, c)] : words;
}

/** Value group E: a tariff of what is counted; of momentary values a harmonic, of angles the two phases. */
function order(e: number, isEnergy: boolean, c: number): Sentence {
  if (c === 81) return obisPhrase("asIs", { text: `E ${e}` });
  if (isEnergy || e <= 9) return obisPhrase("tariff", { number: e });
  return e === 124 ? obisPhrase("totalHarmonicDistortion") : obisPhrase("harmonic", { number: e });
}

/** The same for a code as it is written: `1-0:1.8.0*255`, also without the last group. */
export function nameOfObis(text: string): string | undefined {
  const code = parseObis(text);
  return code === undefined ? undefined : obisName(code);
}

/** As {@link nameOfObis}, by keys. */
export function wordsOfObis(text: string): Words | undefined {
  const code = parseObis(text);
  return code === undefined ? undefined : obisWords(code);
}
