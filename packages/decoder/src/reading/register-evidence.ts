/** What one round of measuring says of a register's scale. */
export interface RoundVerdict {
  /** Undefined: the register's steps fit none of the scales asked about. */
  readonly scaler: number | undefined;
  /** Weight: power that was sampled often says more than power that was sampled now and then. */
  readonly points: number;
  readonly energyWh: number;
  readonly steps: number;
}

/** Power of both directions at one moment, and the registers where the list holds them. */
export interface RegisterSample {
  /** Epoch milliseconds by one clock. */
  readonly at: number;
  readonly importW: number | undefined;
  readonly exportW: number | undefined;
  /** Registers as integers that were sent. */
  readonly importRaw: number | undefined;
  readonly exportRaw: number | undefined;
}

/**
 * A round ends with the first register value after all of these: steps enough that one more or less changes little,
 * energy and time enough that no single appliance is all of it, and samples of power enough that their mean is the mean.
 */
const wholeRound = { steps: 20, energyWh: 100, durationMs: 600_000, samples: 24 };
/** Between two samples of power: what appliances do within 90 s is small beside a round. */
const denseGapMs = 90_000;
/** Lists come every hour at least. Behind a longer gap, power says nothing of the energy in it. */
const longestGapMs = 70 * 60_000;
/** Factor within which steps and energy agree. The next scale is ten times away. */
const agreement = 1.6;
/** One sample that is a third of all energy is an appliance that was met by chance. */
const largestShare = 1 / 3;
/** Energy behind these steps, were the scale right: more, and power was not measured in this direction. */
const unmeasuredSteps = 2000;

const densePoints = 3;
const sparsePoints = 1;
/** A house's power never is beyond this; a damaged value would stand for years of energy. */
const largestPowerW = 1e6;

const none: readonly RoundVerdict[] = [];

/** Compares the steps of a meter's total registers with the energy that its power came to, round by round. */
export class RegisterEvidence {
  readonly #import = new Direction();
  readonly #export = new Direction();
  #last: { readonly at: number; readonly importW: number; readonly exportW: number } | undefined;

  /** Takes a list; gives the verdicts of the rounds that ended with it. */
  observe(sample: RegisterSample, candidates: readonly number[]): readonly RoundVerdict[] {
    const last = this.#last;
    const { at, importRaw, exportRaw } = sample;
    const importW = toPower(sample.importW) ?? last?.importW;
    const exportW = toPower(sample.exportW) ?? last?.exportW;
    if ((importW === undefined && exportW === undefined) || !Number.isFinite(at)) return none;
    const now = { at, importW: importW ?? 0, exportW: exportW ?? 0 };
    this.#last = now;
    const gap = last === undefined ? 0 : at - last.at;
    if (last === undefined || gap < 0 || gap > longestGapMs) {
      this.#import.restart();
      this.#export.restart();
    } else {
      this.#import.measure((last.importW + now.importW) / 2, gap);
      this.#export.measure((last.exportW + now.exportW) / 2, gap);
    }
    const imported = this.#import.register(importRaw, at, candidates);
    const exported = this.#export.register(exportRaw, at, candidates);
    if (imported === undefined && exported === undefined) return none;
    return [imported, exported].filter((verdict) => verdict !== undefined);
  }
}

function toPower(power: number | undefined): number | undefined {
  return power !== undefined && power >= 0 && power <= largestPowerW ? power : undefined;
}

class Direction {
  #start: { readonly raw: number; readonly at: number } | undefined;
  #latest = 0;
  #energyWh = 0;
  #largestWh = 0;
  #durationMs = 0;
  #squares = 0;

  restart(): void {
    this.#start = undefined;
    this.#energyWh = 0;
    this.#largestWh = 0;
    this.#durationMs = 0;
    this.#squares = 0;
  }

  measure(meanW: number, gapMs: number): void {
    const energyWh = (meanW * gapMs) / 3_600_000;
    this.#energyWh += energyWh;
    this.#largestWh = Math.max(this.#largestWh, energyWh);
    this.#durationMs += gapMs;
    this.#squares += gapMs * gapMs;
  }

  register(raw: number | undefined, at: number, candidates: readonly number[]): RoundVerdict | undefined {
    if (raw === undefined || !Number.isSafeInteger(raw) || raw < 0) return undefined;
    const start = this.#start;
    // A register that goes down was set back, or is another meter's.
    if (start === undefined || raw < this.#latest) return this.#begin(raw, at);
    this.#latest = raw;
    const steps = raw - start.raw;
    if (!this.#isWhole(steps)) {
      return steps > unmeasuredSteps && this.#energyWh < wholeRound.energyWh ? this.#begin(raw, at) : undefined;
    }
    const verdict = this.#judge(steps, candidates);
    this.#begin(raw, at);
    return verdict;
  }

  #begin(raw: number, at: number): undefined {
    this.restart();
    this.#start = { raw, at };
    this.#latest = raw;
    return undefined;
  }

  /** Mean time between samples, each weighed by its length: one long gap among short ones counts as what it is. */
  get #gapMs(): number {
    return this.#durationMs === 0 ? 0 : this.#squares / this.#durationMs;
  }

  #isWhole(steps: number): boolean {
    return (
      steps >= wholeRound.steps &&
      this.#energyWh >= wholeRound.energyWh &&
      this.#durationMs >= wholeRound.durationMs &&
      this.#durationMs >= wholeRound.samples * this.#gapMs
    );
  }

  #judge(steps: number, candidates: readonly number[]): RoundVerdict | undefined {
    const energyWh = this.#energyWh;
    if (this.#largestWh > energyWh * largestShare) return undefined;
    const scaler = candidates.find((candidate) => {
      const ratio = (steps * 10 ** candidate) / energyWh;
      return ratio < agreement && ratio > 1 / agreement;
    });
    return { scaler, points: this.#gapMs <= denseGapMs ? densePoints : sparsePoints, energyWh, steps };
  }
}
