import type { AxdrValue } from "@meter2mqtt/simulator";
import { describe, expect, test } from "vitest";
import { collect, obis, structure, text, u16, u32 } from "../../test/helpers/lists.ts";
import { createIntlZoneRules } from "../zone-rules.ts";
import { readList } from "./read-list.ts";
import { ScaleBook } from "./scale-book.ts";

const rules = createIntlZoneRules();

function readWith(scales: ScaleBook, body: AxdrValue, flagId?: string) {
  const clock = () => ({ rules, zone: { zone: "Europe/Vienna", assumed: false }, profileRule: undefined });
  const result = readList(collect(body), { flagId, country: undefined, clock, scales });
  if (result === undefined) throw new Error("the list was not read");
  return result;
}

/** Landis+Gyr's list of values alone, as two Austrian grid companies have it. */
const landisGyr = (...voltages: readonly number[]): AxdrValue =>
  structure(...voltages.map(u16), ...[152, 0, 88].map(u16), ...[400, 0, 1234567, 89].map(u32), text("1LGZ0000000001"));

describe("values without a scaler", () => {
  test("Landis+Gyr's voltages are volts or tenths of volts, and stay what they were found to be", () => {
    const scales = new ScaleBook();
    for (let i = 0; i < 5; i++) {
      const { reading, unscaled } = readWith(scales, landisGyr(2312, 2298, 2305), "LGZ");
      expect(reading).toMatchObject({ voltageL1V: 231.2, currentL1A: 1.52, energyImportWh: 1234567 });
      expect(unscaled?.observe(reading, undefined).diagnoses.map(({ code }) => code)).toEqual(
        i === 4 ? ["profile/scale-decided"] : [],
      );
    }
    // A phase that has failed: 120 would pass for 120 V.
    expect(readWith(scales, landisGyr(2312, 120, 2305), "LGZ").reading.voltageL2V).toBe(12);
    expect(readWith(new ScaleBook(), landisGyr(231, 229, 230), "LGZ").reading.voltageL1V).toBe(231);
  });

  test("what the user has set holds for a place in a list as well, and not for what the telegram says itself", () => {
    const scales = new ScaleBook({ voltages: -2, currents: -3, registers: 1 });
    expect(readWith(scales, landisGyr(23120, 22980, 23050), "LGZ").reading).toMatchObject({
      voltageL1V: 231.2,
      currentL1A: 0.152,
      energyImportWh: 12345670,
    });
    const said = structure(
      obis("1-0:32.7.0"),
      u16(2312),
      structure({ type: "integer", value: -1 }, { type: "enum", value: 35 }),
    );
    expect(readWith(scales, said).reading.voltageL1V).toBe(231.2);
  });

  test("a list whose values all have scalers leaves nothing to be weighed", () => {
    const said = structure(
      obis("1-0:1.8.0"),
      u32(7),
      structure({ type: "integer", value: 1 }, { type: "enum", value: 30 }),
    );
    expect(readWith(new ScaleBook(), said).unscaled).toBeUndefined();
  });

  test("a current of an unknown make is undecided, and can be set", () => {
    const body = structure(obis("1-0:31.7.0"), u16(152));
    const { reading, unscaled } = readWith(new ScaleBook(), body);
    expect(reading.currentL1A).toBeUndefined();
    expect(unscaled?.observe(reading, undefined).inUse).toMatchObject([{ unit: "A", reason: "undecided" }]);
    expect(readWith(new ScaleBook({ currents: -2 }), body).reading.currentL1A).toBe(1.52);
  });

  test("the same array says how values were read as long as that does not change", () => {
    const scales = new ScaleBook();
    const inUse = () => {
      const { reading, unscaled } = readWith(scales, landisGyr(2312, 2298, 2305), "LGZ");
      return unscaled?.observe(reading, undefined).inUse;
    };
    const first = inUse();
    expect(first).toMatchObject([{ unit: "V", scaler: -1, reason: "plausible" }]);
    expect(inUse()).toBe(first);
    for (let i = 0; i < 3; i++) inUse();
    expect(inUse()).toMatchObject([{ unit: "V", scaler: -1, reason: "evidence" }]);
  });
});
