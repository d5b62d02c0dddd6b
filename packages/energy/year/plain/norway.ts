import { holidaysOf } from "../world/holidays.ts";
import { mean, type PlainTariff, type PlainWindow } from "./plain-tariff.ts";
import { isWorkday, plainMoment } from "./plain-time.ts";

const vat = 1.25;

/** Spot with 4 øre, support, day and night at the grid, tax, VAT on all; steps by the mean of three days' highest hours. */
export const norway: PlainTariff = {
  taken(moment, spot) {
    const isDay = isWorkday(moment, holidaysOf.NO) && moment.hour >= 6 && moment.hour < 22;
    const known = (isDay ? 0.29 : 0.2) + 0.0713;
    if (spot === undefined) return { perKwh: known, isWhole: false };
    // The support ends at 5000 kWh a month, which this household never uses.
    const support = spot > 0.77 ? 0.9 * (spot - 0.77) : 0;
    return { perKwh: (spot + 0.04 - support + known) * vat, isWhole: true };
  },
  given: (_moment, spot) => (spot === undefined ? { perKwh: 0, isWhole: false } : { perKwh: -spot, isWhole: true }),
  perDay: 0,
  perMonth(peakKw) {
    let step = 120;
    if (peakKw >= 2) step = 200;
    if (peakKw >= 5) step = 330;
    if (peakKw >= 10) step = 640;
    if (peakKw >= 15) step = 840;
    return (39.2 + step) * vat;
  },
  peak: { hours: 1, months: 1, ofMonth: threeDays, charged: (months) => months.at(-1) ?? 0 },
};

function threeDays(windows: readonly PlainWindow[]): number | undefined {
  const highest = new Map<string, number>();
  for (const { at, kwh } of windows) {
    const { date } = plainMoment(at);
    highest.set(date, Math.max(kwh, highest.get(date) ?? 0));
  }
  const days = [...highest.values()].sort((a, b) => b - a);
  return days.length === 0 ? undefined : mean(days.slice(0, 3));
}
