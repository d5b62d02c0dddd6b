import { createRandom, type HouseholdState, type Random, toZonedTime } from "@meter2mqtt/simulator";
import { type FaultPlan, listFaults } from "./fault-plan.ts";
import type { MeterClock } from "./meter-clock.ts";
import { RegisterTruth } from "./register-truth.ts";
import type { Directions, SentList } from "./sent-list.ts";

const hourMs = 3_600_000;
/** Where the household lives. */
export const zone = "Europe/Oslo";

export interface MeterDescription {
  readonly name: "snapshot" | "live";
  readonly resolutionWh: number;
  /** How often its intervals end: hours or quarters. */
  readonly boundaryMs: number;
  readonly pushMs: number;
  /** How far its pushes are behind the full ten seconds of its clock. */
  readonly phaseMs: number;
  /** How far its hourly lists are behind the full hour. */
  readonly hourlyLagMs: number;
}

/** A meter that says what a household does, with a clock of its own. Also keeps what was true at each boundary of it. */
export class SimulatedMeter {
  readonly description: MeterDescription;
  readonly truth: RegisterTruth;
  readonly #clock: MeterClock;
  readonly #exchange: FaultPlan["exchange"];
  readonly #random: Random;
  #lastHour: Directions | undefined;
  #isExchanged = false;
  /** Epoch milliseconds of true time at which it next has something to do. */
  nextAt: number;

  constructor(
    description: MeterDescription,
    clock: MeterClock,
    {
      start,
      seed,
      exchange,
    }: { readonly start: number; readonly seed: number; readonly exchange: FaultPlan["exchange"] },
  ) {
    this.description = description;
    this.truth = new RegisterTruth(description.resolutionWh);
    this.#clock = clock;
    this.#exchange = exchange;
    this.#random = createRandom(seed);
    this.nextAt = start;
  }

  /** What it sends at {@link nextAt}. */
  step(state: HouseholdState): SentList[] {
    const at = this.nextAt;
    const { description, truth } = this;
    const clock = this.#clock.at(at);
    this.nextAt = this.#after(at, clock);
    if (at >= this.#exchange.to && !this.#isExchanged) {
      this.#isExchanged = true;
      this.#lastHour = undefined;
      truth.exchange(state.counts);
    }
    const lists: SentList[] = [];
    const isBoundary = clock % description.boundaryMs === 0;
    if (isBoundary) truth.note(clock, state.counts);
    if (at >= this.#exchange.from && at < this.#exchange.to) return lists;
    if ((clock - description.phaseMs) % description.pushMs === 0) lists.push(this.#push(at, clock, state));
    if (isBoundary && description.name === "snapshot") lists.push(this.#hourly(at, clock, state));
    return lists;
  }

  #push(sentAt: number, clock: number, state: HouseholdState): SentList {
    const list = { sentAt, trueClock: clock, watts: state.activeW };
    // As Aidon's and Kaifa's short lists, those of the snapshot meter tell no time.
    if (this.description.name === "snapshot") return list;
    return { ...list, ...this.#told(clock), registers: this.truth.shown(state.counts) };
  }

  #hourly(at: number, clock: number, state: HouseholdState): SentList {
    const { hourlyLagMs } = this.description;
    const registers = this.truth.shown(state.counts);
    const old = this.#random.chance(listFaults.oldRegister) ? this.#lastHour : undefined;
    this.#lastHour = registers;
    return {
      sentAt: at + hourlyLagMs,
      trueClock: clock + hourlyLagMs,
      ...this.#told(clock + hourlyLagMs),
      watts: state.activeW,
      registers: old ?? registers,
      isOld: old !== undefined,
    };
  }

  /** The clock in whole seconds, as lists have it; now and then nonsense. */
  #told(clock: number): Pick<SentList, "clock" | "isMidnight"> {
    const whole = Math.floor(clock / 1000) * 1000;
    const { hour, minute, second } = toZonedTime(whole, zone).local;
    const midnight = whole - ((hour * 60 + minute) * 60 + second) * 1000;
    if (!this.#random.chance(listFaults.badClock)) return { clock: whole, isMidnight: whole === midnight };
    const kind = this.#random.integer(0, 3);
    if (kind === 0) return {};
    if (kind === 1) return { clock: midnight, isMidnight: true };
    return { clock: whole + (kind === 2 ? hourMs : -hourMs), isMidnight: false };
  }

  #after(at: number, clock: number): number {
    const { pushMs, phaseMs, boundaryMs } = this.description;
    const push = Math.floor((clock - phaseMs) / pushMs + 1) * pushMs + phaseMs;
    const boundary = (Math.floor(clock / boundaryMs) + 1) * boundaryMs;
    return at + Math.min(push, boundary) - clock;
  }
}
