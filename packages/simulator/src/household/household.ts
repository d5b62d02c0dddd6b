import { toZonedTime, type ZonedTime } from "../clock/zoned-time.ts";
import { ApplianceRun } from "./appliance-run.ts";
import { type Appliance, defaultAppliances, type PhaseIndex } from "./appliances.ts";
import { EnergyCounters, type EnergyCounts, type StartRegisters } from "./energy-counters.ts";
import { createRandom, type Random } from "./random.ts";
import { type SolarPlant, SolarRun } from "./solar.ts";

/** Milliseconds in which power is constant. Every rhythm of a meter is a multiple of it. */
export const householdStep = 500;

/** Ohms of the line to the substation: what makes lamps dim when the kettle is switched on. */
const lineResistance = 0.28;

/** Watts that are always drawn, by local hour: standby at night, light and electronics in the evening. */
const baseLoad: readonly number[] = [
  150, 140, 135, 135, 140, 160, 240, 310, 280, 230, 220, 230, 250, 240, 230, 240, 280, 360, 430, 450, 440, 390, 300,
  200,
];

/** How the base load is spread over the phases, and its reactive power: LED lamps and power supplies are capacitive. */
const baseShare = [0.45, 0.3, 0.25] as const;
const phaseIndexes = [0, 1, 2] as const;
const baseTanPhi = -0.75;

export interface HouseholdOptions {
  /** Epoch milliseconds; rounded down to a whole step. */
  readonly start: number;
  readonly seed: number;
  /** IANA zone by whose clock people live and tariffs change. Default: Central European Time. */
  readonly zone?: string;
  readonly appliances?: readonly Appliance[];
  readonly solar?: SolarPlant;
  readonly registers?: StartRegisters;
  /** Which tariff counts; 1 at all times where absent. */
  readonly tariffAt?: (time: ZonedTime) => 1 | 2;
}

export interface PhaseState {
  /** Whole watts, negative when the phase feeds the grid. */
  readonly activeW: number;
  /** Whole vars, positive when inductive. */
  readonly reactiveVar: number;
  readonly voltageV: number;
  readonly currentA: number;
}

/** The household at an instant: the power of the step that ends there, and the counters up to there. */
export interface HouseholdState {
  readonly at: number;
  readonly phases: readonly [PhaseState, PhaseState, PhaseState];
  /** Sum of the phases. */
  readonly activeW: number;
  readonly reactiveVar: number;
  readonly tariff: 1 | 2;
  readonly counts: EnergyCounts;
}

interface PhasePower {
  active: number;
  reactive: number;
  /** Volts of the grid before the line's drop; wanders. */
  grid: number;
  noise: number;
}

/** A household behind a meter, simulated step by step: the same seed and start give the same life. */
export class Household {
  readonly #options: HouseholdOptions;
  readonly #random: Random;
  readonly #runs: readonly ApplianceRun[];
  readonly #solar: SolarRun | undefined;
  readonly #counters: EnergyCounters;
  readonly #phases: readonly [PhasePower, PhasePower, PhasePower];
  #at: number;
  #local: ZonedTime;
  #tariff: 1 | 2;
  #baseW = 0;
  #solarW = 0;

  constructor(options: HouseholdOptions) {
    const random = createRandom(options.seed);
    this.#options = options;
    this.#random = random;
    this.#at = options.start - (options.start % householdStep);
    this.#runs = (options.appliances ?? defaultAppliances).map((item) => new ApplianceRun(item, random, this.#at));
    this.#solar = options.solar === undefined ? undefined : new SolarRun(options.solar, random);
    this.#counters = new EnergyCounters(options.registers ?? {});
    const phase = (): PhasePower => ({ active: 0, reactive: 0, grid: random.between(228, 234), noise: 1 });
    this.#phases = [phase(), phase(), phase()];
    this.#local = this.#localTime();
    this.#tariff = this.#tariffNow();
    this.#perMinute();
    this.#compute();
  }

  /** Lives on until `time` and tells how things stand. Time never goes back. */
  at(time: number): HouseholdState {
    if (time < this.#at) throw new RangeError(`a household cannot go back from ${this.#at} to ${time}`);
    while (this.#at + householdStep <= time) this.#step();
    const [first, second, third] = this.#phases;
    const phases = [toPhaseState(first), toPhaseState(second), toPhaseState(third)] as const;
    return {
      at: this.#at,
      phases,
      activeW: first.active + second.active + third.active,
      reactiveVar: first.reactive + second.reactive + third.reactive,
      tariff: this.#tariff,
      counts: this.#counters.snapshot(),
    };
  }

  /** The coming half second: its power is settled first, then counted at the tariff that holds while it passes. */
  #step(): void {
    const at = this.#at;
    if (at % 60_000 === 0) this.#perMinute();
    for (const run of this.#runs) if (run.until <= at) run.change(at, this.#local.local.hour);
    this.#compute();
    let active = 0;
    let reactive = 0;
    for (const phase of this.#phases) {
      active += phase.active;
      reactive += phase.reactive;
    }
    this.#counters.add(active, reactive, householdStep, this.#tariff);
    this.#at = at + householdStep;
  }

  #perMinute(): void {
    this.#local = this.#localTime();
    this.#tariff = this.#tariffNow();
    const { hour, minute } = this.#local.local;
    const now = baseLoad[hour] ?? 0;
    const next = baseLoad[(hour + 1) % 24] ?? now;
    this.#baseW = now + ((next - now) * minute) / 60;
  }

  #localTime(): ZonedTime {
    return toZonedTime(this.#at, this.#options.zone ?? "Europe/Berlin");
  }

  #tariffNow(): 1 | 2 {
    return this.#options.tariffAt?.(this.#local) ?? 1;
  }

  #compute(): void {
    const second = this.#at % 1000 === 0;
    if (this.#solar !== undefined && this.#at % 5000 === 0) this.#solarW = this.#solar.powerAt(this.#at);
    for (const index of phaseIndexes) {
      const phase = this.#phases[index];
      if (second) this.#wander(phase);
      const base = this.#baseW * baseShare[index] * phase.noise;
      let active = base - this.#solarOn(index);
      let reactive = base * baseTanPhi;
      for (const run of this.#runs) {
        const { powerW } = run;
        const { phases, tanPhi } = run.appliance;
        if (powerW === 0 || !phases.includes(index)) continue;
        active += powerW / phases.length;
        reactive += (powerW * tanPhi) / phases.length;
      }
      phase.active = Math.round(active);
      phase.reactive = Math.round(reactive);
    }
  }

  #wander(phase: PhasePower): void {
    const random = this.#random;
    phase.noise = Math.min(1.25, Math.max(0.8, phase.noise + random.between(-0.03, 0.03)));
    phase.grid = Math.min(238, Math.max(225, phase.grid + random.between(-0.12, 0.12)));
  }

  #solarOn(phase: PhaseIndex): number {
    const phases = this.#solar?.plant.phases ?? [];
    return phases.includes(phase) ? this.#solarW / phases.length : 0;
  }
}

/** Voltage falls with what the phase draws; the current is apparent power over that very voltage. */
function toPhaseState(phase: PhasePower): PhaseState {
  const { active, reactive, grid } = phase;
  const voltageV = Math.round(10 * (grid - (lineResistance * active) / 230)) / 10;
  const currentA = Math.round((1000 * Math.hypot(active, reactive)) / voltageV) / 1000;
  return { activeW: active, reactiveVar: reactive, voltageV, currentA };
}
