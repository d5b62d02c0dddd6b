import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Diagnosis } from "../diagnosis.ts";
import { ListWatch, type WatchedReading } from "./list-watch.ts";

const listOf = (...obis: string[]): WatchedReading => ({ objects: obis.map((code) => ({ obis: code })) });
const power = listOf("1-0:1.7.0*255");
const momentary = listOf("1-0:1.7.0*255", "1-0:32.7.0*255");
const hourly = listOf("1-0:1.7.0*255", "1-0:32.7.0*255", "1-0:1.8.0*255", "1-0:2.8.0*255");
const start = Date.UTC(2024, 6, 1);

/** Readings every 10 s, those of the hour in place of others: `list` says which by the count of seconds. */
function* play(from: number, seconds: number, list: (second: number) => WatchedReading | undefined, step = 10) {
  for (let second = from; second < from + seconds; second += step) {
    const reading = list(second);
    if (reading !== undefined) yield { reading, now: start + second * 1000 };
  }
}

class Line {
  readonly watch = new ListWatch();
  readonly told: Diagnosis[] = [];
  readonly readingsUntil: number[] = [];
  readonly #keys = new Map<WatchedReading, object>();
  #readings = 0;

  readonly #withKeys: boolean;

  constructor(withKeys: boolean) {
    this.#withKeys = withKeys;
  }

