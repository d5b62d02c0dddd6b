import { shortened } from "./amounts.ts";
import type { CivilMs } from "./civil-time.ts";
import { ExchangeError } from "./exchange-error.ts";
import { sayOfFile } from "./sentences.ts";

/** How dates are written where the year does not come first: 31-01-2026 or 01/31/2026; or seconds or milliseconds since 1970. */
export type TimeForm = "day-first" | "month-first" | "epoch-s" | "epoch-ms";

/** A time as it stands in a file. */
export interface WrittenTime {
  /** Epoch milliseconds where the time says its offset; else what a clock shows, as {@link CivilMs}. */
  readonly at: number | CivilMs;
  readonly hasOffset: boolean;
}

const time = "(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2})(?:[.,]\\d{1,9})?)?";
const offset = "\\s?(Z|[+-]\\d{2}:?\\d{2})?";
const yearFirst = new RegExp(`^(\\d{4})[-./](\\d{1,2})[-./](\\d{1,2})(?:[T ,]{1,2}${time})?${offset}$`, "i");
const yearLast = new RegExp(`^(\\d{1,2})[-./](\\d{1,2})[-./](\\d{4})(?:[T ,]{1,2}${time})?${offset}$`, "i");

/** Reads a time. 24:00 is the midnight that ends the day. */
export function readTime(text: string, form: TimeForm, line: number): WrittenTime {
  if (form === "epoch-s" || form === "epoch-ms") return epochTime(text, form, line);
  const parts = yearFirst.exec(text) ?? inOrder(yearLast.exec(text), form);
  if (parts === null) throw timeError(text, line);
  const [, year = "", month = "", day = "", hour = "0", minute = "0", second = "0", zone] = parts;
  const civil = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  if (!isReal(civil, { year, month, day, hour, minute, second })) throw timeError(text, line);
  return zone === undefined ? { at: civil, hasOffset: false } : { at: civil - offsetMs(zone), hasOffset: true };
}

function inOrder(parts: RegExpExecArray | null, form: TimeForm): readonly (string | undefined)[] | null {
  if (parts === null) return null;
  const [whole, first, second, year, ...rest] = parts;
  return form === "month-first" ? [whole, year, first, second, ...rest] : [whole, year, second, first, ...rest];
}

interface CivilText {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
}

/** Whether a calendar has this date and a clock this time; `Date.UTC` takes the 31st of April for the 1st of May. */
function isReal(civil: CivilMs, { year, month, day, hour, minute, second }: CivilText): boolean {
  if (Number(year) < 1990 || Number(minute) > 59 || Number(second) > 59) return false;
  if (Number(hour) > 24 || (Number(hour) === 24 && Number(minute) + Number(second) > 0)) return false;
  const date = new Date(civil - (Number(hour) === 24 ? 1000 : 0));
  return date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day);
}

function offsetMs(zone: string): number {
  if (zone.toUpperCase() === "Z") return 0;
  const digits = zone.replace(":", "");
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5));
  return (digits.startsWith("-") ? -minutes : minutes) * 60_000;
}

function epochTime(text: string, form: "epoch-s" | "epoch-ms", line: number): WrittenTime {
  const instant = /^\d{9,14}$/.test(text) ? Number(text) * (form === "epoch-s" ? 1000 : 1) : Number.NaN;
  // Up to 9999-12-31, so that every instant can be written again.
  if (Number.isNaN(instant) || instant > 253_402_300_799_999) throw timeError(text, line);
  return { at: instant, hasOffset: true };
}

function timeError(text: string, line: number): ExchangeError {
  const said = sayOfFile("csvNoTime", { text: shortened(text) });
  return new ExchangeError("malformed-time", said, sayOfFile("csvTimes"), line);
}
