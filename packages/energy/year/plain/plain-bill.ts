import type { PlainTariff, PlainUse, PlainWindow } from "./plain-tariff.ts";
import { plainMoment } from "./plain-time.ts";

const quarterMs = 900_000;

/** The market's price by the start of each quarter of an hour. */
export type PlainMarket = ReadonlyMap<number, number>;

export interface PlainSum {
  money: number;
  /** Energy that lacks a price. */
  unpricedKwh: number;
}

export interface PlainBill {
  /** By `2026-03-29`. */
  readonly days: ReadonlyMap<string, PlainSum>;
  /** By `2026-03`. */
  readonly months: ReadonlyMap<string, PlainSum>;
  /** The month's own value in kW, by `2026-03`. */
  readonly peaks: ReadonlyMap<string, number>;
}

/**
 * The whole bill, use by use in order of time. A month's fees belong to its first day: they are there where that day is.
 */
export function plainBill(tariff: PlainTariff, uses: readonly PlainUse[], market: PlainMarket): PlainBill {
  const days = new Map<string, PlainSum>();
  const months = new Map<string, PlainSum>();
  const add = (date: string, money: number, unpricedKwh = 0) => {
    for (const [sums, key] of [
      [days, date],
      [months, date.slice(0, 7)],
    ] as const) {
      const sum = sums.get(key) ?? { money: 0, unpricedKwh: 0 };
      sums.set(key, sum);
      sum.money += money;
      sum.unpricedKwh += unpricedKwh;
    }
  };
  const year = { name: 0, taken: 0, given: 0 };
  for (const use of uses) {
    const moment = plainMoment(use.at);
    if (!days.has(moment.date)) add(moment.date, tariff.perDay);
    const spot = plainSpot(market, use);
    const taken = tariff.taken(moment, spot);
    const given = tariff.given(moment, spot);
    const money = use.takenKwh * taken.perKwh + use.givenKwh * given.perKwh;
    add(moment.date, money, (taken.isWhole ? 0 : use.takenKwh) + (given.isWhole ? 0 : use.givenKwh));
    if (moment.year !== year.name) Object.assign(year, { name: moment.year, taken: 0, given: 0 });
    const nettedBefore = Math.min(year.taken, year.given);
    year.taken += use.takenKwh;
    year.given += use.givenKwh;
    add(moment.date, (Math.min(year.taken, year.given) - nettedBefore) * (tariff.nettedPerKwh ?? 0));
  }
  const peaks = plainPeaks(tariff, windowsOf(tariff, uses));
  for (const [date, money] of monthFees(tariff, [...months.keys()], peaks)) if (days.has(date)) add(date, money);
  return { days, months, peaks };
}

/** The mean over the use's time; undefined where a part of it has no price. */
export function plainSpot(market: PlainMarket, { at, hours }: Pick<PlainUse, "at" | "hours">): number | undefined {
  if (hours === 0.25) return market.get(at);
  let sum = 0;
  for (let quarter = 0; quarter < 4; quarter++) {
    const price = market.get(at + quarter * quarterMs);
    if (price === undefined) return undefined;
    sum += price;
  }
  return sum / 4;
}

/** By the date of each month's first day. */
export function monthFees(
  { perMonth, peak }: PlainTariff,
  months: readonly string[],
  peaks: ReadonlyMap<string, number>,
): Map<string, number> {
  return new Map(
    months.map((month, index) => {
      const values = months.slice(0, index + 1).flatMap((name) => peaks.get(name) ?? []);
      return [`${month}-01`, perMonth(peak?.charged(values) ?? 0)];
    }),
  );
}

export function plainPeaks({ peak }: PlainTariff, windows: readonly PlainWindow[]): Map<string, number> {
  const byMonth = new Map<string, PlainWindow[]>();
  for (const window of windows) {
    const month = plainMoment(window.at).date.slice(0, 7);
    const list = byMonth.get(month) ?? [];
    byMonth.set(month, list);
    list.push(window);
  }
  return new Map(
    [...byMonth].flatMap(([month, list]): [string, number][] => {
      const value = peak?.ofMonth(list);
      return value === undefined ? [] : [[month, value]];
    }),
  );
}

/** What was taken in each window of the rule: quarters add up to hours, an hour gives each of its quarters as much. */
function windowsOf({ peak }: PlainTariff, uses: readonly PlainUse[]): PlainWindow[] {
  if (peak === undefined) return [];
  const windows: { at: number; kwh: number }[] = [];
  for (const { at, hours, takenKwh } of uses) {
    if (hours > peak.hours) {
      for (let quarter = 0; quarter < 4; quarter++) windows.push({ at: at + quarter * quarterMs, kwh: takenKwh / 4 });
      continue;
    }
    const start = at - (at % (peak.hours * 4 * quarterMs));
    const last = windows.at(-1);
    if (last?.at === start) last.kwh += takenKwh;
    else windows.push({ at: start, kwh: takenKwh });
  }
  return windows;
}
