import { describe, expect, test } from "vitest";
import { eventually } from "../../test/support/eventually.ts";
import { readingEntry } from "../../test/support/outbox.ts";
import { SinkError } from "../errors.ts";
import type { OutboxEntry, Sink, SinkListener } from "../sinks/sink.ts";
import { HistoryDelivery } from "./history-delivery.ts";
import { ManualClock } from "./manual-clock.ts";

/** Takes batches, or fails with what is set. */
class ScriptedSink implements Sink {
  readonly name = "influxdb";
  readonly type = "influxdb";
  readonly description = "a database";
  readonly kinds: Sink["kinds"] = new Set(["reading"]);
  readonly batches: number[] = [];
  failure: Error | undefined;
  tries = 0;
  listener: SinkListener | undefined;
  isDisposed = false;

  start(listener: SinkListener): Promise<void> {
    this.listener = listener;
    return Promise.resolve();
  }

  deliver(batch: readonly OutboxEntry[]): Promise<void> {
    this.tries++;
    if (this.failure !== undefined) return Promise.reject(this.failure);
    this.batches.push(batch.length);
    return Promise.resolve();
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.isDisposed = true;
    return Promise.resolve();
  }
}

const entries = Array.from({ length: 120 }, (_, i) => readingEntry({}, `r${i}`));

async function start(failure?: Error) {
  const sink = new ScriptedSink();
  sink.failure = failure;
  const clock = new ManualClock(0);
  const delivery = new HistoryDelivery([sink], clock);
  await delivery.start();
  return { sink, clock, delivery };
}

describe("HistoryDelivery", () => {
  test("gives entries in batches, and ends with its sinks", async () => {
    const { sink, delivery } = await start();
    await delivery.deliver(entries);
    expect(sink.batches).toEqual([50, 50, 20]);
    await delivery[Symbol.asyncDispose]();
    expect(sink.isDisposed).toBe(true);
  });

  test("waits for a destination that is away for a moment", async () => {
    const { sink, clock, delivery } = await start(new SinkError("transient", "not connected"));
    const done = delivery.deliver(entries.slice(0, 1));
    await eventually("a try", () => sink.tries === 1);
    sink.failure = undefined;
    await clock.advance(100);
    await done;
    expect(sink.batches).toEqual([1]);
  });

  test("gives up after half a minute, in the words of the sink", async () => {
    const { sink, clock, delivery } = await start(new SinkError("transient", "not connected"));
    sink.listener?.status("waiting", "Nothing listens at 127.0.0.1:8086.");
    const done = delivery.deliver(entries).catch((error: unknown) => error);
    await eventually("a try", () => sink.tries === 1);
    await clock.advance(40_000);
    expect(await done).toMatchObject({ kind: "transient", message: "influxdb: Nothing listens at 127.0.0.1:8086." });
    expect(sink.tries).toBeGreaterThan(5);
  });

  test("does not try again what is refused, nor what is a mistake of ours", async () => {
    const refused = await start(new SinkError("permanent", "no such table"));
    await expect(refused.delivery.deliver(entries)).rejects.toMatchObject({ message: "influxdb: no such table" });
    expect(refused.sink.tries).toBe(1);
    const broken = await start(new TypeError("ours"));
    await expect(broken.delivery.deliver(entries)).rejects.toBeInstanceOf(TypeError);
  });
});
