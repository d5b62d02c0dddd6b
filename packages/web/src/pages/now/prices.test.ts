import { describe, expect, test } from "vitest";
import { contractSteps, daysOf, hourly, type PriceStep, priceRange, spotSteps } from "./prices.ts";

const hourMs = 3_600_000;
const step = (start: string, price: number, length = hourMs): PriceStep => {
  const from = Date.parse(start);
  return { start, from, to: from + length, price };
};

test("steps of a contract leave out what is not known", () => {
  const time = { start: "2026-01-15T00:00:00+01:00", end: "2026-01-15T01:00:00+01:00" };
  const answer = {
    currency: "NOK",
    contract: "home",
    prices: [
      { ...time, import: 1.5 },
      { ...time, export: 1 },
    ],
  };
  expect(contractSteps(answer)).toEqual([step(time.start, 1.5)]);
});

test("steps of the market carry the browser's offset, and are the same instants", () => {
  const start = "2026-07-01T10:00:00Z";
  const end = "2026-07-01T10:15:00Z";
  const prices = [{ start, end, price: -0.01, currency: "EUR", source: "market" }];
  const [found] = spotSteps({ area: "NL", areas: ["NL"], prices });
  expect(found).toMatchObject({ from: Date.parse(start), to: Date.parse(end), price: -0.01 });
  expect(Date.parse(found?.start ?? "")).toBe(Date.parse(start));
});

describe("daysOf", () => {
  test("gives today and tomorrow by the dates of the meter's zone", () => {
    const steps = [
      "2026-01-14T23:00:00+01:00",
      "2026-01-15T00:00:00+01:00",
      "2026-01-15T01:00:00+01:00",
      "2026-01-16T00:00:00+01:00",
    ];
    const days = daysOf(
      steps.map((start) => step(start, 1)),
      Date.parse("2026-01-15T00:30:00+01:00"),
    );
    expect(days.map((day) => day.steps.length)).toEqual([2, 1]);
    expect(days[0]?.from).toBe(Date.parse("2026-01-15T00:00:00+01:00"));
  });
});

test("quarters are joined to hours by their mean", () => {
  const quarters = [1, 2, 3, 6].map((price, index) =>
    step(`2026-01-15T00:${String(index * 15).padStart(2, "0")}:00+01:00`, price, hourMs / 4),
  );
  expect(hourly(quarters)).toEqual([
    { ...step("2026-01-15T00:00:00+01:00", 3), to: Date.parse("2026-01-15T01:00:00+01:00") },
  ]);
  expect(priceRange(quarters)).toEqual({ lowest: 1, highest: 6 });
  expect(priceRange([])).toBeUndefined();
});
