import type { ZoneRules } from "@meter2mqtt/decoder";

const minuteMs = 60_000;
const hourMs = 3_600_000;
const quarterMs = hourMs / 4;

/** Spans of time by the clock and the calendar of a zone. */
export type Span = "quarter" | "hour" | "day" | "month" | "year";

/** A date as calendars show it; months and days count from 1. */
export interface LocalDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/**
 * Hours, days, months and years of a zone as spans of UTC, each beginning where the one before ended: days have 23, 24 or
 * 25 hours, and where a zone is half an hour off, its hours are too.
 */
export class Calendar {
  readonly zone: string;
  readonly #rules: ZoneRules;

  /** `zone`: an IANA name. RangeError where the platform doesn't know it. */
  constructor(zone: string, rules: ZoneRules) {
    rules.offsetOf(zone, 0);
    this.zone = zone;
    this.#rules = rules;
  }

  /** Minutes east of UTC at an instant. */
  offsetMinutes(at: number): number {
    return this.#rules.offsetOf(this.zone, at);
  }

  dateOf(at: number): LocalDate {
    const local = this.#local(at);
    return { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate() };
  }

  /** The whole of what clock and calendar show. */
  localOf(at: number): LocalDate & { readonly hour: number; readonly minute: number; readonly weekday: number } {
    const local = this.#local(at);
    return {
      year: local.getUTCFullYear(),
      month: local.getUTCMonth() + 1,
      day: local.getUTCDate(),
      hour: local.getUTCHours(),
      minute: local.getUTCMinutes(),
      weekday: local.getUTCDay() || 7,
    };
  }

  /** Hour of the day by the clock, and the day of the week: 1 Monday to 7 Sunday. */
  clockOf(at: number): { readonly hour: number; readonly minute: number; readonly weekday: number } {
    const local = this.#local(at);
    return { hour: local.getUTCHours(), minute: local.getUTCMinutes(), weekday: local.getUTCDay() || 7 };
  }

  /** The instant at which a local date begins; the day may be out of the month, as `Date.UTC` takes it. */
  startOfDate({ year, month, day }: LocalDate): number {
    const midnight = new Date(Date.UTC(year, month - 1, day));
    const local = {
      year: midnight.getUTCFullYear(),
      month: midnight.getUTCMonth() + 1,
      day: midnight.getUTCDate(),
      hour: 0,
      minute: 0,
      second: 0,
    };
    return midnight.getTime() - this.#rules.offsetAt(this.zone, local) * minuteMs;
  }

  /** When the span that `at` is in began. */
  startOf(span: Span, at: number): number {
    if (span === "quarter") return Math.floor(at / quarterMs) * quarterMs;
    if (span === "hour") return this.#startOfHour(at);
    const { year, month, day } = this.dateOf(at);
    return this.startOfDate({ year, month: span === "year" ? 1 : month, day: span === "day" ? day : 1 });
  }

  /** When the span after that of `at` begins. */
  endOf(span: Span, at: number): number {
    if (span === "quarter") return this.startOf(span, at) + quarterMs;
    if (span === "hour") return this.#endOfHour(at);
    const { year, month, day } = this.dateOf(at);
    if (span === "day") return this.startOfDate({ year, month, day: day + 1 });
    if (span === "month") return this.startOfDate({ year, month: month + 1, day: 1 });
    return this.startOfDate({ year: year + 1, month: 1, day: 1 });
  }

  /** Starts of the spans that are in this time at least in part. */
  starts(span: Span, from: number, to: number): number[] {
    const starts: number[] = [];
    for (let start = this.startOf(span, from); start < to; start = this.endOf(span, start)) starts.push(start);
    return starts;
  }

  /** `2026-03-29T00:00:00+01:00` */
  format(at: number): string {
    const offset = this.offsetMinutes(at);
    const text = new Date(at + offset * minuteMs).toISOString().slice(0, 19);
    const size = Math.abs(offset);
    const two = (value: number) => String(value).padStart(2, "0");
    return `${text}${offset < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  }

  /**
   * An hour of the clock ends where the zone's hours move against UTC's, half an hour early or late: twice a year on Lord
   * Howe Island, once where a country changes its time. The hours around it are shorter; none overlaps another.
   */
  #startOfHour(at: number): number {
    const phase = this.#phase(at);
    let start = Math.floor((at + phase) / hourMs) * hourMs - phase;
    while (start < at && this.#phase(start) !== phase) start += quarterMs;
    return Math.min(start, at);
  }

  #endOfHour(at: number): number {
    const phase = this.#phase(at);
    const end = Math.floor((at + phase) / hourMs) * hourMs - phase + hourMs;
    if (this.#phase(end - 1) === phase) return end;
    let change = Math.floor(at / quarterMs) * quarterMs + quarterMs;
    while (change < end && this.#phase(change) === phase) change += quarterMs;
    return change;
  }

  /** How far the zone's full hours are before UTC's. */
  #phase(at: number): number {
    return (((this.offsetMinutes(at) * minuteMs) % hourMs) + hourMs) % hourMs;
  }

  #local(at: number): Date {
    return new Date(at + this.offsetMinutes(at) * minuteMs);
  }
}
