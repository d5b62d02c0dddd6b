import { createDiagnosis, type Diagnosis } from "../diagnosis.ts";
import { say, sayInEnglish, type Words } from "../words/say.ts";
import { RegisterEvidence, type RegisterSample, type RoundVerdict } from "./register-evidence.ts";
import { chooseScaler, isBeyond, isPlausible, tellingValue } from "./scale.ts";
import type { ScaleDecision, ScaleInUse, ScaleOverrides } from "./scale-book.ts";
import type { UnscaledUnit } from "./unscaled-values.ts";

/** A decision, and what is to be said of it; nothing where it only confirms the maker's documentation. */
export interface Decided {
  readonly decision: ScaleDecision;
  readonly diagnosis: Diagnosis | undefined;
}

/** Energy registers of one meter have one resolution: active energy decides for all. */
const energyUnits: ReadonlySet<string> = new Set(["Wh", "varh", "VAh"]);
/** Units whose scale meters of one make are known to differ in, and which can be configured. */
const shownUnits: ReadonlySet<string> = new Set(["Wh", "V", "A"]);

/** The unit under which a scale is decided. */
function scaleUnitOf(unit: string): string {
  return energyUnits.has(unit) ? "Wh" : unit;
}

/** What the user has set for a unit. */
export function configuredScaler(overrides: ScaleOverrides, unit: string): number | undefined {
  const { registers, voltages, currents } = overrides;
  const scale = scaleUnitOf(unit);
  if (scale === "Wh") return registers;
  if (scale === "V") return voltages;
  return scale === "A" ? currents : undefined;
}

/** Points that decide: four rounds with frequent power, one after the other, or twelve with power each hour. */
const pointsNeeded = { undecided: 12, againstDocumented: 24, againstDecided: 36 };
/** Lists one after the other whose telling value is plausible at one scale only. */
const listsNeeded = { undecided: 5, againstDecided: 10 };
/** Units that rows of lists are kept for; profiles name fewer. */
const mostUnits = 8;
const none: readonly Decided[] = [];

interface Score {
  scaler: number | undefined;
  points: number;
  rounds: number;
  energyWh: number;
  steps: number;
}

/** The scales of one meter. */
export class MeterScales {
  #key: string;
  readonly #overrides: ScaleOverrides;
  readonly #decided = new Map<string, ScaleDecision>();
  readonly #registers = new RegisterEvidence();
  #score: Score = { scaler: undefined, points: 0, rounds: 0, energyWh: 0, steps: 0 };
  /** Lists in a row whose values agree on one scaler, by unit. */
  readonly #rows = new Map<string, { scaler: number; lists: number }>();
  /** That of the latest list with registers: lists with power alone come between. */
  #energy: UnscaledUnit | undefined;
  #inUse: readonly ScaleInUse[] = [];

  constructor(key: string, overrides: ScaleOverrides, decisions: readonly ScaleDecision[]) {
    this.#key = key;
    this.#overrides = overrides;
    for (const decision of decisions) this.decide(decision);
  }

  decide(decision: ScaleDecision): void {
    this.#decided.set(decision.unit, decision);
  }

  /** The meter has told its number: what is decided from now on stands under that. */
  rename(key: string): void {
    this.#key = key;
  }