  hear(readings: Iterable<{ readonly reading: WatchedReading; readonly now: number | undefined }>): this {
    for (const { reading, now } of readings) {
      this.#readings++;
      const key = this.#keys.get(reading) ?? {};
      this.#keys.set(reading, key);
      for (const diagnosis of this.watch.push(this.#withKeys ? key : undefined, reading, now)) {
        this.told.push(diagnosis);
        this.readingsUntil.push(this.#readings);
      }
    }
    return this;
  }

  get codes(): readonly string[] {
    return this.told.map(({ code }) => code);
  }
}

const hour = 3600;
const usual = (second: number): WatchedReading => (second % hour === 0 ? hourly : momentary);

describe.each([true, false])("ListWatch (lists known by a key: %s)", (withKeys) => {
  const line = (): Line => new Line(withKeys);

  test("a list that takes another's place is told once, within 24 readings, with before and after", () => {
    const longer: WatchedReading = { listVersion: "V2", objects: [...momentary.objects, { obis: "1-0:52.7.0*255" }] };
    const changed = line().hear(play(0, hour / 2, () => ({ ...momentary, listVersion: "V1" })));
    changed.hear(play(hour / 2, 100 * hour, () => longer));
    expect(changed.told).toEqual([
      expect.objectContaining({
        code: "profile/list-changed",
        severity: "info",
        message:
          "The list V1 of 2 values came until now; in its place comes the list V2 of 3 values (1 added, 0 removed).",
        evidence: {
          listBefore: "V1",
          countBefore: 2,
          listAfter: "V2",
          countAfter: 3,
          codesAdded: "1-0:52.7.0*255",
          codesRemoved: "",
          lastAt: "2024-07-01T00:29:50.000Z",
          readingsSince: 24,
        },
      }),
    ]);
    expect(changed.readingsUntil).toEqual([180 + 24]);
  });

  test("a code that the new list leaves out has vanished", () => {
    const changed = line().hear(play(0, hour, () => hourly));
    changed.hear(play(hour, 100 * hour, () => momentary));
    expect(changed.codes).toEqual(["profile/list-changed", "profile/code-vanished"]);
    expect(changed.told[1]).toMatchObject({
      severity: "warning",
      message: "2 values came regularly until the list changed, and no list holds it any more.",
      evidence: { codes: "1-0:1.8.0*255 1-0:2.8.0*255", countAfter: 2, readingsSince: 24 },
    });
  });

  test("registers of the hour that come no more are missed after six hours", () => {
    const stopped = line().hear(play(0, 10 * hour, usual));
    stopped.hear(play(10 * hour, 200 * hour, () => momentary));
    expect(stopped.told).toEqual([
      expect.objectContaining({
        code: "profile/code-vanished",
        evidence: {
          countBefore: 4,
          codes: "1-0:1.8.0*255 1-0:2.8.0*255",
          lastAt: "2024-07-01T09:00:00.000Z",
          readingsSince: 6 * 360,
        },
      }),
    ]);
  });

  test("a list whose values others hold has stopped: nothing vanished", () => {
    const both = (second: number): WatchedReading => (second % 10 === 0 ? momentary : power);
    const stopped = line().hear(play(0, hour, both, 2));
    stopped.hear(play(hour, 10 * hour, () => momentary));
    expect(stopped.told).toMatchObject([
      { code: "profile/list-stopped", severity: "info", evidence: { countBefore: 1 } },
    ]);
  });

  test("where no times are known, readings alone tell", () => {
    const timeless = (count: number, reading: WatchedReading) =>
      Array.from({ length: count }, () => ({ reading, now: undefined }));
    const changed = line().hear(timeless(20, hourly)).hear(timeless(40, momentary));
    expect(changed.codes).toEqual(["profile/list-changed", "profile/code-vanished"]);
    expect(changed.told[0]?.evidence).not.toHaveProperty("lastAt");
  });

  test("a list that comes back is a change again, but each time later", () => {
    const flipping = line();
    for (let block = 0; block < 400; block++) {
      flipping.hear(play(block * 300, 300, () => (block % 2 === 0 ? hourly : momentary)));
    }
    expect(flipping.told.length).toBeGreaterThan(0);
    expect(flipping.told.length).toBeLessThan(12);
  });

  test("an outage, another list that comes more often, and a list that is learned are no change", () => {
    const outage = line().hear(play(0, 10 * hour, usual));
    outage.hear(play(40 * hour + 10, 30 * hour, usual));
    expect(outage.codes).toEqual([]);
    // From 10 s to one second: the registers of the hour come as they did.
    expect(outage.hear(play(71 * hour, 30 * hour, usual, 1)).codes).toEqual([]);
    const granted = line().hear(play(0, hour, () => momentary));
    expect(granted.hear(play(hour, 50 * hour, usual)).codes).toEqual([]);
  });

  test("other profiles: everything is learned anew", () => {
    const known = line().hear(play(0, hour, () => hourly));
    known.watch.forget();
    expect(known.hear(play(hour, hour, () => momentary)).codes).toEqual([]);
  });

  test("lost readings never look like a change while no list is lost more than four times in a row", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.array(fc.nat(99), { minLength: 997, maxLength: 997 }),
        (percent, dice) => {
          const inRow = new Map<WatchedReading, number>();
          const lossy = (second: number): WatchedReading | undefined => {
            const list = usual(second);
            const lost = inRow.get(list) ?? 0;
            const isLost = lost < 4 && (dice[(second / 10) % dice.length] ?? 0) < percent;
            inRow.set(list, isLost ? lost + 1 : 0);
            return isLost ? undefined : list;
          };
          expect(line().hear(play(0, 60 * hour, lossy)).codes).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });

  test("made-up lists in any number hide no change, and make none", () => {
    const made = Array.from({ length: 500 }, (_, i) =>
      listOf(`1-0:${i % 250}.7.${i % 99}*255`, `0-0:${i % 250}.1.0*255`),
    );
    const noisy = (second: number): WatchedReading | undefined =>
      second % 20 === 0 ? made[(second / 20) % made.length] : hourly;
    const attacked = line().hear(play(0, 20 * hour, noisy));
    expect(attacked.codes).toEqual([]);
    attacked.hear(play(20 * hour, hour, (second) => (second % 20 === 0 ? noisy(second) : momentary)));
    expect(attacked.codes).toEqual(["profile/list-changed", "profile/code-vanished"]);
  });
});
