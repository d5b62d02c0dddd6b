import {
  createIntlZoneRules,
  createMeterDecoder,
  type DecodeEvent,
  type Diagnosis,
  type MeterDecoder,
  type MeterDecoderOptions,
  type Reading,
  type ScaleInUse,
} from "@meter2mqtt/decoder";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type House, type HouseList, houseStart, kamstrupFrame, listsOf } from "./helpers/kamstrup-house.ts";

const zoneRules = createIntlZoneRules();
const quiet: House = { baseW: 900, loads: [], stepWh: 1, voltage: -2, listsEveryS: 10, registersEveryS: 10 };

function decoderFor(country: string | undefined, options: Partial<MeterDecoderOptions> = {}): MeterDecoder {
  return createMeterDecoder({ zoneRules, zone: "Europe/Stockholm", country, ...options });
}

interface Heard {
  readonly reading: Reading;
  readonly scales: readonly ScaleInUse[];
  readonly diagnoses: readonly Diagnosis[];
}

function hear(decoder: MeterDecoder, { octets, at }: Pick<HouseList, "octets" | "at">): Heard {
  const events: DecodeEvent[] = decoder.push(octets, at);
  const heard = events.find((event) => event.kind === "reading");
  if (heard === undefined) throw new Error("the frame gave no reading");
  const diagnoses = events.flatMap((event) => (event.kind === "diagnosis" ? [event.diagnosis] : []));
  return { reading: heard.reading, scales: heard.source.scales ?? [], diagnoses };
}

function hearAll(decoder: MeterDecoder, lists: Iterable<HouseList>): Heard[] {
  return Array.from(lists, (list) => hear(decoder, list));
}

const decisionsIn = (heard: readonly Heard[]) =>
  heard.flatMap(({ diagnoses }) => diagnoses.filter(({ code }) => code === "profile/scale-decided"));
const scaleOf = (heard: Heard | undefined, unit: string) => heard?.scales.find((scale) => scale.unit === unit);

