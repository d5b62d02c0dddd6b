import type { Random } from "./random.ts";

/** Milliseconds between two readings that the gas meter hands to the electricity meter (DSMR 5: five minutes). */
const readingInterval = 300_000;

interface GasReading {
  /** Epoch milliseconds at which it was taken. */
  readonly at: number;
  readonly litres: number;
}

/** A gas meter behind the electricity meter: a boiler that burns now and then, more in winter. */
export class GasMeter {
  readonly #random: Random;
  #litres: number;
  #reading: GasReading;

  constructor(random: Random, start: number, startLitres: number) {
    this.#random = random;
    this.#litres = startLitres;
    this.#reading = { at: start - (start % readingInterval), litres: startLitres };
  }

  /** The latest reading at this time; time never goes back. */
  readingAt(at: number): GasReading {
    while (at - this.#reading.at >= readingInterval) {
      const next = this.#reading.at + readingInterval;
      const month = new Date(next).getUTCMonth();
      const burns = this.#random.chance(month >= 4 && month <= 8 ? 0.06 : 0.35);
      if (burns) this.#litres += this.#random.integer(30, 190);
      this.#reading = { at: next, litres: this.#litres };
    }
    return this.#reading;
  }
}
