import { holidaysOf } from "../world/holidays.ts";
import { mean, type PlainTariff, type PlainWindow } from "./plain-tariff.ts";
import { isWorkday, plainMoment } from "./plain-time.ts";

const vat = 1.25;
const winter = [11, 12, 1, 2, 3];

/** Spot with 5 öre, dearer grid energy on winter's workdays, tax, VAT on all; the three highest hours of workdays, 7 to 19. */
export const sweden: PlainTariff = {
  taken(moment, spot) {
    const { month, hour, date } = moment;
    const isHigh = winter.includes(month) && isWorkday(moment, holidaysOf.SE) && hour >= 6 && hour < 22;
    // The grid company's prices rise in the middle of the year, but for the high time.
    const low = date < "2026-07-01" ? 0.24 : 0.26;
    const known = (isHigh ? 0.62 : low) + 0.439;
    if (spot === undefined) return { perKwh: known, isWhole: false };
    return { perKwh: (spot + 0.05 + known) * vat, isWhole: true };
  },
  given: (_moment, spot) => (spot === undefined ? { perKwh: 0, isWhole: false } : { perKwh: -spot, isWhole: true }),
  perDay: 0,
  perMonth: (peakKw) => (1440 / 12 + 45 * peakKw) * vat,
  peak: { hours: 1, months: 1, ofMonth: workdayHours, charged: (months) => months.at(-1) ?? 0 },
};

function workdayHours(windows: readonly PlainWindow[]): number | undefined {
  const kwh: number[] = [];
  for (const window of windows) {
    const moment = plainMoment(window.at);
    if (isWorkday(moment, holidaysOf.SE) && moment.hour >= 7 && moment.hour < 19) kwh.push(window.kwh);
  }
  kwh.sort((a, b) => b - a);
  return kwh.length === 0 ? undefined : mean(kwh.slice(0, 3));
}
