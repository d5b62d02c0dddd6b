import { hexOf12 } from "../bytes/hex.ts";
import type { ReadingObject } from "./reading.ts";

/**
 * A clock register of a list that was read by a plan: its octets become text when somebody asks. What it has is declared and
 * not defined, which would set each field twice.
 */
export class ListClock implements ReadingObject {
  declare readonly obis: string;
  declare readonly value: string;
  declare private readonly date: number;
  declare private readonly time: number;
  declare private readonly rest: number;

  /** `at`: where its 12 octets begin. */
  constructor(obis: string, value: string, view: DataView, at: number) {
    this.obis = obis;
    this.value = value;
    this.date = view.getInt32(at);
    this.time = view.getInt32(at + 4);
    this.rest = view.getInt32(at + 8);
  }

  /** Hexadecimal. */
  get raw(): string {
    const view = new DataView(new ArrayBuffer(12));
    view.setInt32(0, this.date);
    view.setInt32(4, this.time);
    view.setInt32(8, this.rest);
    return hexOf12(new Uint8Array(view.buffer), 0);
  }

  toJSON(): ReadingObject {
    const { obis, value, raw } = this;
    return { obis, value, raw };
  }
}

/** In a function of its own, an engine makes one in place; in code as long as a list's it calls a constructor, which takes thrice the time. */
export function createListClock(obis: string, value: string, view: DataView, at: number): ListClock {
  return new ListClock(obis, value, view, at);
}
