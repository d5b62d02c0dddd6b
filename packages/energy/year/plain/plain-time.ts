/** What clocks and calendars of Central Europe show. */
export interface PlainMoment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number;
  /** With its part: 7.25 is a quarter past seven. */
  readonly hour: number;
  /** `2026-03-29` */
  readonly date: string;
}

const hourMs = 3_600_000;
const summers = new Map<number, readonly [number, number]>();
/** A year's quarters are asked for again and again. */
const moments = new Map<number, PlainMoment>();

export function plainMoment(at: number): PlainMoment {
  const known = moments.get(at) ?? momentAt(at);
  moments.set(at, known);
  return known;
}

/** By the rule itself: an hour ahead of UTC, and two from March's last Sunday to October's, each at one o'clock UTC. */
function momentAt(at: number): PlainMoment {
  const year = new Date(at).getUTCFullYear();
  const summer = summers.get(year) ?? [lastSunday(year, 3) + hourMs, lastSunday(year, 10) + hourMs];
  summers.set(year, summer);
  const offset = at >= summer[0] && at < summer[1] ? 2 : 1;
  const local = new Date(at + offset * hourMs);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    weekday: local.getUTCDay() === 0 ? 7 : local.getUTCDay(),
    hour: local.getUTCHours() + local.getUTCMinutes() / 60,
    date: local.toISOString().slice(0, 10),
  };
}

function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month, 0));
  return last.getTime() - last.getUTCDay() * 24 * hourMs;
}

/** Monday to Friday, and no public holiday. */
export function isWorkday({ weekday, date }: PlainMoment, holidays: readonly string[]): boolean {
  return weekday <= 5 && !holidays.includes(date);
}
