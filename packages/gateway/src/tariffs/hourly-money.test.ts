import type { Component, CostPart } from "@meter2mqtt/energy";
import { describe, expect, test } from "vitest";
import { hourlyMoney } from "./hourly-money.ts";

const hour = 3_600_000;
const start = Date.UTC(2026, 10, 3, 12);
const components: Component[] = [
  { id: "grid", name: "Grid", direction: "import", kind: "per-kwh", amount: 1 },
  { id: "fee", name: "Fee", direction: "import", kind: "fee", amount: 30, per: "month" },
  { id: "sold", name: "Sold", direction: "export", kind: "per-kwh", amount: -0.5 },
];
const time = { from: start, to: start + 3 * hour };
const unit = 1e8;
const part = (component: string, from: number, to: number, money: number | undefined): CostPart => {
  const of = component === "fee" ? "month" : "interval";
  return { component, start: from, end: to, of, money: money && money * unit, wattHours: of === "month" ? 0 : 1000 };
};
const amounts = (parts: CostPart[], direction: "import" | "export" = "import") =>
  hourlyMoney(parts, components, { ...time, direction }).map(({ amount }) => amount);

describe("hourlyMoney", () => {
  test("quarters are added up; each direction has its own components, income as a positive number", () => {
    const quarter = hour / 4;
    const parts = [
      part("grid", start, start + quarter, 0.5),
      part("grid", start + quarter, start + 2 * quarter, 0.25),
      part("sold", start + hour, start + hour + quarter, -0.4),
    ];
    expect(amounts(parts)).toEqual([0.75, 0, 0]);
    expect(amounts(parts, "export")).toEqual([0, 0.4, 0]);
  });

  test("what is of a longer time is spread over it, and adds up to it exactly", () => {
    const parts = [part("fee", start - hour, start + 6 * hour, 1)];
    const whole = hourlyMoney(parts, components, { direction: "import", from: start - hour, to: start + 6 * hour });
    expect(Math.round(whole.reduce((sum, { amount = 0 }) => sum + amount, 0) * unit)).toBe(unit);
    expect(amounts(parts)[0]).toBeCloseTo(1 / 7, 7);
  });

  test("an hour whose energy has no price is not known; a rule without prices costs nothing that is known", () => {
    const parts = [
      part("grid", start + hour, start + 2 * hour, undefined),
      part("grid", start, start + hour, 1),
      part("fee", start, start + 3 * hour, undefined),
    ];
    expect(amounts(parts)).toEqual([1, undefined, 0]);
  });
});
