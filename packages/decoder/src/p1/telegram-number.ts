import type { ReadingObject } from "../reading/reading.ts";

/** What is the same in every telegram: code, unit, all of the text but its digits, and how these are scaled. */
export interface NumberForm {
  readonly obis: string;
  readonly unit: string | undefined;
  /** What stands in front of the digits, and behind them. */
  readonly lead: string;
  readonly tail: string;
  /** Between the digits; empty where none stand behind it. */
  readonly point: string;
  /** Digits in front of the point, and behind it. */
  readonly whole: number;
  readonly fraction: number;
  /** The digits are divided by this power of ten, or multiplied with it. */
  readonly power: number;
  readonly divides: boolean;
}

/**
 * A number of a telegram that was read by a plan. It holds its digits and nothing else of its own; text is made when
 * somebody asks.
 */
export class TelegramNumber implements ReadingObject {
  readonly #digits: number;
  readonly #form: NumberForm;

  /** `digits`: all of them as one whole number, with its sign. */
  constructor(form: NumberForm, digits: number) {
    this.#digits = digits;
    this.#form = form;
  }

  get obis(): string {
    return this.#form.obis;
  }

  get value(): number {
    const { divides, power } = this.#form;
    return divides ? this.#digits / power : this.#digits * power;
  }

  get unit(): string | undefined {
    return this.#form.unit;
  }

  /** What stands between the parentheses. */
  get raw(): string {
    const { lead, whole, fraction, point, tail } = this.#form;
    const digits = `${Math.abs(this.#digits)}`.padStart(whole + fraction, "0");
    return `${lead}${digits.slice(0, whole)}${point}${digits.slice(whole)}${tail}`;
  }

  toJSON(): ReadingObject {
    const { obis, value, unit, raw } = this;
    return unit === undefined ? { obis, value, raw } : { obis, value, unit, raw };
  }
}
