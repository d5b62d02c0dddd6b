import { type SinkState, tell } from "@meter2mqtt/contract";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SinkError } from "../errors.ts";
import type { OutboxEntry, Sink, SinkListener } from "../sinks/sink.ts";
import { Outbox } from "../store/outbox.ts";
import { ManualClock, settled } from "./manual-clock.ts";
import { SinkRunner } from "./sink-runner.ts";

/** A destination that does what the test tells it to. */
class ScriptedSink implements Sink {
  catchUp: "all" | "latest" = "all";
  readonly name = "scripted";
  readonly type = "test";
  readonly description = "a test's own";
  readonly kinds: Sink["kinds"] = new Set(["reading", "availability"]);
  readonly got: string[] = [];
  tries = 0;
  answer: () => Promise<void> = () => Promise.resolve();
  listener: SinkListener | undefined;

  start(listener: SinkListener): Promise<void> {
    this.listener = listener;
    return Promise.resolve();
  }

  async deliver(batch: readonly OutboxEntry[]): Promise<void> {
    this.tries++;
    await this.answer();
    this.got.push(...batch.map(({ key }) => key));
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}

const state = { meter: "m" } as unknown as Extract<OutboxEntry, { kind: "reading" }>["state"];
const reading = (key: string): OutboxEntry => ({ kind: "reading", key, state });
const availability = (key: string): OutboxEntry => ({ kind: "availability", key, meter: "m", online: true });

const offer = (entry: OutboxEntry): void => outbox.add(entry, clock.now());

let sink: ScriptedSink;
let clock: ManualClock;
let runner: SinkRunner;
let outbox: Outbox;
let states: SinkState[];
let stop: AbortController;
let running: Promise<void>;

beforeEach(async () => {
  sink = new ScriptedSink();
  clock = new ManualClock(0);
  states = [];
  stop = new AbortController();
  outbox = new Outbox({ maxOctets: 1_000_000, maxAgeMs: 86_400_000 });
  // Without a disk; the log on disk has tests of its own.
  outbox.failed();
  const log = pino({ level: "silent" });
  runner = new SinkRunner({ sink, outbox, clock, log, changed: (changed) => states.push(changed) });
  running = runner.run(stop.signal);
  await settled();
});
afterEach(async () => {
  stop.abort();
  await running;
});

describe("SinkRunner", () => {
  test("delivers in order what the sink takes, and nothing else", async () => {
    offer(reading("a"));
    offer({ kind: "diagnosis", key: "d", diagnosis: {} as never });
    offer(availability("b"));
    await settled();
    expect(sink.got).toEqual(["a", "b"]);
    expect(runner.state).toMatchObject({ delivered: 2, dropped: 0 });
    expect(runner.pending).toBe(0);
  });

  test("tries again with back-off what was not taken, and at once when the sink connects", async () => {
    sink.answer = () => Promise.reject(new SinkError("transient", "gone"));
    offer(reading("a"));
    await settled();
    offer(reading("b"));
    await settled();
    expect(sink.tries).toBe(1);
    await clock.advance(1000);
    expect(sink.tries).toBe(2);
    await clock.advance(1000);
    expect(sink.tries).toBe(2);
    sink.answer = () => Promise.resolve();
    sink.listener?.status("open");
    await settled();
    expect(sink.got).toEqual(["a", "b"]);
    expect(states).toEqual([expect.objectContaining({ status: "open" })]);
    expect(runner.state).toMatchObject({ status: "open", delivered: 2, dropped: 0 });
  });

  test("gives up what is refused for good, says so, and goes on", async () => {
    const refusal = tell("topicNotTaken", { topic: "house/reading", reason: 135 });
    sink.listener?.status("open");
    sink.answer = () => Promise.reject(new SinkError("permanent", refusal));
    offer(reading("a"));
    await settled();
    const { message: error, words: errorWords } = refusal;
    expect(runner.state).toMatchObject({ status: "failed", error, errorWords, delivered: 0, dropped: 1 });
    sink.answer = () => Promise.resolve();
    offer(reading("b"));
    await clock.advance(2000);
    expect(sink.got).toEqual(["b"]);
    expect(runner.state).toMatchObject({ status: "open", delivered: 1, dropped: 1 });
    expect(runner.state.error).toBeUndefined();
    expect(runner.state.errorWords).toBeUndefined();
  });

  test("a mistake of ours is tried five times and does not stop the rest", async () => {
    sink.answer = () => Promise.reject(new TypeError("x is undefined"));
    offer(reading("a"));
    await settled();
    for (let i = 0; i < 4; i++) await clock.advance(60_000);
    expect(sink.tries).toBe(5);
    sink.answer = () => Promise.resolve();
    offer(reading("b"));
    await clock.advance(60_000);
    expect(sink.got).toEqual(["b"]);
    expect(runner.state.dropped).toBe(1);
  });

  test("keeps a bound: the oldest readings go first, and are counted", async () => {
    sink.answer = () => Promise.reject(new SinkError("transient", "gone"));
    offer(availability("first"));
    for (let i = 0; i < 5009; i++) offer(reading(String(i)));
    await settled();
    expect(runner.pending).toBeLessThanOrEqual(5000);
    sink.answer = () => Promise.resolve();
    for (let i = 0; i < 200; i++) await clock.advance(1000);
    expect(sink.got[0]).toBe("first");
    expect(sink.got.at(-1)).toBe("5008");
    expect(runner.state.delivered + runner.state.dropped).toBe(5010);
    expect(runner.state.dropped).toBe(10);
  });

  test("a sink without times gets the latest of each meter after an outage", async () => {
    sink.catchUp = "latest";
    sink.answer = () => Promise.reject(new SinkError("transient", "gone"));
    for (let i = 0; i < 100; i++) {
      offer(reading(`old-${i}`));
      offer({ kind: "reading", key: `other-${i}`, state: { ...state, meter: "other" } });
      if (i < 50) offer(availability(`availability-${i}`));
    }
    await clock.advance(90_000);
    sink.answer = () => Promise.resolve();
    sink.listener?.status("open");
    await settled();
    expect(sink.got).toEqual(["availability-49", "old-99", "other-99"]);
    expect(runner.state).toMatchObject({ delivered: 3, dropped: 0, waiting: 0 });
    offer(reading("new"));
    offer(reading("newer"));
    await settled();
    expect(sink.got.slice(3)).toEqual(["new", "newer"]);
  });

  test("ends at the signal, with a delivery under way", async () => {
    sink.answer = () =>
      new Promise((_, reject) =>
        stop.signal.addEventListener("abort", () => reject(new SinkError("transient", "stopped"))),
      );
    offer(reading("a"));
    await settled();
    stop.abort();
    await running;
    expect(runner.pending).toBe(1);
  });
});
