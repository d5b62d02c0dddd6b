import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cheapestSpan } from "./cheapest.ts";
import { parseDecimal } from "./decimal.ts";
import { ExchangeTable } from "./exchange.ts";
import { priceOutlook } from "./outlook.ts";
import { isCovered, layered, type PricePoint } from "./price-point.ts";
import { resample } from "./resample.ts";

const hour = 3_600_000;
const quarter = hour / 4;
const noon = Date.UTC(2026, 0, 15, 12);

function series(start: number, lengthMs: number, prices: readonly number[], currency = "EUR"): PricePoint[] {
  return prices.map((price, index) => ({ start: start + index * lengthMs, lengthMs, price, currency }));
}

describe("parseDecimal", () => {
  test.each([
    ["83.17", 3, 83_170],
    ["-0.005", 3, -5],
    ["0.0000005", 6, 1],
    ["-0.0000005", 6, -1],
    ["0.00000049", 6, 0],
    ["1e-7", 6, 0],
    ["1.5E2", 0, 150],
    [".5", 1, 5],
    ["7", 6, 7_000_000],
    ["0.1234565", 6, 123_457],
  ])("%s in steps of 10^-%i is %i", (text, digits, value) => {
    expect(parseDecimal(text, digits)).toBe(value);
  });

  test.each(["", ".", "1,5", "n/e", "0x10", "1e999", "9".repeat(41), "99999999999999999"])("%s is none", (text) => {
    expect(parseDecimal(text, 6)).toBeUndefined();
  });

  test("gives back what a number with six decimals was", () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 12), max: 10 ** 12 }), (steps) => {
        expect(parseDecimal((steps / 1e6).toFixed(6), 6)).toBe(steps === 0 ? 0 : steps);
      }),
    );
  });
});

describe("resample", () => {
  test("hours become four quarters, and these the hours again", () => {
    const hours = series(noon, hour, [100, -50, 7]);
    const quarters = resample(hours, quarter);
    expect(quarters).toHaveLength(12);
    expect(quarters.slice(3, 5).map(({ price }) => price)).toEqual([100, -50]);
    expect(resample(quarters, hour)).toEqual(hours);
  });

  test("an hour is the mean of its quarters, halves away from zero", () => {
    expect(resample(series(noon, quarter, [1, 2, 3, 4]), hour)[0]?.price).toBe(3);
    expect(resample(series(noon, quarter, [-1, -2, -3, -4]), hour)[0]?.price).toBe(-3);
  });

  test("an hour that misses a quarter, or has two currencies, has no price", () => {
    const quarters = series(noon, quarter, [1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3]);
    expect(
      resample(
        quarters.filter((_, index) => index !== 5),
        hour,
      ).map(({ price }) => price),
    ).toEqual([1, 3]);
    const mixed = quarters.map((point, index) => (index === 5 ? { ...point, currency: "NOK" } : point));
    expect(resample(mixed, hour).map(({ price }) => price)).toEqual([1, 3]);
  });

  test("hours begin where the zone's do", () => {
    const half = series(noon + hour / 2, hour, [5, 6]);
    expect(resample(half, hour, noon + hour / 2)).toEqual(half);
    expect(resample(half, hour)).toEqual(series(noon + hour, hour, [6]));
  });

  test("nothing is made up over a gap of days", () => {
    const far = [...series(noon, hour, [1]), ...series(noon + 1000 * hour, hour, [2])];
    expect(resample(far, quarter)).toHaveLength(8);
    expect(resample([], hour)).toEqual([]);
  });
});

describe("cheapestSpan", () => {
  test("is the lowest of gapless spans, the earliest of equal ones", () => {
    const hours = series(noon, hour, [9, 2, 2, 9, 1, 9, 2, 2]);
    expect(cheapestSpan(hours, hour)).toEqual({ start: noon + 4 * hour, end: noon + 5 * hour });
    expect(cheapestSpan(hours, 2 * hour)).toEqual({ start: noon + hour, end: noon + 3 * hour });
    expect(cheapestSpan(hours, 9 * hour)).toBeUndefined();
    const broken = hours.filter((_, index) => index !== 2);
    expect(cheapestSpan(broken, 2 * hour)?.start).toBe(noon + 6 * hour);
  });

  test("agrees with looking at every window", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 3, maxLength: 30 }), (prices) => {
        const sums = prices.slice(2).map((last, index) => last + (prices[index] ?? 0) + (prices[index + 1] ?? 0));
        const best = sums.indexOf(Math.min(...sums));
        expect(cheapestSpan(series(noon, hour, prices), 3 * hour)?.start).toBe(noon + best * hour);
      }),
    );
  });
});