describe("scales that a telegram leaves unsaid", () => {
  test("a Swedish Kamstrup's registers stay away until power has decided, then they are there", () => {
    const decoder = decoderFor("SE");
    const lists = [...listsOf(quiet, 5400)];
    const heard = hearAll(decoder, lists);
    const [first] = heard;
    const last = heard.at(-1);
    expect(first?.reading.energyImportWh).toBeUndefined();
    expect(first?.reading.objects.find(({ obis }) => obis === "1-1:1.8.0*255")).toEqual({
      obis: "1-1:1.8.0*255",
      raw: lists[0]?.importWh,
      unit: "Wh",
    });
    expect(first?.diagnoses.map(({ code }) => code)).toContain("profile/scale-undecided");
    expect(scaleOf(first, "Wh")).toMatchObject({ reason: "undecided" });
    expect(last?.reading.energyImportWh).toBe(lists.at(-1)?.importWh);
    expect(last?.reading.reactiveExportVarh).toBe(77);
    expect(last?.diagnoses.map(({ code }) => code)).not.toContain("profile/scale-undecided");
    expect(scaleOf(last, "Wh")).toMatchObject({ scaler: 0, reason: "evidence" });
    expect(scaleOf(last, "A")).toMatchObject({ scaler: -2, reason: "documented" });
    expect(
      decisionsIn(heard).map(({ severity, evidence }) => [severity, evidence["unit"], evidence["scaler"]]),
    ).toEqual([
      ["info", "V", -2],
      ["info", "Wh", 0],
    ]);
    expect(heard.every(({ reading }) => reading.voltageL1V === 231.37)).toBe(true);
  });

  test("what is documented holds from the first frame; a meter that clearly counts otherwise is believed in the end", () => {
    const decoder = decoderFor("NO");
    const lists = [...listsOf(quiet, 3 * 3600)];
    const heard = hearAll(decoder, lists);
    expect(heard[0]?.reading.energyImportWh).toBe((lists[0]?.importWh ?? 0) * 10);
    expect(scaleOf(heard[0], "Wh")).toMatchObject({ scaler: 1, reason: "documented" });
    expect(heard.at(-1)?.reading.energyImportWh).toBe(lists.at(-1)?.importWh);
    const hours =
      heard.findIndex(({ scales }) => scales.some(({ unit, scaler }) => unit === "Wh" && scaler === 0)) / 360;
    // Eight rounds of 10 minutes at least.
    expect(hours).toBeGreaterThan(1.3);
  });

  test("what only confirms the documentation is kept, and nothing is said of it", () => {
    const decoder = decoderFor("DK");
    const heard = hearAll(decoder, listsOf({ ...quiet, stepWh: 10, voltage: 0 }, 7200));
    expect(scaleOf(heard.at(-1), "Wh")).toMatchObject({ scaler: 1, reason: "evidence" });
    expect(scaleOf(heard.at(-1), "V")).toMatchObject({ scaler: 0, reason: "evidence" });
    expect(decisionsIn(heard)).toEqual([]);
    expect(decoder.decidedScales).toHaveLength(2);
  });

  test("what another decoder has decided holds from the first frame, and is not said again", () => {
    const before = decoderFor("SE");
    hearAll(before, listsOf(quiet, 5400));
    const kept: unknown = JSON.parse(JSON.stringify(before.decidedScales));
    expect(kept).toEqual(before.decidedScales);
    const decoder = decoderFor("SE");
    decoder.setScales(before.decidedScales);
    const lists = [...listsOf(quiet, 5400)];
    const heard = hearAll(decoder, lists);
    expect(heard.map(({ reading }) => reading.energyImportWh)).toEqual(lists.map(({ importWh }) => importWh));
    expect(decisionsIn(heard)).toEqual([]);
    expect(scaleOf(heard[0], "Wh")).toMatchObject({ scaler: 0, reason: "evidence" });
  });

  test("another meter on the line is decided by its own", () => {
    const decoder = decoderFor("SE");
    hearAll(decoder, listsOf(quiet, 5400));
    const [other] = hearAll(decoder, listsOf({ ...quiet, stepWh: 10 }, 0, "5700000000000002"));
    expect(other?.reading.energyImportWh).toBeUndefined();
    expect(hearAll(decoder, listsOf(quiet, 0))[0]?.reading.energyImportWh).toBeGreaterThan(0);
  });

  test("what the user sets holds, whatever is documented or measured", () => {
    const decoder = decoderFor("NO", { scales: { registers: 0, voltages: -1, currents: -3 } });
    const heard = hearAll(decoder, listsOf({ ...quiet, stepWh: 10 }, 7200));
    expect(scaleOf(heard.at(-1), "Wh")).toEqual({
      unit: "Wh",
      scaler: 0,
      reason: "configured",
      about: "set by the user",
    });
    expect(heard.at(-1)?.reading).toMatchObject({ voltageL1V: 2313.7, currentL1A: 0.15 });
  });

  test("voltages keep their scale when a phase fails", () => {
    const decoder = decoderFor("DK");
    const frame = (voltageL1V: number) => ({ at: houseStart, octets: kamstrupWithVoltage(voltageL1V) });
    for (let i = 0; i < 5; i++) expect(hear(decoder, frame(231.37)).reading.voltageL1V).toBe(231.37);
    // 2500 would pass for 250.0 V.
    expect(hear(decoder, frame(25)).reading.voltageL1V).toBe(25);
    for (let i = 0; i < 100; i++) hear(decoder, frame(0));
    expect(hear(decoder, frame(231.37)).reading.voltageL1V).toBe(231.37);
  });

  test("what is left of a phase that has failed is not another scale, while that is not settled yet", () => {
    const decoder = decoderFor("DK");
    const frame = (voltageL2V: number) => ({ at: houseStart, octets: kamstrupWithVoltage(231.37, voltageL2V) });
    for (const left of [2.4, 231, 0.6, 25, 1.1, 2.4, 0])
      expect(hear(decoder, frame(left)).reading).toMatchObject({ voltageL1V: 231.37, voltageL2V: left });
  });

  test("digits that a new firmware adds are no 23 kV, though the scale was settled", () => {
    const decoder = decoderFor("DK");
    const frame = (voltage: 0 | -2) => ({ at: houseStart, octets: kamstrupWithVoltage(231.37, 2, voltage) });
    for (let i = 0; i < 8; i++) expect(hear(decoder, frame(0)).reading.voltageL1V).toBe(231);
    for (let i = 0; i < 12; i++)
      expect(hear(decoder, frame(-2)).reading).toMatchObject({ voltageL1V: 231.37, voltageL2V: 2 });
    expect(decoder.decidedScales).toMatchObject([{ unit: "V", scaler: -2 }]);
  });

  test("strangers in the line do not turn a scale", () => {
    const number = fc.integer({ min: 0, max: 4_000_000_000 });
    const stranger = fc.record({ power: number, importWh: number, exportWh: number });
    fc.assert(
      fc.property(
        fc.array(stranger, { minLength: 1, maxLength: 20 }),
        fc.constantFrom<1 | 10>(1, 10),
        (strangers, stepWh) => {
          const decoder = decoderFor("SE");
          const house: House = { ...quiet, stepWh };
          let count = 0;
          for (const list of listsOf(house, 7200)) {
            const strange = strangers[count++ % 50];
            if (strange !== undefined && count > 50) {
              const said = { ...strange, meterId: "5700000000000001", hasRegisters: true };
              hear(decoder, { at: list.at, octets: kamstrupFrame(house, said) });
            }
            expect([undefined, list.importWh]).toContain(hear(decoder, list).reading.energyImportWh);
          }
        },
      ),
      { numRuns: 10 },
    );
  });
});

