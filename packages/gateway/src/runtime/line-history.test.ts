import type { SourceState } from "@meter2mqtt/contract";
import { describe, expect, test } from "vitest";
import { exampleLine } from "../../test/support/virtual-home.ts";
import { LineHistory } from "./line-history.ts";

const start = Date.UTC(2026, 0, 15, 12);
const zero = { octets: 0, frames: 0, damagedFrames: 0, noiseOctets: 0, readings: 0, octetsPerSecond: 0 };

function line(totals: Partial<typeof zero>, lastOctetAt?: number, changes: Partial<SourceState> = {}): SourceState {
  const last = lastOctetAt === undefined ? {} : { lastOctetAt: new Date(lastOctetAt).toISOString() };
  return exampleLine({ line: { ...zero, ...totals, ...last }, ...changes });
}

describe("the history of a line", () => {
  test("adds up what came in each step, with the longest silence that ended in it", () => {
    const history = new LineHistory();
    history.source(line({}), start);
    history.source(line({ octets: 100, frames: 1, readings: 1 }, start + 1000), start + 1000);
    history.source(line({ octets: 300, frames: 2, readings: 2 }, start + 8000), start + 8000);
    history.source(line({ octets: 350, damagedFrames: 1 }, start + 25_000), start + 25_000);
    const { steps = [], stepSeconds } = history.of("han-port", 1, start + 29_999) ?? {};
    expect(stepSeconds).toBe(10);
    expect(steps.slice(-3)).toMatchObject([
      { octets: 300, octetsPerSecond: 30, frames: 2, readings: 2, longestGapSeconds: 7 },
      { octets: 0, octetsPerSecond: 0, frames: 0 },
      { octets: 50, longestGapSeconds: 17, damagedFrames: 1 },
    ]);
    expect(steps[1]).not.toHaveProperty("longestGapSeconds");
    expect(steps).toHaveLength(6);
  });

  test("a decoder that was made anew, and a clock that was set back, begin anew", () => {
    const history = new LineHistory();
    history.source(line({ octets: 500 }), start);
    history.source(line({ octets: 40 }), start + 10_000);
    expect(history.of("han-port", 1, start + 10_000)?.steps.slice(-2)).toMatchObject([{ octets: 500 }, { octets: 40 }]);
    history.source(line({ octets: 60 }), start - 3_600_000);
    expect(history.of("han-port", 1, start - 3_600_000)?.steps.at(-1)).toMatchObject({ octets: 20 });
  });

  test("checksums are counted by frames, and statuses with their errors", () => {
    const history = new LineHistory();
    history.source(line({}, undefined, { status: "waiting", error: "gone" }), start - 600_000);
    history.source(line({}, undefined, { status: "waiting", error: "gone" }), start - 500_000);
    history.source(line({}, undefined, { status: "open" }), start);
    history.frame({ source: "han-port", outcome: "frame/bad-checksum" }, start);
    history.frame({ source: "han-port", outcome: "reading" }, start);
    const answer = history.of("han-port", 5, start + 1000);
    expect(answer?.steps.at(-1)).toMatchObject({ checksumFailures: 1 });
    expect(answer?.statuses).toMatchObject([{ status: "waiting", error: "gone" }, { status: "open" }]);
    expect(history.of("other", 5, start)).toBeUndefined();
  });

  test("keeps a day and no more", () => {
    const history = new LineHistory();
    for (let minute = 0; minute <= 3000; minute++)
      history.source(line({ octets: minute + 1 }), start + minute * 60_000);
    const { steps = [], stepSeconds } = history.of("han-port", 1440, start + 3000 * 60_000) ?? {};
    expect([steps.length, stepSeconds]).toEqual([1440, 60]);
    expect(steps.reduce((sum, { octets }) => sum + octets, 0)).toBe(1440);
    expect(history.of("han-port", 1440, start + 200 * 60_000)?.steps.at(-1)?.octets).toBe(0);
  });
});