  /** The scaler of a unit's values, whatever the value; undefined where each value has to be looked at. */
  settled(unit: string): number | undefined {
    return configuredScaler(this.#overrides, unit) ?? this.#decided.get(scaleUnitOf(unit))?.scaler;
  }

  /**
   * Whether a list tells that what was decided of its values holds no more: they would be beyond what can be, and have
   * another scaler at which they are plausible. A meter's new firmware may send other digits.
   */
  isRefuted(values: UnscaledUnit): boolean {
    const { unit, rule } = values;
    const decided = this.#decided.get(scaleUnitOf(unit));
    if (decided === undefined || configuredScaler(this.#overrides, unit) !== undefined) return false;
    return rule !== undefined && isBeyond(rule, tellingValue(values), decided.scaler);
  }

  /** A list with registers came, so that power says something. */
  get weighsRegisters(): boolean {
    return this.#energy !== undefined;
  }

  /** Weighs what a list holds of units that may have one scaler or another. Gives the decisions that came of it. */
  weigh(units: readonly UnscaledUnit[], sample: RegisterSample | undefined): readonly Decided[] {
    let decided = none;
    for (const unit of units) {
      if (unit.rule?.plausible === undefined) {
        if (unit.unit === "Wh") this.#energy = unit;
        continue;
      }
      const found = this.#weighValues(unit);
      if (found !== undefined) decided = [...decided, found];
    }
    if (this.#energy === undefined || sample === undefined) return decided;
    const found = this.#weighRegisters(this.#energy, sample);
    return found.length === 0 ? decided : [...decided, ...found];
  }

  /** How the list's values without a scaler were read; the same array while nothing changes. */
  inUse(units: readonly UnscaledUnit[]): readonly ScaleInUse[] {
    const known = new Map(this.#inUse.map((scale) => [scale.unit, scale]));
    for (const unit of units) if (shownUnits.has(unit.unit)) known.set(unit.unit, this.#scaleInUse(unit));
    const inUse = [...known.values()];
    if (JSON.stringify(inUse) !== JSON.stringify(this.#inUse)) this.#inUse = inUse;
    return this.#inUse;
  }

  #scaleInUse(values: UnscaledUnit): ScaleInUse {
    const { unit, rule, documented } = values;
    const configured = configuredScaler(this.#overrides, unit);
    if (configured !== undefined) return { unit, scaler: configured, reason: "configured", about: "set by the user" };
    const decided = this.#decided.get(unit);
    if (decided !== undefined && !this.isRefuted(values))
      return { unit, scaler: decided.scaler, reason: "evidence", about: decided.about };
    const scaler = chooseScaler(rule, documented, tellingValue(values));
    if (scaler === undefined)
      return { unit, reason: "undecided", about: "nothing is documented for this meter and country" };
    if (scaler !== documented)
      return { unit, scaler, reason: "plausible", about: "the only known scale that gives a plausible value" };
    return { unit, scaler, reason: "documented", about: "the maker's documentation" };
  }

  #weighValues(values: UnscaledUnit): Decided | undefined {
    const { unit } = values;
    const before = this.#decided.get(unit);
    const scaler = toldScaler(values, before?.scaler);
    if (scaler === undefined) return undefined;
    if (before?.scaler === scaler) {
      if (this.#rows.size > 0) this.#rows.delete(unit);
      return undefined;
    }
    const row = this.#rows.get(unit);
    const lists = row?.scaler === scaler ? row.lists + 1 : 1;
    if (row !== undefined || this.#rows.size < mostUnits) this.#rows.set(unit, { scaler, lists });
    if (lists < (before === undefined ? listsNeeded.undecided : listsNeeded.againstDecided)) return undefined;
    this.#rows.delete(unit);
    const numbers = { lists, raw: tellingValue(values) };
    const found = { unit, scaler, words: say("aboutValues", numbers), numbers };
    return this.#conclude(found, values.documented, say("scaleByValues", { ...stepOf(unit, scaler), ...numbers }));
  }

  #weighRegisters({ candidates, documented }: UnscaledUnit, sample: RegisterSample): readonly Decided[] {
    const verdicts = this.#registers.observe(sample, candidates);
    if (verdicts.length === 0) return none;
    return verdicts.flatMap((verdict) => {
      this.#addRound(verdict);
      const decided = this.#judgeScore(documented);
      return decided === undefined ? [] : [decided];
    });
  }

  /** Rounds count as long as they agree. One that fits no scale takes its weight away from them. */
  #addRound({ scaler, points, energyWh, steps }: RoundVerdict): void {
    const score = this.#score;
    if (scaler === undefined) score.points = Math.max(0, score.points - points);
    else if (scaler === score.scaler) {
      score.points += points;
      score.rounds++;
      score.energyWh += energyWh;
      score.steps += steps;
    } else this.#score = { scaler, points, rounds: 1, energyWh, steps };
  }

  #judgeScore(documented: number | undefined): Decided | undefined {
    const { scaler, points, rounds, energyWh, steps } = this.#score;
    const before = this.#decided.get("Wh")?.scaler;
    if (scaler === undefined || scaler === before) return undefined;
    const contradicts = before === undefined && documented !== undefined && documented !== scaler;
    const needed = contradicts ? "againstDocumented" : before === undefined ? "undecided" : "againstDecided";
    if (points < pointsNeeded[needed]) return undefined;
    const wh = Math.round(energyWh);
    const words = say("aboutRegisters", { steps, wh });
    const found = { unit: "Wh", scaler, words, numbers: { rounds, steps, energyWh: wh } };
    return this.#conclude(found, documented, say("scaleByRegisters", { ...stepOf("Wh", scaler), steps, wh }));
  }

  #conclude({ unit, scaler, words, numbers }: FoundScale, documented: number | undefined, told: Words): Decided {
    const isConfirmed = !this.#decided.has(unit) && scaler === documented;
    const decision = { meter: this.#key, unit, scaler, about: sayInEnglish(words), words };
    this.decide(decision);
    if (isConfirmed) return { decision, diagnosis: undefined };
    const evidence = { unit, scaler, ...numbers };
    return { decision, diagnosis: createDiagnosis("profile/scale-decided", told, { evidence }) };
  }
}

/** What evidence has found: the reason in words, and its numbers. */
interface FoundScale {
  readonly unit: string;
  readonly scaler: number;
  readonly words: Words;
  readonly numbers: Readonly<Record<string, number>>;
}

/** What a step of the values stands for. */
function stepOf(unit: string, scaler: number): { readonly unit: string; readonly size: number } {
  return { unit, size: scaler < 0 ? 1 / 10 ** -scaler : 10 ** scaler };
}

/** The one scaler at which the telling value is plausible; `likely` is tried first, as windows do not overlap. */
function toldScaler(values: UnscaledUnit, likely: number | undefined): number | undefined {
  const { rule, candidates, raws } = values;
  const largest = largestOf(raws);
  // Where all are 0, nothing tells.
  if (rule === undefined || largest === 0) return undefined;
  if (likely !== undefined && isPlausible(rule, largest, likely)) return likely;
  const telling = tellingValue(values);
  if (telling === 0) return undefined;
  const fitting = candidates.filter((scaler) => isPlausible(rule, telling, scaler));
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** A loop: this is asked of every list, and a function for each value would be made anew for each. */
function largestOf(raws: readonly number[]): number {
  let largest = 0;
  for (const raw of raws) largest = Math.max(largest, Math.abs(raw));
  return largest;
}
