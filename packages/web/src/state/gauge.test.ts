import type { MeterState } from "@meter2mqtt/contract";
import { describe, expect, test } from "vitest";
import { gaugeOf } from "./gauge.ts";

function meter(values: Record<string, number>, more: Partial<MeterState> = {}): MeterState {
  return {
    ...{ meter: "house", name: "House", source: "hall", simulated: false, stale: false },
    ...{ receivedAt: "2026-01-15T12:00:00Z", values, derived: [], channels: [] },
    ...{ mainFuseA: 25, ...more },
  };
}

describe("gaugeOf", () => {
  test("goes by the fullest phase, also where it exports", () => {
    expect(gaugeOf(meter({ currentL1A: 5, currentL2A: -20, currentL3A: 1 }))).toEqual({
      ...{ share: 0.8, phase: "L2", amperes: 20, fuseA: 25 },
    });
  });

  test.each([
    [{ netActiveW: 5750 }, "TN", 1],
    [{ netActiveW: -5750, voltageL1V: 231, voltageL2V: 230, voltageL3V: 230 }, "TN", 1 / 3],
    [{ netActiveW: 5750, voltageL1V: 231, voltageL2V: 230, voltageL3V: 230 }, "IT", 1 / Math.sqrt(3)],
  ] as const)("goes by power where no current is known: %j in %s is %f", (values, type, share) => {
    const gauge = gaugeOf(meter(values, { grid: { type, reason: "configured" } }));
    expect(gauge?.share).toBeCloseTo(share, 9);
    expect(gauge?.phase).toBeUndefined();
  });

  test("says nothing without a fuse or without a value", () => {
    const { mainFuseA: _fuse, ...bare } = meter({ currentL1A: 5 });
    expect(gaugeOf(bare)).toBeUndefined();
    expect(gaugeOf(meter({}))).toBeUndefined();
  });
});
