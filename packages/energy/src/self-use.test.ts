import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { selfUse } from "./self-use.ts";

describe("selfUse", () => {
  test("what was produced and not exported was used at home", () => {
    expect(selfUse({ imported: 300, exported: 400, produced: 1000 })).toEqual({
      selfConsumption: 600,
      consumption: 900,
      selfConsumptionRate: 0.6,
      selfSufficiency: 2 / 3,
    });
  });

  test("a share of nothing is not known", () => {
    expect(selfUse({ imported: 100, exported: 0, produced: 0 })).toEqual({
      selfConsumption: 0,
      consumption: 100,
      selfConsumptionRate: undefined,
      selfSufficiency: 0,
    });
    expect(selfUse({ imported: 0, exported: 0, produced: 0 }).selfSufficiency).toBeUndefined();
  });

  test("meters that are read moments apart make nothing negative, and no share above the whole", () => {
    const amount = fc.nat(100_000);
    fc.assert(
      fc.property(amount, amount, amount, (imported, exported, produced) => {
        const {
          selfConsumption,
          consumption,
          selfConsumptionRate = 0,
          selfSufficiency = 0,
        } = selfUse({ imported, exported, produced });
        expect(selfConsumption).toBeGreaterThanOrEqual(0);
        expect(consumption).toBeGreaterThanOrEqual(imported);
        for (const share of [selfConsumptionRate, selfSufficiency]) expect(share >= 0 && share <= 1).toBe(true);
      }),
    );
  });
});
