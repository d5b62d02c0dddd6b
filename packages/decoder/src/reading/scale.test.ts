import { describe, expect, test } from "vitest";
import { kaifa } from "../profiles/kaifa.ts";
import { kamstrup } from "../profiles/kamstrup.ts";
import type { VendorProfile } from "../profiles/profile.ts";
import { chooseScaler, documentedScaler, scaleRuleOf } from "./scale.ts";

function choose(profile: VendorProfile | undefined, unit: string, raw: number, country?: string): number | undefined {
  const rule = scaleRuleOf(profile, unit);
  return rule && chooseScaler(rule, documentedScaler(rule, { country }), raw);
}

describe("chooseScaler", () => {
  test("Kamstrup's registers count in 10 Wh in Norway and Denmark; elsewhere that is not decided", () => {
    expect(["NO", "DK", "SE", "CH", undefined].map((country) => choose(kamstrup, "Wh", 1234567, country))).toEqual([
      1,
      1,
      undefined,
      undefined,
      undefined,
    ]);
    expect(choose(kamstrup, "varh", 5, "NO")).toBe(1);
  });

  test("powers need no country", () => {
    expect(choose(kamstrup, "W", 169)).toBe(0);
    expect(choose(kamstrup, "A", 36)).toBe(-2);
    expect(choose(kaifa, "A", 1234)).toBe(-3);
  });

  test("frequencies are what a grid allows, whoever made the meter", () => {
    expect([50, 499, 5001].map((raw) => choose(kamstrup, "Hz", raw, "DK"))).toEqual([0, -1, -2]);
  });

  test.each([
    [232, 0],
    [22199, -2],
    [2319, -1],
    [0, 0],
    // Nothing makes these plausible: what is documented stays.
    [7, 0],
    [9999999, 0],
  ])("a voltage of %d from Kamstrup has scaler %d", (raw, scaler) => {
    expect(choose(kamstrup, "V", raw, "DK")).toBe(scaler);
  });

  test("a maker that nobody knows: SI units, plausible voltages and frequencies, currents undecided", () => {
    expect(["W", "var", "VA", "Wh", "varh"].map((unit) => choose(undefined, unit, 12345, "NO"))).toEqual([
      0, 0, 0, 0, 0,
    ]);
    expect([230, 2301, 22199, 230123].map((raw) => choose(undefined, "V", raw))).toEqual([0, -1, -2, -3]);
    expect([50, 499, 5001, 50012].map((raw) => choose(undefined, "Hz", raw))).toEqual([0, -1, -2, -3]);
    expect(choose(undefined, "A", 36, "NO")).toBeUndefined();
  });

  test("a model that is known to differ comes before the country", () => {
    const rule = { unit: "Wh", scaler: { NO: 1 }, models: { "6841138": 0 } };
    expect(documentedScaler(rule, { country: "NO", model: "6841138BN243101010" })).toBe(0);
    expect(documentedScaler(rule, { country: "NO", model: "6841131BN243101040" })).toBe(1);
    expect(documentedScaler(rule, { model: "6841131BN243101040" })).toBeUndefined();
  });
});
