import { createIntlZoneRules, createMeterDecoder, type MeterDecoder, type ScaleDecision } from "@meter2mqtt/decoder";
import { describe, expect, test } from "vitest";
import { ScaleKeeper } from "./scale-keeper.ts";

const decision: ScaleDecision = { meter: "11", unit: "Wh", scaler: 1, about: "81 steps against 810 Wh" };
const nameless: ScaleDecision = { ...decision, meter: "", scaler: 0 };

function decoderWith(...decisions: readonly ScaleDecision[]): MeterDecoder {
  const decoder = createMeterDecoder({ zoneRules: createIntlZoneRules() });
  decoder.setScales(decisions);
  return decoder;
}

describe("ScaleKeeper", () => {
  test("collects what is new, once", () => {
    const keeper = new ScaleKeeper();
    keeper.attach("han", decoderWith(decision, nameless));
    expect(keeper.collect("han", 5)).toEqual([
      { source: "", decision, decidedAt: 5 },
      { source: "han", decision: nameless, decidedAt: 5 },
    ]);
    expect(keeper.collect("han", 6)).toEqual([]);
    expect(keeper.collect("unknown", 6)).toEqual([]);
  });

  test("gives decoders what was decided before: a named meter's anywhere, a nameless one's at its own source", () => {
    const keeper = new ScaleKeeper();
    const early = decoderWith();
    keeper.attach("han", early);
    keeper.load([
      { source: "", decision, decidedAt: 1 },
      { source: "han", decision: nameless, decidedAt: 1 },
    ]);
    const late = decoderWith();
    keeper.attach("attic", late);
    expect(early.decidedScales).toEqual([decision, nameless]);
    expect(late.decidedScales).toEqual([decision]);
    expect(keeper.collect("han", 2)).toEqual([]);
  });

  test("what was decided since the start is not undone by what the store says", () => {
    const keeper = new ScaleKeeper();
    keeper.attach("han", decoderWith(decision));
    keeper.collect("han", 5);
    keeper.load([{ source: "", decision: { ...decision, scaler: 0 }, decidedAt: 1 }]);
    const next = decoderWith();
    keeper.attach("han", next);
    expect(next.decidedScales).toEqual([decision]);
  });
});
