import type { Diagnosis } from "../diagnosis.ts";
import type { Words } from "../words/say.ts";
import { configuredScaler, type Decided, MeterScales } from "./meter-scales.ts";

/** Scalers that the user has set, whatever evidence says. */
export interface ScaleOverrides {
  /** Energy registers: 0 where a step is 1 Wh, 1 where it is 10 Wh. */
  readonly registers?: number;
  readonly voltages?: number;
  readonly currents?: number;
}

/** A scale that evidence has decided: plain data, to be kept and given to the next decoder. */
export interface ScaleDecision {
  /** The meter's number, else its system title; empty for a meter that never names itself. */
  readonly meter: string;
  /** `Wh` stands for all energy registers. */
  readonly unit: string;
  readonly scaler: number;
  /** The evidence, in words. */
  readonly about: string;
  /** The same for other languages; absent where it was decided before there were any. */
  readonly words?: Words;
}

/** How values without a scaler are read now. */
export interface ScaleInUse {
  readonly unit: string;
  /** Absent while it is undecided. */
  readonly scaler?: number;
  readonly reason: ScaleReason;
  readonly about: string;
}

/**
 * Whence a scale: the user's setting, what was measured, the maker's documentation, or (for the moment) the only one
 * that gives a plausible value.
 */
export type ScaleReason = "configured" | "evidence" | "documented" | "plausible" | "undecided";

/** Whose list it is, as far as it says. */
export interface ScaleIdentity {
  readonly meterId?: string | undefined;
  readonly systemTitle?: string | undefined;
}

/** Meters of one line whose evidence is weighed at the same time; a bus has a handful. */
const mostMeters = 16;
/** Decisions that are kept beyond that. A decision takes hours of good frames, so that nobody fills this in passing. */
const mostDecisions = 1024;

/** The scales of the meters on one line: what holds for values that come without one, and why. */
export class ScaleBook {
  /** Goes up whenever any answer may have changed. */
  version = 0;
  /** Goes up whenever another meter than before is asked about, or one's number becomes known: until then {@link meter} gives the same. */
  turn = 0;
  readonly #overrides: ScaleOverrides;
  /** The one used last stands last. */
  readonly #meters = new Map<string, MeterScales>();
  readonly #decisions = new Map<string, ScaleDecision>();
  /** The number that came with a system title. */
  readonly #numberOf = new Map<string, string>();
  #lastMeter = "";
  #last: MeterScales | undefined;

  constructor(overrides: ScaleOverrides = {}) {
    this.#overrides = overrides;
  }

  /** What the user has set for values of a unit: also for places in a list whose scaler is documented. */
  configured(unit: string): number | undefined {
    return configuredScaler(this.#overrides, unit);
  }

  /** Decisions of an earlier decoder. One that this one has come to itself stays. */
  setDecided(decisions: readonly ScaleDecision[]): void {
    for (const decision of decisions) {
      if (this.#decisions.has(keyOf(decision))) continue;
      this.#keep(decision);
      this.#meters.get(decision.meter)?.decide(decision);
    }
    this.version++;
  }

  get decided(): readonly ScaleDecision[] {
    return [...this.#decisions.values()];
  }

  /** The scales of the meter that a list names; of the line's last meter where it names none. */
  meter({ meterId, systemTitle }: ScaleIdentity): MeterScales {
    if (systemTitle !== undefined && meterId !== undefined) this.#learn(systemTitle, meterId);
    const titled = systemTitle === undefined ? undefined : (this.#numberOf.get(systemTitle) ?? systemTitle);
    const key = meterId ?? titled ?? this.#lastMeter;
    if (this.#last !== undefined && key === this.#lastMeter) return this.#last;
    this.turn++;
    const scales = this.#meters.get(key) ?? this.#open(key);
    this.#lastMeter = key;
    this.#last = scales;
    this.#meters.delete(key);
    this.#meters.set(key, scales);
    const [oldest] = this.#meters.keys();
    if (this.#meters.size > mostMeters && oldest !== undefined) this.#meters.delete(oldest);
    return scales;
  }

  /** Keeps what evidence has decided, and gives what is to be said of it. */
  take(decided: readonly Decided[]): Diagnosis[] {
    if (decided.length > 0) this.version++;
    for (const { decision } of decided) this.#keep(decision);
    return decided.map(({ diagnosis }) => diagnosis).filter((diagnosis) => diagnosis !== undefined);
  }

  #open(key: string): MeterScales {
    const decisions = this.decided.filter(({ meter }) => meter === key);
    return new MeterScales(key, this.#overrides, decisions);
  }

  #keep(decision: ScaleDecision): void {
    const key = keyOf(decision);
    this.#decisions.delete(key);
    this.#decisions.set(key, decision);
    const [oldest] = this.#decisions.keys();
    if (this.#decisions.size > mostDecisions && oldest !== undefined) this.#decisions.delete(oldest);
  }

  /** Lists without a number belong to the meter whose number came with their system title. */
  #learn(systemTitle: string, meterId: string): void {
    if (this.#numberOf.get(systemTitle) === meterId) return;
    this.turn++;
    if (this.#numberOf.size >= mostMeters) this.#numberOf.clear();
    this.#numberOf.set(systemTitle, meterId);
    for (const decision of this.decided)
      if (decision.meter === systemTitle) this.#adopt({ ...decision, meter: meterId });
    const until = this.#meters.get(systemTitle);
    if (until === undefined || this.#meters.has(meterId)) return;
    this.#meters.delete(systemTitle);
    this.#meters.set(meterId, until);
    until.rename(meterId);
    this.#last = undefined;
    this.version++;
  }

  /** What was decided before the number was known. */
  #adopt(decision: ScaleDecision): void {
    if (!this.#decisions.has(keyOf(decision))) this.#keep(decision);
  }
}

function keyOf({ meter, unit }: ScaleDecision): string {
  return `${unit} ${meter}`;
}
