import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RegisterEvidence, type RegisterSample, type RoundVerdict } from "./register-evidence.ts";

const start = Date.UTC(2026, 0, 15, 12);
const candidates = [1, 0];

/** Constant power for so many steps of time, and the register that counts it. */
function steady(watts: number, gapMs: number, count: number, whPerStep: number): RegisterSample[] {
  return Array.from({ length: count }, (_, i) => {
    const importRaw = Math.floor((watts * i * gapMs) / 3_600_000 / whPerStep);
    return { at: start + i * gapMs, importW: watts, exportW: 0, importRaw: 1000 + importRaw, exportRaw: 7 };
  });
}

function verdictsOf(samples: readonly RegisterSample[], evidence = new RegisterEvidence()): RoundVerdict[] {
  return samples.flatMap((sample) => evidence.observe(sample, candidates));
}

describe("RegisterEvidence", () => {
  test.each([
    [10, 1],
    [1, 0],
  ])("a step of %d Wh has scaler %d", (whPerStep, scaler) => {
    const verdicts = verdictsOf(steady(1000, 10_000, 361, whPerStep));
    expect(verdicts.length).toBeGreaterThanOrEqual(4);
    expect(verdicts.every((verdict) => verdict.scaler === scaler && verdict.points === 3)).toBe(true);
  });

  test("steps that fit no scale are said to fit none", () => {
    const verdicts = verdictsOf(steady(1000, 10_000, 361, 3.2));
    expect(verdicts.length).toBeGreaterThan(0);
    expect(verdicts.every(({ scaler }) => scaler === undefined)).toBe(true);
  });

  test("power once an hour weighs less, and a round of it takes a day", () => {
    const verdicts = verdictsOf(steady(400, 3_600_000, 49, 10));
    expect(verdicts.map(({ scaler, points }) => [scaler, points])).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });

  test("one sample that holds most of the energy gives no verdict", () => {
    const samples = steady(100, 3_600_000, 26, 10).map((sample, i) =>
      i === 3 ? { ...sample, importW: 9000 } : sample,
    );
    expect(verdictsOf(samples)).toEqual([]);
  });

  const hour = 3_600_000;

  test.each([
    ["a clock that goes back", -1.5 * hour],
    ["a gap of some hours", 5 * hour],
  ])("%s begins the round anew", (_about, jump) => {
    const samples = steady(400, hour, 40, 10).map((sample, i) =>
      i < 20 ? sample : { ...sample, at: sample.at + jump },
    );
    // Twenty samples on either side, where a round takes 24.
    expect(verdictsOf(samples)).toEqual([]);
    expect(verdictsOf(steady(400, hour, 40, 10))).toHaveLength(1);
  });

  test("a register that was set back begins the round anew", () => {
    const samples = steady(330, 10_000, 361, 10).map((sample, i) =>
      i < 180 ? sample : { ...sample, importRaw: (sample.importRaw ?? 0) - 10 },
    );
    // Sixteen steps on either side, where a round takes 20.
    expect(verdictsOf(samples)).toEqual([]);
  });

  test("a register in a direction whose power is not sent says nothing", () => {
    const samples = steady(1000, 10_000, 1000, 0.1).map(({ importW, ...sample }) => ({
      ...sample,
      importW: undefined,
    }));
    expect(verdictsOf(samples)).toEqual([]);
  });

  test("never throws, and never speaks of a scale that was not asked about", () => {
    const number = fc.option(fc.oneof(fc.double(), fc.maxSafeNat()), { nil: undefined });
    const anything = fc.record({
      at: fc.double(),
      importW: number,
      exportW: number,
      importRaw: number,
      exportRaw: number,
    });
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 60 }), (samples) => {
        for (const { scaler } of verdictsOf(samples)) expect([undefined, ...candidates]).toContain(scaler);
      }),
    );
  });
});