describe("layered and isCovered", () => {
  test("a later list only fills what the earlier ones leave", () => {
    const first = series(noon, quarter, [1, 1, 1, 1]);
    const second = series(noon - hour, hour, [5, 6, 7]);
    expect(layered([first, second]).map(({ price }) => price)).toEqual([5, 1, 1, 1, 1, 7]);
    expect(layered([[], second])).toEqual(second);
  });

  test("one quarter less is not covered", () => {
    const quarters = series(noon, quarter, Array(96).fill(1));
    expect(isCovered(quarters, noon, noon + 24 * hour)).toBe(true);
    expect(isCovered(quarters.slice(1), noon, noon + 24 * hour)).toBe(false);
    expect(isCovered(quarters.slice(0, -1), noon, noon + 24 * hour)).toBe(false);
    expect(isCovered(quarters.toSpliced(50, 1), noon, noon + 24 * hour)).toBe(false);
  });
});

describe("priceOutlook", () => {
  test("begins with the current hour and looks no further than it is told", () => {
    const outlook = priceOutlook(
      series(noon, quarter, [4, 4, 4, 8, 1, 1, 1, 1, 3, 3, 3, 3, 9, 9, 9, 9]),
      noon + hour - 1,
      3,
    );
    expect(outlook.current?.price).toBe(8);
    expect(outlook.hours.map(({ price }) => price)).toEqual([5, 1, 3]);
    expect([outlook.min, outlook.max]).toEqual([1, 5]);
    expect(outlook.cheapest1h?.start).toBe(noon + hour);
    expect(outlook.cheapest3h?.start).toBe(noon);
    expect("cheapest6h" in outlook).toBe(false);
  });

  test("where nothing is known nothing is said", () => {
    expect(priceOutlook([], noon, 38)).toEqual({ hours: [] });
    expect(priceOutlook(series(noon - 5 * hour, hour, [1, 2]), noon, 38)).toEqual({ hours: [] });
  });
});

describe("ExchangeTable", () => {
  const ecb = (day: string, quote: string, rate: number) => ({ day, base: "EUR", quote, rate });
  const table = new ExchangeTable([
    ecb("2026-01-15", "NOK", 11_5000_0000),
    ecb("2026-01-15", "DKK", 7_4600_0000),
    ecb("2026-01-16", "NOK", 12_0000_0000),
  ]);

  test("by the day's rate, both ways and across", () => {
    const to = (amount: number, from: string, into: string) =>
      table.convert(amount, { from, to: into }, "2026-01-15")?.amount;
    expect(to(100_000, "EUR", "NOK")).toBe(1_150_000);
    expect(to(1_150_000, "NOK", "EUR")).toBe(100_000);
    expect(to(746_000, "DKK", "NOK")).toBe(1_150_000);
    expect(to(-1, "EUR", "NOK")).toBe(-12);
    expect(to(1, "EUR", "CHF")).toBeUndefined();
  });

  test("a day without a rate takes the latest before it, and says so", () => {
    const weekend = table.convert(10, { from: "EUR", to: "NOK" }, "2026-01-18");
    expect(weekend).toEqual({ amount: 120, rateDay: "2026-01-16" });
    // Both rates of a cross rate are of one day.
    expect(table.convert(746, { from: "DKK", to: "NOK" }, "2026-01-18")?.rateDay).toBe("2026-01-15");
    expect(table.convert(10, { from: "EUR", to: "NOK" }, "2026-01-14")).toBeUndefined();
    expect(table.convert(10, { from: "EUR", to: "NOK" }, "2026-02-15")).toBeUndefined();
  });
});
