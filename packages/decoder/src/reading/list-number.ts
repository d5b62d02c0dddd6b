import type { ReadingObject } from "./reading.ts";

/** What is the same in every list: code, unit, and how the number is scaled. */
export interface ListNumberForm {
  readonly obis: string;
  readonly unit: string | undefined;
  /** The number is divided by this power of ten, or multiplied with it. */
  readonly power: number;
  readonly divides: boolean;
}

/**
 * A number of a list that was read by a plan. It holds the number and nothing else of its own, and no fraction: those take
 * room of their own, and what lists take in memory is what they cost in time.
 */
export class ListNumber implements ReadingObject {
  readonly raw: number;
  readonly #form: ListNumberForm;

  constructor(form: ListNumberForm, raw: number) {
    this.raw = raw;
    this.#form = form;
  }

  get obis(): string {
    return this.#form.obis;
  }

  get value(): number {
    const { divides, power } = this.#form;
    return divides ? this.raw / power : this.raw * power;
  }

  get unit(): string | undefined {
    return this.#form.unit;
  }

  toJSON(): ReadingObject {
    const { obis, value, unit, raw } = this;
    return unit === undefined ? { obis, value, raw } : { obis, value, unit, raw };
  }
}
