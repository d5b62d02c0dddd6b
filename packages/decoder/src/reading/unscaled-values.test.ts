import type { AxdrValue } from "@meter2mqtt/simulator";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { collect, nothing, obis, structure, text, u16, u32 } from "../../test/helpers/lists.ts";
import { createIntlZoneRules } from "../zone-rules.ts";
import { readList } from "./read-list.ts";
import type { Reading } from "./reading.ts";
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

/** Kamstrup's list of voltages; null is a phase that the meter has not. */
const kamstrup = (...voltages: readonly (number | null)[]): AxdrValue =>
  structure(
    text("Kamstrup_V0001"),
    ...["1-1:32.7.0", "1-1:52.7.0", "1-1:72.7.0"].flatMap((code, i) => {
      const raw = voltages[i];
      return raw === undefined ? [] : [obis(code), raw === null ? nothing : u16(raw)];
    }),
  );

const voltagesOf = ({ reading }: { readonly reading: Reading }) => [
  reading.voltageL1V,
  reading.voltageL2V,
  reading.voltageL3V,
];

describe("voltages without a scaler have one scale in a list, from the first on", () => {
  const read = (body: AxdrValue, flagId?: string) => voltagesOf(readWith(new ScaleBook(), body, flagId));

  test.each([
    ["a phase of which 2.4 V are left", [23012, 23100, 240], [230.12, 231, 2.4]],
    ["the same, as the first value", [240, 23100, 22950], [2.4, 231, 229.5]],
    ["a phase that is dead", [23012, 0, 60], [230.12, 0, 0.6]],
    ["two phases that have failed", [240, 23012, 310], [2.4, 230.12, 3.1]],
    ["whole volts, and a phase that has failed", [231, 229, 12], [231, 229, 12]],
    ["tenths, and a phase that has failed", [2312, 240, 5], [231.2, 24, 0.5]],
    ["a sag to 90 V beside healthy phases", [9012, 23100, 240], [90.12, 231, 2.4]],
    ["an IT grid without a second voltage", [23012, null, 240], [230.12, undefined, 2.4]],
    ["one phase", [22199], [221.99, undefined, undefined]],
    ["a value that no scale makes plausible tells nothing", [231, 65535, 230], [231, 65535, 230]],
    ["nothing tells: as documented", [7, 0, 0], [7, 0, 0]],
    ["all dead", [0, 0, 0], [0, 0, 0]],
  ])("Kamstrup: %s", (_, raws, volts) => {
    expect(read(kamstrup(...raws))).toEqual(volts);
  });

  test.each([
    [
      [2312, 120, 2305],
      [231.2, 12, 230.5],
    ],
    [
      [2312, 0, 90],
      [231.2, 0, 9],
    ],
    [
      [231, 12, 230],
      [231, 12, 230],
    ],
  ])("Landis+Gyr: %j", (raws, volts) => {
    expect(read(landisGyr(...raws), "LGZ")).toEqual(volts);
  });

  test("any meter that a phase feeds, whatever is left of the others", () => {
    const fed = fc.integer({ min: 180, max: 260 });
    const left = fc.double({ min: 0, max: 260, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(1, 10, 100), fc.tuple(fed, left, left), fc.nat(2), (steps, volts, turn) => {
        const raws = [...volts.slice(turn), ...volts.slice(0, turn)].map((value) => Math.round(value * steps));
        expect(read(kamstrup(...raws))).toEqual(raws.map((raw) => raw / steps));
      }),
    );
  });

  test("a phase that never was connected does not keep the scale open", () => {
    const scales = new ScaleBook();
    const observed = () => {
      const { reading, unscaled } = readWith(scales, kamstrup(240, 23012, 180));
      return unscaled?.observe(reading, undefined);
    };
    const first = observed();
    expect(first?.inUse).toMatchObject([{ unit: "V", scaler: -2, reason: "plausible" }]);
    for (let i = 0; i < 3; i++) expect(observed()?.diagnoses).toEqual([]);
    expect(observed()?.diagnoses).toMatchObject([
      { code: "profile/scale-decided", evidence: { unit: "V", scaler: -2, lists: 5, raw: 23012 } },
    ]);
    expect(voltagesOf(readWith(scales, kamstrup(240, 250, 180)))).toEqual([2.4, 2.5, 1.8]);
  });

  /** Hears lists one after the other: what was read of each, and the scale that was shown. */
  function hearWith(scales: ScaleBook, ...raws: readonly number[]) {
    const { reading, unscaled } = readWith(scales, kamstrup(...raws));
    const verdict = unscaled?.observe(reading, undefined);
    const codes = verdict?.diagnoses.map(({ code }) => code) ?? [];
    return { volts: voltagesOf({ reading }), shown: verdict?.inUse[0], codes };
  }

  test("a meter whose new firmware sends hundredths is believed at once, and for good after ten lists", () => {
    const scales = new ScaleBook();
    for (let i = 0; i < 5; i++) hearWith(scales, 231, 230, 229);
    for (let i = 0; i < 10; i++) {
      expect(hearWith(scales, 23107, 240, 22950)).toEqual({
        volts: [231.07, 2.4, 229.5],
        shown: expect.objectContaining(
          i < 9 ? { scaler: -2, reason: "plausible" } : { scaler: -2, reason: "evidence" },
        ),
        codes: i < 9 ? [] : ["profile/scale-decided"],
      });
    }
    expect(hearWith(scales, 240, 250, 180).volts).toEqual([2.4, 2.5, 1.8]);
  });

  test("a list of nothing but 0 tells nothing, and parts no row of lists", () => {
    const scales = new ScaleBook();
    for (let i = 0; i < 5; i++) hearWith(scales, 231, 230, 229);
    for (let i = 0; i < 9; i++) expect(hearWith(scales, 23107, 23050, 22950).codes).toEqual([]);
    expect(hearWith(scales, 0, 0, 0)).toMatchObject({ volts: [0, 0, 0], codes: [] });
    expect(hearWith(scales, 23107, 23050, 22950).codes).toEqual(["profile/scale-decided"]);
  });

  test("what was decided holds when all phases sag or swell, and for a value that no scale makes plausible", () => {
    const scales = new ScaleBook();
    for (let i = 0; i < 5; i++) hearWith(scales, 23107, 23050, 22950);
    expect(hearWith(scales, 2500, 0, 2474).volts).toEqual([25, 0, 24.74]);
    expect(hearWith(scales, 54000, 0, 2474).volts).toEqual([540, 0, 24.74]);
    expect(hearWith(scales, 65535, 65535, 23107)).toMatchObject({
      volts: [655.35, 655.35, 231.07],
      shown: { scaler: -2, reason: "evidence" },
    });
  });

  test("what the user has set holds, whatever comes of it", () => {
    const scales = new ScaleBook({ voltages: 0 });
    expect(hearWith(scales, 23107, 0, 22950).volts).toEqual([23107, 0, 22950]);
  });
});

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
