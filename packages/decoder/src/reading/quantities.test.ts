import { describe, expect, expectTypeOf, test } from "vitest";
import { cdeOf } from "../cosem/obis-code.ts";
import { quantities } from "./quantities.ts";
import { quantityOf, setQuantity } from "./quantity-index.ts";
import type { QuantityName, Reading } from "./reading.ts";

type Phase = "L1" | "L2" | "L3";
type Tariff = "T1" | "T2" | "T3" | "T4";
type Quadrant = "Q1" | "Q2" | "Q3" | "Q4";

/** Names of quantities by the rule of their making: another way to the same list as the type's. */
type Named =
  | `active${"Import" | "Export"}${"" | Phase}W`
  | `netActive${"" | Phase}W`
  | "absActiveW"
  | `reactive${"Import" | "Export"}${"" | Phase}Var`
  | `apparentImport${"" | Phase}VA`
  | "apparentExportVA"
  | `powerFactor${"" | Phase}`
  | "frequencyHz"
  | `current${Phase}A`
  | `voltage${Phase}V`
  | `energy${"Import" | "Export"}${"" | Phase | Tariff}Wh`
  | "energyAbsWh"
  | `reactive${"Import" | "Export"}${"" | Phase | Tariff}Varh`
  | `reactive${Quadrant}${"Var" | "Varh" | "T1Varh" | "T2Varh"}`
  | `demand${"Avg" | "MaxMonth"}ImportW`;

function namedQuantities(): readonly Named[] {
  const phases = ["L1", "L2", "L3"] as const;
  const tariffs = ["T1", "T2", "T3", "T4"] as const;
  const directions = ["Import", "Export"] as const;
  const withTotal = ["", ...phases] as const;
  return [
    ...([
      "absActiveW",
      "apparentExportVA",
      "frequencyHz",
      "energyAbsWh",
      "demandAvgImportW",
      "demandMaxMonthImportW",
    ] as const),
    ...withTotal.flatMap((phase) => [`netActive${phase}W`, `apparentImport${phase}VA`, `powerFactor${phase}`] as const),
    ...phases.flatMap((phase) => [`current${phase}A`, `voltage${phase}V`] as const),
    ...directions.flatMap((direction) => [
      ...withTotal.flatMap((phase) => [`active${direction}${phase}W`, `reactive${direction}${phase}Var`] as const),
      ...([...withTotal, ...tariffs] as const).flatMap(
        (part) => [`energy${direction}${part}Wh`, `reactive${direction}${part}Varh`] as const,
      ),
    ]),
    ...(["Q1", "Q2", "Q3", "Q4"] as const).flatMap(
      (quadrant) =>
        [
          `reactive${quadrant}Var`,
          `reactive${quadrant}Varh`,
          `reactive${quadrant}T1Varh`,
          `reactive${quadrant}T2Varh`,
        ] as const,
    ),
  ];
}

describe("the table of quantities", () => {
  test("holds the names of the type, all of them and no other", () => {
    expectTypeOf<Named>().toEqualTypeOf<QuantityName>();
    expect(quantities.map(({ name }) => name).sort()).toEqual([...namedQuantities()].sort());
  });

  test("names no quantity and no code twice", () => {
    expect(new Set(quantities.map(({ name }) => name)).size).toBe(quantities.length);
    expect(new Set(quantities.map(({ code }) => cdeOf(code))).size).toBe(quantities.length);
  });

  test.each(quantities)("$name: $code $unit", ({ name, code, unit, kind, about }) => {
    expect(name.toLowerCase().endsWith(unit.toLowerCase())).toBe(true);
    expect(code.split(".")[1]).toBe(
      { momentary: "7", register: "8", demand: name.startsWith("demandAvg") ? "4" : "6" }[kind],
    );
    expect(about).toMatch(/^[a-z]/);
  });
});

describe("quantityOf", () => {
  test("finds the current value of electricity, with channel 0 or 1, and nothing else", () => {
    const cde = cdeOf("1.8.0");
    expect(quantityOf(0x0100, cde, 255)?.name).toBe("energyImportWh");
    expect(quantityOf(0x0101, cde, 255)?.name).toBe("energyImportWh");
    expect(quantityOf(0x0102, cde, 255)).toBeUndefined();
    expect(quantityOf(0x0000, cde, 255)).toBeUndefined();
    expect(quantityOf(0x0700, cde, 255)).toBeUndefined();
    expect(quantityOf(0x0100, cde, 1)).toBeUndefined();
    expect(quantityOf(0x0100, cdeOf("1.8.9"), 255)).toBeUndefined();
  });

  test("phases are their totals' codes plus 20, 40 and 60", () => {
    expect(["21.7.0", "42.8.0", "72.7.0"].map((code) => quantityOf(0x0100, cdeOf(code), 255)?.name)).toEqual([
      "activeImportL1W",
      "energyExportL2Wh",
      "voltageL3V",
    ]);
  });
});

describe("setQuantity", () => {
  test("keeps the first value, and none that is no number", () => {
    const reading: Reading = { objects: [] };
    const row = quantityOf(0x0100, cdeOf("1.7.0"), 255);
    if (row === undefined) throw new Error("no row for 1.7.0");
    setQuantity(reading, row, Number.NaN);
    expect(reading.activeImportW).toBeUndefined();
    setQuantity(reading, row, 0);
    setQuantity(reading, row, 5);
    expect(reading.activeImportW).toBe(0);
  });
});
