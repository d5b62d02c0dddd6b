import type { Appliance } from "./appliances.ts";
import type { Random } from "./random.ts";

/** Milliseconds until an appliance that did not start when it could is asked again. */
const askAgain = 600_000;

/** One appliance over time: on or off, until when. */
export class ApplianceRun {
  readonly appliance: Appliance;
  readonly #random: Random;
  #on = false;
  #until: number;
  /** A heater does not draw exactly its rated power; new for every run. */
  #powerW = 0;

  constructor(appliance: Appliance, random: Random, start: number) {
    this.appliance = appliance;
    this.#random = random;
    // Somewhere in its rest: not everything starts in the first second.
    this.#until = start + 1000 * random.between(0, appliance.offSeconds[1] / 2);
  }

  /** Watts from the grid now; 0 while it rests. */
  get powerW(): number {
    return this.#on ? this.#powerW : 0;
  }

  /** Epoch milliseconds of the next change. */
  get until(): number {
    return this.#until;
  }

  /** To be called when `until` has come. */
  change(at: number, localHour: number): void {
    const { appliance } = this;
    if (this.#on) {
      this.#on = false;
      this.#until = at + 1000 * this.#random.between(...appliance.offSeconds);
      return;
    }
    if (!this.#mayStart(localHour)) {
      this.#until = at + askAgain;
      return;
    }
    this.#on = true;
    this.#powerW = appliance.powerW * this.#random.between(0.96, 1.03);
    this.#until = at + 1000 * this.#random.between(...appliance.onSeconds);
  }

  #mayStart(localHour: number): boolean {
    const { startHours, startChance = 1 } = this.appliance;
    const inHours = startHours?.some(([from, to]) => localHour >= from && localHour <= to) ?? true;
    return inHours && this.#random.chance(startChance);
  }
}
