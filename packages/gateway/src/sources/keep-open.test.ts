import { describe, expect, test } from "vitest";
import { SourceError } from "../errors.ts";
import { BackOff, type Clock } from "./back-off.ts";
import { keepOpen } from "./keep-open.ts";

interface Run {
  readonly told: string[];
  readonly pauses: number[];
  readonly done: Promise<void>;
}

/** Runs the sessions in turn and stops after the last; pauses take no time. */
function run(sessions: readonly (() => void)[]): Run {
  const stop = new AbortController();
  const told: string[] = [];
  const pauses: number[] = [];
  const clock: Clock = {
    now: () => 0,
    pause: async (ms) => {
      pauses.push(ms);
    },
  };
  const left = [...sessions];
  const session = async () => {
    const next = left.shift();
    if (left.length === 0) stop.abort();
    next?.();
  };
  const status = (state: string, error?: string) => told.push(error === undefined ? state : `${state}: ${error}`);
  const backOff = new BackOff({ random: () => 0 });
  return { told, pauses, done: keepOpen({ session, status, backOff, clock }, stop.signal) };
}

const unplugged = () => {
  throw new SourceError("transient", "unplugged");
};

describe("keepOpen", () => {
  test("opens again after each end, waiting longer each time", async () => {
    const { told, pauses, done } = run([unplugged, unplugged, unplugged, () => {}]);
    await done;
    expect(told).toEqual([
      "connecting",
      "waiting: unplugged",
      "connecting",
      "waiting: unplugged",
      "connecting",
      "waiting: unplugged",
      "connecting",
    ]);
    expect(pauses.slice(0, 3)).toEqual([1000, 2000, 4000]);
  });

  test("gives up where trying again can't help", async () => {
    const noBinding = () => {
      throw new SourceError("permanent", "no binding");
    };
    const { told, done } = run([noBinding, unplugged]);
    await expect(done).rejects.toThrow("no binding");
    expect(told).toEqual(["connecting", "failed: no binding"]);
  });

  test("does not try a bug again", async () => {
    const bug = () => {
      throw new TypeError("bug");
    };
    const { told, done } = run([bug, unplugged]);
    await expect(done).rejects.toThrow(TypeError);
    expect(told).toEqual(["connecting", "failed: bug"]);
  });
});
