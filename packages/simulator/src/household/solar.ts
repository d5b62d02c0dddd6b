import type { PhaseIndex } from "./appliances.ts";
import type { Random } from "./random.ts";

/** A solar plant behind the meter. */
export interface SolarPlant {
  /** Watts at full sun. */
  readonly peakW: number;
  readonly phases: readonly PhaseIndex[];
}

const radians = Math.PI / 180;
const dayMs = 86_400_000;

/** Sine of the sun's height above the horizon, without the equation of time: minutes do not matter here. */
export function toSunHeight(at: number, latitude: number, longitude: number): number {
  const date = new Date(at);
  const dayOfYear = (at - Date.UTC(date.getUTCFullYear(), 0, 1)) / dayMs;
  const declination = 23.44 * radians * Math.sin((2 * Math.PI * (dayOfYear - 80)) / 365.25);
  const hourAngle = 2 * Math.PI * ((at % dayMs) / dayMs - 0.5) + longitude * radians;
  const { sin, cos } = Math;
  return sin(latitude * radians) * sin(declination) + cos(latitude * radians) * cos(declination) * cos(hourAngle);
}

/** Where the household stands: the middle of the countries that the virtual meters come from. */
const place = { latitude: 55, longitude: 9 } as const;

/** The plant's power over time, with clouds that come and go. */
export class SolarRun {
  readonly plant: SolarPlant;
  readonly #random: Random;
  #clearness: number;
  #target: number;

  constructor(plant: SolarPlant, random: Random) {
    this.plant = plant;
    this.#random = random;
    this.#clearness = random.between(0.4, 1);
    this.#target = this.#clearness;
  }

  /** Watts at this instant; to be asked at even intervals, for the clouds move from one call to the next. */
  powerAt(at: number): number {
    if (this.#random.chance(0.01)) this.#target = this.#random.between(0.15, 1);
    this.#clearness += (this.#target - this.#clearness) * 0.05;
    const height = toSunHeight(at, place.latitude, place.longitude);
    return height <= 0 ? 0 : this.plant.peakW * height ** 1.15 * this.#clearness;
  }
}
