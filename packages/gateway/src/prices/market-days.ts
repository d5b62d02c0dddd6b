import { createIntlZoneRules } from "@meter2mqtt/decoder";
import { Calendar, type LocalDate } from "@meter2mqtt/energy";
import type { DaySpan } from "./price-source.ts";

const rules = createIntlZoneRules();

/** A day of a market: 23, 24 or 25 hours. */
export interface MarketDay extends DaySpan {
  /** `2026-03-29` */
  readonly date: string;
  /** When its prices are published: on the day before. */
  readonly publishedAt: number;
}

/** The days of a market by the clock of its zone. */
export class MarketDays {
  readonly #calendar: Calendar;
  readonly #publishedAtMinute: number;

  constructor(zone: string, publishedAtMinute: number) {
    this.#calendar = new Calendar(zone, rules);
    this.#publishedAtMinute = publishedAtMinute;
  }

  /** The day that an instant is in, or one so many days from it. */
  dayOf(at: number, offset = 0): MarketDay {
    const { year, month, day } = this.#calendar.dateOf(at);
    const local = { year, month, day: day + offset };
    const from = this.#calendar.startOfDate(local);
    const to = this.#calendar.startOfDate({ ...local, day: local.day + 1 });
    return { from, to, date: isoDate(this.#calendar.dateOf(from)), publishedAt: this.#publication(local) };
  }

  /** Dates of the days that are in the span. */
  datesOf({ from, to }: DaySpan): string[] {
    return this.#calendar.starts("day", from, to).map((start) => isoDate(this.#calendar.dateOf(start)));
  }

  #publication({ year, month, day }: LocalDate): number {
    const eve = new Date(Date.UTC(year, month - 1, day - 1, 0, this.#publishedAtMinute));
    const local = {
      ...{ year: eve.getUTCFullYear(), month: eve.getUTCMonth() + 1, day: eve.getUTCDate() },
      ...{ hour: eve.getUTCHours(), minute: eve.getUTCMinutes(), second: 0 },
    };
    return eve.getTime() - rules.offsetAt(this.#calendar.zone, local) * 60_000;
  }
}

/** The days of a span by a zone's clock, for people: `2026-01-15`, or the first and the last of several. */
export function daysText(zone: string, span: DaySpan): string {
  const dates = new MarketDays(zone, 0).datesOf(span);
  return [...new Set([dates[0], dates.at(-1)])].join(" – ");
}

/** The instants that a time of the clock may stand for: two of them in the hour that autumn has twice. */
export function instantsOf(zone: string, text: string): number[] {
  const match = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d))?/.exec(text);
  if (match === null) return [];
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const local = { year, month, day, hour, minute, second };
  const asUtc = Date.UTC(year, month - 1, day, hour, minute, second);
  const instants = (["summer", "winter"] as const).map(
    (season) => asUtc - rules.offsetAt(zone, local, season) * 60_000,
  );
  return [...new Set(instants)];
}

/** Hour of the day by a zone's clock. */
export function hourOf(zone: string, at: number): number {
  return new Date(at + rules.offsetOf(zone, at) * 60_000).getUTCHours();
}

/** `2026-01-15T13:00` by a zone's clock. */
export function localMinute(zone: string, at: number): string {
  return new Date(at + rules.offsetOf(zone, at) * 60_000).toISOString().slice(0, 16);
}

function isoDate({ year, month, day }: LocalDate): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}
