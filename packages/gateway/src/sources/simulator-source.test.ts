import { describe, expect, test } from "vitest";
import { atPresent } from "../../test/support/at-present.ts";
import { eventually } from "../../test/support/eventually.ts";
import { RecordingListener } from "../../test/support/recording-listener.ts";
import type { Clock } from "./back-off.ts";
import { SimulatorSource, type SimulatorSourceOptions } from "./simulator-source.ts";

/** 1 February 2024, 12:00:03 UTC: three seconds after a list that meters send every ten. */
const noon = Date.UTC(2024, 1, 1, 12, 0, 3);

/** A clock that jumps to the end of each pause, at once; it stops the source after so many pauses. */
class JumpingClock implements Clock {
  #now = noon;
  readonly pauses: number[] = [];
  readonly #onPause: (count: number) => number;

  /** `onPause` may say how much longer than asked for the pause took. */
  constructor(onPause: (count: number) => number) {
    this.#onPause = onPause;
  }

  now(): number {
    return this.#now;
  }

  async pause(ms: number): Promise<void> {
    this.pauses.push(ms);
    this.#now += ms + this.#onPause(this.pauses.length);
  }
}

async function play(
  pauses: number,
  options: Partial<SimulatorSourceOptions> = {},
  overslept: Record<number, number> = {},
) {
  const stop = new AbortController();
  const clock = new JumpingClock((count) => {
    if (count === pauses) stop.abort();
    return overslept[count] ?? 0;
  });
  const listener = new RecordingListener();
  const source = new SimulatorSource({ name: "demo", model: "kamstrup-dk-plain", clock, ...options });
  await source.start(listener, stop.signal);
  const seconds = listener.chunks.map(({ receivedAt }) => ((receivedAt ?? Number.NaN) - noon) / 1000);
  return { source, listener, clock, seconds };
}

describe("SimulatorSource", () => {
  test("sends a frame at once, then each at its own time", async () => {
    const { source, listener, seconds } = await play(4);
    expect(source.description).toBe("simulated kamstrup-dk-plain");
    expect(listener.statuses).toEqual(["open"]);
    expect(listener.restarts).toBe(1);
    // The hourly list stands between the first and the next of every ten seconds.
    expect(seconds).toEqual([0, 2, 7, 17]);
    expect(listener.chunks.every(({ octets }) => octets[0] === 0x7e)).toBe(true);
  });

  test("is faster when asked to be", async () => {
    const { source, seconds } = await play(4, { speed: 10 });
    expect(source.description).toBe("simulated kamstrup-dk-plain, 10 times as fast");
    expect(seconds).toEqual([0, 0.2, 0.7, 1.7]);
  });

  test("leaves out what it missed while the machine slept", async () => {
    const { seconds } = await play(4, {}, { 2: 120_000 });
    // The second pause took two minutes more: its frame comes late, those of the two minutes don't come at all.
    expect(seconds).toEqual([0, 2, 127, 127]);
  });

  test("sends on the machine's own clock, and ends when disposed", async () => {
    const listener = new RecordingListener();
    const source = new SimulatorSource({ name: "demo", model: "p1-nl" });
    const before = performance.now();
    const done = source.start(listener, new AbortController().signal);
    expect(listener.text).toContain("/");
    expect(performance.now() - before).toBeLessThan(atPresent(500));
    await eventually("a second frame", () => listener.chunks.length > 1);
    await source[Symbol.asyncDispose]();
    await done;
  });
});
