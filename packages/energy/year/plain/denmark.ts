import type { PlainTariff } from "./plain-tariff.ts";

const vat = 1.25;

/** Spot with 8 øre, the grid's low, high and peak hours in winter and summer, tax, a subscription, VAT on all. */
export const denmark: PlainTariff = {
  taken({ month, hour }, spot) {
    const isSummer = month >= 4 && month <= 9;
    let grid = isSummer ? 0.16 : 0.32;
    if (hour < 6) grid = 0.11;
    else if (hour >= 17 && hour < 21) grid = isSummer ? 0.42 : 0.96;
    const known = grid + 0.008;
    if (spot === undefined) return { perKwh: known, isWhole: false };
    return { perKwh: (spot + 0.08 + known) * vat, isWhole: true };
  },
  given: (_moment, spot) =>
    spot === undefined ? { perKwh: 0, isWhole: false } : { perKwh: -spot + 0.01, isWhole: true },
  perDay: 0,
  perMonth: () => (35 + 29) * vat,
};
