import { holidaysOf } from "../world/holidays.ts";
import type { PlainTariff } from "./plain-tariff.ts";
import { isWorkday } from "./plain-time.ts";

const vat = 1.21;

/** Two fixed tariffs and tax with VAT; what is given is set against what is taken in the year; fees and a credit by the day. */
export const netherlands: PlainTariff = {
  taken(moment) {
    const isNormal = isWorkday(moment, holidaysOf.NL) && moment.hour >= 7 && moment.hour < 23;
    return { perKwh: ((isNormal ? 0.125 : 0.105) + 0.1088) * vat, isWhole: true };
  },
  // What is not netted gives 5 cents; everything costs 2.
  given: () => ({ perKwh: -0.05 + 0.02, isWhole: true }),
  perDay: (1.08 + 0.2) * vat - 1.72,
  perMonth: () => 0,
  nettedPerKwh: -0.26 + 0.05,
};
