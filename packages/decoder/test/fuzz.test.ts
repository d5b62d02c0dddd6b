import { describe, expect, test } from "vitest";
import { isIntact } from "../fuzz/checks/integrity.ts";
import { judgeEvents } from "../fuzz/checks/judge-events.ts";
import { Slowest } from "../fuzz/checks/slowest.ts";
import { createGoodFrames } from "../fuzz/inputs/good-frames.ts";
import { testKeys } from "../fuzz/inputs/wrap.ts";
import { parseFuzzOptions } from "../fuzz/run/parse-fuzz-options.ts";
import { recoveryOf } from "../fuzz/run/recovery.ts";
import { mostGrowth, runFuzz } from "../fuzz/run/run-fuzz.ts";
import { Session, targets } from "../fuzz/run/session.ts";
import type { DecodeEvent, KeySet } from "../src/index.ts";

const good = createGoodFrames(1);
const withKeys = targets.filter(({ hasKeys }) => hasKeys);

function eventsOf(name: string, octets: Uint8Array, keys: KeySet = testKeys): DecodeEvent[] {
  const target = targets.find((candidate) => candidate.name === name);
  if (target === undefined) throw new RangeError(name);
  const session = new Session(target);
  session.setKeys(keys);
  return [...session.push(octets), ...session.settle()];
}

describe("short fuzz run (`npm run fuzz` is the long one)", () => {
  test("random octets and damaged frames break no limit", { timeout: 120_000 }, () => {
    const report = runFuzz({ seed: 20_260_303, octets: 2 * 1024 * 1024 });
    // A time limit would make the test depend on what else the machine does: the long run holds it.
    const failures = report.failures.filter(({ what }) => !/ ms for /.test(what));
    expect(failures).toEqual([]);
    expect(report.readings).toBeGreaterThan(100);
    expect(report.recoveries.found).toBeGreaterThan(100);
    expect(report.recoveries.swallowed).toBeLessThan(report.recoveries.found / 20);
    expect(report.heap.growth).toBeLessThan(mostGrowth);
  });
});

describe("the fuzzer sees what it looks for", () => {
  test.each(withKeys.flatMap(({ name }) => good.map((frame) => [name, frame.name, frame] as const)))(
    "%s: %s is found where it stands alone",
    (name, _frame, frame) => {
      const events = eventsOf(name, frame.octets, frame.keys);
      expect(recoveryOf(events, frame)).toBe("found");
      expect(judgeEvents(events)).toBeUndefined();
    },
  );

  test("a good frame that is not there is lost", () => {
    for (const frame of good) expect(recoveryOf(eventsOf("live with keys", new Uint8Array(0)), frame)).toBe("lost");
  });

  test("a reading from a frame with a changed octet is judged to be damaged", () => {
    for (const frame of good) {
      const [reading] = eventsOf("live with keys", frame.octets, frame.keys).filter(({ kind }) => kind === "reading");
      if (reading?.kind !== "reading") throw new TypeError(`${frame.name} gives no reading`);
      const { framing, octets, systemTitle } = reading.source;
      // Neither wrapper nor a telegram without CRC could tell; ciphered telegrams have their GCM tag.
      const isTelegram = framing === "p1" || framing === "apdu";
      if (framing === "wrapper" || (isTelegram && (systemTitle !== undefined || octets.at(-1) === 0x21))) continue;
      expect(isIntact(framing, octets), frame.name).toBe(true);
      const at = octets.length - 12;
      expect(isIntact(framing, octets.with(at, (octets[at] ?? 0) ^ 1)), frame.name).toBe(false);
    }
  });

  test("a number that is none is judged to be wrong", () => {
    const source = { framing: "apdu", octets: new Uint8Array(0) } as const;
    const reading = { activeImportW: Number.NaN, objects: [] };
    expect(judgeEvents([{ kind: "reading", reading, source }])).toMatch(/activeImportW/);
  });

  test("the slowest inputs for their size are kept", () => {
    const slowest = new Slowest(2);
    for (const [milliseconds, length] of [
      [3, 100],
      [8, 4096],
      [1, 10],
      [9, 20_480],
      [5, 2048],
    ] as const) {
      slowest.add({ octets: new Uint8Array(length), kind: "k", target: "t", milliseconds });
    }
    expect(slowest.list().map(({ milliseconds }) => milliseconds)).toEqual([5, 8]);
  });

  test.each([
    [["--seed", "7", "--megabytes", "0.5"], { seed: 7, octets: 524_288 }],
    [[], { seed: 1, octets: 200 * 1024 * 1024 }],
    [["--seed", "x"], expect.stringContaining("--seed")],
    [["--megabytes", "0"], expect.stringContaining("--megabytes")],
    [["--speed"], expect.stringContaining("npm run fuzz")],
  ])("options %j", (args, expected) => {
    expect(parseFuzzOptions(args)).toEqual(expected);
  });
});
