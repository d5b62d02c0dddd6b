import { createRandom, type Random, toZonedTime } from "@meter2mqtt/simulator";
import type { Span } from "./fault-plan.ts";
import { zone } from "./simulated-meter.ts";

const hourMs = 3_600_000;
const quarterMs = hourMs / 4;
const dayMs = 24 * hourMs;
const radians = Math.PI / 180;

/** What a kWh costs by local hour beside the day's level, in EUR per MWh: low at night, high in the morning and the evening. */
const dayShape: readonly number[] = [
  -14, -17, -19, -19, -17, -10, 4, 18, 22, 12, 4, -1, -5, -7, -5, 0, 8, 22, 31, 29, 18, 6, -3, -9,
];

/** A price of the market, per kWh in the contract's currency. */
export interface MarketPrice {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly lengthMs: number;
  readonly perKwh: number;
}

export interface MarketOptions {
  readonly seed: number;
  /** Units of the currency in a euro. */
  readonly rate: number;
  /** Until then a price holds for an hour, from then on for a quarter of an hour, as of Europe's coupled day-ahead market. */
  readonly quartersFrom: number;
  /** Without it some hours, and half a day, have no price. */
  readonly isWhole?: boolean;
}

/**
 * Day-ahead prices of an area, made by a seed: a level that wanders from day to day and is higher in winter, the shape of
 * a day, lower weekends, and a dip at noon of sunny days, deep enough for negative hours.
 */
export function marketPrices({ seed, rate, quartersFrom, isWhole }: MarketOptions, { from, to }: Span): MarketPrice[] {
  const random = createRandom(seed * 613 + 5);
  const missingFrom = from + Math.floor(random.between(0.1, 0.9) * ((to - from) / dayMs)) * dayMs;
  const prices: MarketPrice[] = [];
  let level = 0;
  let sun = 0;
  for (let hour = from; hour < to; hour += hourMs) {
    if ((hour - from) % dayMs === 0) {
      level = 0.8 * level + random.between(-22, 22);
      sun = random.next();
    }
    const quarters = [0, 1, 2, 3].map((index) => quarterPrice(hour + index * quarterMs, { level, sun, random }));
    const isMissing = random.chance(0.0015) || (hour >= missingFrom && hour < missingFrom + dayMs / 2);
    if (isMissing && isWhole !== true) continue;
    const toCurrency = (perMwh: number) => Math.round(perMwh * rate * 100) / 100_000;
    if (hour < quartersFrom) {
      const mean = quarters.reduce((sum, price) => sum + price, 0) / quarters.length;
      prices.push({ at: hour, lengthMs: hourMs, perKwh: toCurrency(mean) });
    } else {
      quarters.forEach((price, index) => {
        prices.push({ at: hour + index * quarterMs, lengthMs: quarterMs, perKwh: toCurrency(price) });
      });
    }
  }
  return prices;
}

/** In EUR per MWh. */
function quarterPrice(
  at: number,
  { level, sun, random }: { readonly level: number; readonly sun: number; readonly random: Random },
): number {
  const { local } = toZonedTime(at, zone);
  const yearAngle = 2 * Math.PI * ((at / dayMs - 15) / 365.25);
  const season = 55 + 25 * Math.cos(yearAngle);
  const weekday = new Date(Date.UTC(local.year, local.month - 1, local.day)).getUTCDay();
  const weekend = weekday === 0 || weekday === 6 ? -12 : 0;
  const height = Math.max(0, Math.sin(((local.hour + local.minute / 60 - 7) / 13) * 180 * radians));
  const dip = sun * height * (50 - 45 * Math.cos(yearAngle));
  const ramp = ((local.minute / 15 - 1.5) * ((dayShape[(local.hour + 1) % 24] ?? 0) - (dayShape[local.hour] ?? 0))) / 4;
  return season + level + weekend + (dayShape[local.hour] ?? 0) + ramp - dip + random.between(-4, 4);
}
