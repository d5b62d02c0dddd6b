import { latin1 } from "../bytes/ascii.ts";
import type { ReadingObject } from "../reading/reading.ts";

/** What a number of a telegram says, its text left aside until somebody asks. */
export class TelegramNumber implements ReadingObject {
  readonly obis: string;
  readonly value: number;
  readonly unit: string | undefined;
  readonly #telegram: Uint8Array;
  readonly #from: number;
  readonly #to: number;

  /** `from`: where its text begins in octets that stay as they are. */
  constructor(form: NumberForm, value: number, telegram: Uint8Array, from: number) {
    this.obis = form.obis;
    this.value = value;
    this.unit = form.unit;
    this.#telegram = telegram;
    this.#from = from;
    this.#to = from + form.length;
  }

  /** What stands between the parentheses. */
  get raw(): string {
    return latin1(this.#telegram, this.#from, this.#to);
  }

  toJSON(): ReadingObject {
    const { obis, value, unit, raw } = this;
    return unit === undefined ? { obis, value, raw } : { obis, value, unit, raw };
  }
}

/** What is the same in every telegram: code, unit, and the length of the text. */
export interface NumberForm {
  readonly obis: string;
  readonly unit: string | undefined;
  readonly length: number;
}
