import { describe, expect, test } from "vitest";
import { kaifa } from "../profiles/kaifa.ts";
import { kamstrup } from "../profiles/kamstrup.ts";
import { chooseScaler } from "./scale.ts";

describe("chooseScaler", () => {
  test("Kamstrup's registers count in 10 Wh in Norway and Denmark; elsewhere that is not decided", () => {
    expect(
      ["NO", "DK", "SE", "CH", undefined].map((country) => chooseScaler(kamstrup, "Wh", 1234567, country)),
    ).toEqual([1, 1, undefined, undefined, undefined]);
    expect(chooseScaler(kamstrup, "varh", 5, "NO")).toBe(1);
  });

  test("powers need no country", () => {
    expect(chooseScaler(kamstrup, "W", 169, undefined)).toBe(0);
    expect(chooseScaler(kamstrup, "A", 36, undefined)).toBe(-2);
    expect(chooseScaler(kaifa, "A", 1234, undefined)).toBe(-3);
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
    expect(chooseScaler(kamstrup, "V", raw, "DK")).toBe(scaler);
  });

  test("a maker that nobody knows: SI units, plausible voltages and frequencies, currents undecided", () => {
    expect(["W", "var", "VA", "Wh", "varh"].map((unit) => chooseScaler(undefined, unit, 12345, "NO"))).toEqual([
      0, 0, 0, 0, 0,
    ]);
    expect([230, 2301, 22199, 230123].map((raw) => chooseScaler(undefined, "V", raw, undefined))).toEqual([
      0, -1, -2, -3,
    ]);
    expect([50, 499, 5001, 50012].map((raw) => chooseScaler(undefined, "Hz", raw, undefined))).toEqual([0, -1, -2, -3]);
    expect(chooseScaler(undefined, "A", 36, "NO")).toBeUndefined();
  });
});
