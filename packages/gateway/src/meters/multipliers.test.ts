import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { multiplied } from "./multipliers.ts";

describe("multiplied", () => {
  test("each kind by its own, a phase by its own where it has one", () => {
    const sent = {
      activeImportW: 100,
      reactiveExportVar: 10,
      activeImportL1W: 30,
      activeImportL2W: 70,
      voltageL1V: 230.1,
      currentL3A: -2.5,
      energyImportWh: 32_014_158,
      energyImportT1Wh: 7,
      powerFactor: 0.9,
      frequencyHz: 50,
    };
    const multipliers = { power: 40, powerL2: 20, voltage: 2, current: 40, energy: 0.1 };
    expect(multiplied(sent, multipliers)).toEqual({
      activeImportW: 4000,
      reactiveExportVar: 400,
      activeImportL1W: 1200,
      activeImportL2W: 1400,
      voltageL1V: 460.2,
      currentL3A: -100,
      energyImportWh: 3_201_415.8,
      energyImportT1Wh: 0.7,
      powerFactor: 0.9,
      frequencyHz: 50,
    });
  });

  test("without multipliers everything is as sent", () => {
    const sent = { energyImportWh: 1.2345678 };
    expect(multiplied(sent, undefined)).toEqual(sent);
    expect(multiplied(sent, { power: 2 })).toEqual(sent);
  });

  test("an integer of Wh stays an integer wherever the product is one", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000_000 }),
        fc.constantFrom(0.1, 0.01, 0.5, 2, 40, 1000),
        (wh, energy) => {
          const tens = wh * 100;
          const { energyImportWh = Number.NaN } = multiplied({ energyImportWh: tens }, { energy });
          expect(energyImportWh).toBe(Math.round(tens * energy));
        },
      ),
    );
  });
});
