import { hexOf12 } from "../bytes/hex.ts";
import type { ReadingObject } from "./reading.ts";

/** A clock register of a list that was read by a plan: its octets become text when somebody asks. */
export class ListClock implements ReadingObject {
  readonly obis: string;
  readonly value: string;
  readonly #year: number;
  readonly #time: number;
  readonly #rest: number;

  /** `at`: where its 12 octets begin. */
  constructor(obis: string, value: string, view: DataView, at: number) {
    this.obis = obis;
    this.value = value;
    this.#year = view.getInt32(at);
    this.#time = view.getInt32(at + 4);
    this.#rest = view.getInt32(at + 8);
  }

  /** Hexadecimal. */
  get raw(): string {
    const view = new DataView(new ArrayBuffer(12));
    view.setInt32(0, this.#year);
    view.setInt32(4, this.#time);
    view.setInt32(8, this.#rest);
    return hexOf12(new Uint8Array(view.buffer), 0);
  }

  toJSON(): ReadingObject {
    const { obis, value, raw } = this;
    return { obis, value, raw };
  }
}
