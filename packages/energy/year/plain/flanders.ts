import { mean, type PlainTariff } from "./plain-tariff.ts";

const vat = 1.06;

/** Dynamic price, levies, day and night at the grid; 4.25 EUR for each kW of twelve months' mean of the highest quarter. */
export const flanders: PlainTariff = {
  taken({ weekday, hour }, spot) {
    const isDay = weekday <= 5 && hour >= 7 && hour < 22;
    const known = (isDay ? 0.062 : 0.047) + 0.05;
    if (spot === undefined) return { perKwh: known, isWhole: false };
    return { perKwh: (spot * 1.03 + 0.01 + known) * vat, isWhole: true };
  },
  given: (_moment, spot) =>
    spot === undefined ? { perKwh: 0, isWhole: false } : { perKwh: -0.95 * spot, isWhole: true },
  perDay: 0,
  perMonth: (peakKw) => (18 / 12 + 4.25 * peakKw) * vat,
  peak: {
    hours: 0.25,
    months: 12,
    // Each month counts as 2.5 kW at least.
    ofMonth: (windows) =>
      windows.length === 0 ? undefined : windows.reduce((highest, { kwh }) => Math.max(highest, kwh * 4), 2.5),
    charged: (months) => mean(months.slice(-12)),
  },
};
