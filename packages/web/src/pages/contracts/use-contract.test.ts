import { describe, expect, test } from "vitest";
import { hasTariff, withContract, withoutContract } from "./use-contract.ts";

const house = { meter: "house", contract: "old.yaml", alternatives: ["other.yaml"], country: "NO" };
const cabin = { meter: "cabin", contract: "cabin.yaml" };

describe("which contract is whose", () => {
  test("a first one makes a tariff, and names the meter only where there are several", () => {
    expect(withContract({ log: {} }, { name: "a.yaml", as: "contract", country: "NO" })).toEqual({
      log: {},
      tariffs: [{ contract: "a.yaml", country: "NO" }],
    });
    const wanted = { name: "a.yaml", as: "contract", meter: "cabin" } as const;
    expect(withContract({ tariffs: [house] }, wanted)).toEqual({
      tariffs: [house, { meter: "cabin", contract: "a.yaml" }],
    });
  });

  test("another one takes its place, and the one before stays to compare with", () => {
    const wanted = { name: "other.yaml", as: "contract", meter: "house", country: "SE" } as const;
    expect(withContract({ tariffs: [cabin, house] }, wanted)).toEqual({
      tariffs: [cabin, { ...house, contract: "other.yaml", alternatives: ["old.yaml"] }],
    });
  });

  test("one to compare with stands beside it, once", () => {
    const wanted = { name: "new.yaml", as: "alternative", meter: "house" } as const;
    const once = withContract({ tariffs: [house] }, wanted);
    expect(once).toEqual({ tariffs: [{ ...house, alternatives: ["other.yaml", "new.yaml"] }] });
    expect(withContract(once, wanted)).toEqual(once);
    expect(hasTariff({ tariffs: [house] }, "cabin")).toBe(false);
    expect(hasTariff({ tariffs: [house] }, undefined)).toBe(true);
  });

  test("one that goes is taken out everywhere; the next to compare with takes its place", () => {
    const settings = { tariffs: [house, { ...cabin, alternatives: ["/etc/m/old.yaml", "elsewhere/old.yaml"] }] };
    expect(withoutContract(settings, "old.yaml", "/etc/m")).toEqual({
      tariffs: [
        { meter: "house", contract: "other.yaml", country: "NO" },
        { ...cabin, alternatives: ["elsewhere/old.yaml"] },
      ],
    });
    expect(withoutContract({ tariffs: [cabin], log: {} }, "cabin.yaml", "/etc/m")).toEqual({ log: {} });
  });
});