function kamstrupWithVoltage(volts: number, voltageL2V = 0, voltage: 0 | -2 = -2): Uint8Array {
  const scales = { stepWh: 10, voltage } as const;
  const said = { meterId: "1", power: 0, importWh: 0, exportWh: 0, hasRegisters: false };
  return kamstrupFrame(scales, { ...said, voltageFactor: volts / 231.37, voltageL2V });
}

const load = fc.record({
  watts: fc.integer({ min: -2500, max: 2500 }),
  everyS: fc.integer({ min: 120, max: 14_400 }),
  forS: fc.integer({ min: 20, max: 7200 }),
  offsetS: fc.integer({ min: 0, max: 14_400 }),
});
const anyHouse: fc.Arbitrary<House> = fc.record({
  baseW: fc.integer({ min: 5, max: 1500 }),
  loads: fc.array(load, { maxLength: 4 }),
  stepWh: fc.constantFrom(1, 10),
  voltage: fc.constantFrom(0, -1, -2),
  listsEveryS: fc.constant(10),
  registersEveryS: fc.constantFrom(10, 3600),
});
/** Seconds at which lists are lost for a while. */
const anyGaps = fc.array(
  fc.record({ from: fc.integer({ min: 0, max: 30_000 }), length: fc.integer({ min: 10, max: 9000 }) }),
  {
    maxLength: 3,
  },
);

/**
 * Four rounds, each of 200 Wh or what the house takes until the register is next told; what a round overshoots; and the
 * time until the first list that is read with the decision.
 */
function enoughWh({ baseW, loads, registersEveryS }: House): number {
  const peak = baseW + loads.reduce((sum, { watts }) => sum + Math.abs(watts), 0);
  const roundS = Math.max(600, registersEveryS);
  return 4 * (220 + (peak * (roundS + 10)) / 3600) + (peak * registersEveryS) / 3600;
}

describe("for any household", () => {
  const seconds = 8 * 3600;

  test("a decision is never wrong, whatever is lost on the way", () => {
    fc.assert(
      fc.property(anyHouse, anyGaps, fc.constantFrom("SE", "CH", undefined), (house, gaps, country) => {
        const decoder = decoderFor(country, country === undefined ? { zone: undefined } : {});
        for (const list of listsOf(house, seconds)) {
          const s = (list.at - houseStart) / 1000;
          if (gaps.some(({ from, length }) => s >= from && s < from + length)) continue;
          const { reading } = hear(decoder, list);
          if (!list.hasRegisters) continue;
          expect([undefined, list.importWh]).toContain(reading.energyImportWh);
          expect([undefined, list.exportWh]).toContain(reading.energyExportWh);
        }
      }),
      { numRuns: 15 },
    );
  });

  test("a decision is made within four rounds of energy", () => {
    fc.assert(
      fc.property(anyHouse, (house) => {
        const decoder = decoderFor("SE");
        let decided: { readonly wh: number; readonly correct: boolean } | undefined;
        let first: HouseList | undefined;
        let most = 0;
        for (const list of listsOf(house, seconds)) {
          first ??= list;
          const { reading } = hear(decoder, list);
          most = Math.max(list.importWh - first.importWh, list.exportWh - first.exportWh);
          if (reading.energyImportWh === undefined) continue;
          decided = { wh: most, correct: reading.energyImportWh === list.importWh };
          break;
        }
        if (most > enoughWh(house)) expect(decided?.wh).toBeLessThanOrEqual(enoughWh(house));
        expect(decided?.correct ?? true).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  test("a register that is set back is no evidence", () => {
    const decoder = decoderFor("SE");
    const house: House = { ...quiet, stepWh: 10 };
    for (const list of listsOf(house, seconds)) {
      // Set back every six minutes, a tenth of a kilowatt-hour each time: no round is ever whole.
      const importWh = ((list.at - houseStart) % 360_000) / 4000;
      const said = {
        meterId: "1",
        power: 900,
        importWh: Math.floor(importWh / 10) * 10,
        exportWh: 0,
        hasRegisters: true,
      };
      expect(hear(decoder, { at: list.at, octets: kamstrupFrame(house, said) }).reading.energyImportWh).toBeUndefined();
    }
  });

  test("power and registers once an hour decide too, in some weeks", () => {
    const house: House = {
      baseW: 250,
      loads: [
        { watts: 2000, everyS: 7200 - 434, forS: 900, offsetS: 100 },
        { watts: 700, everyS: 2600, forS: 1300, offsetS: 0 },
      ],
      stepWh: 10,
      voltage: 0,
      listsEveryS: 3600,
      registersEveryS: 3600,
    };
    const decoder = decoderFor("SE");
    const lists = [...listsOf(house, 21 * 86_400)];
    const heard = hearAll(decoder, lists);
    expect(heard.at(-1)?.reading.energyImportWh).toBe(lists.at(-1)?.importWh);
    expect(heard.findIndex(({ reading }) => reading.energyImportWh !== undefined)).toBeGreaterThan(11 * 24);
  });
});
