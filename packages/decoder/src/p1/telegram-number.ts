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
  /** Powers of ten by which the digits are multiplied and divided; one of them is 1. */
  readonly times: number;
  readonly per: number;
}

/**
 * A number of a telegram that was read by a plan. It holds its digits and nothing else of its own; text is made when
 * somebody asks. What it has is declared and not defined, which would set each field twice.
 */
export class TelegramNumber implements ReadingObject {
  declare private readonly digits: number;
  declare private readonly form: NumberForm;

  /** `digits`: all of them as one whole number, with its sign. */
  constructor(form: NumberForm, digits: number) {
    this.digits = digits;
    this.form = form;
  }

  get obis(): string {
    return this.form.obis;
  }

  get value(): number {
    return (this.digits * this.form.times) / this.form.per;
  }

  get unit(): string | undefined {
    return this.form.unit;
  }

  /** What stands between the parentheses. */
  get raw(): string {
    const { lead, whole, fraction, point, tail } = this.form;
    const digits = `${Math.abs(this.digits)}`.padStart(whole + fraction, "0");
    return `${lead}${digits.slice(0, whole)}${point}${digits.slice(whole)}${tail}`;
  }

  toJSON(): ReadingObject {
    const { obis, value, unit, raw } = this;
    return unit === undefined ? { obis, value, raw } : { obis, value, unit, raw };
  }
}
