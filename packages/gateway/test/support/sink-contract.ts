import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SinkError, wordsOf } from "../../src/errors.ts";
import type { OutboxEntry, Sink } from "../../src/sinks/sink.ts";
import { atPresent } from "./at-present.ts";
import { eventually } from "./eventually.ts";
import { inEnglish } from "./in-english.ts";
import { readingEntry } from "./outbox.ts";
import { type Relay, startRelay } from "./relay.ts";

/** A real destination of the test's own, empty at first, and the line to it. */
export interface Destination {
  /** A sink for it, not started yet. */
  createSink(): Sink;
  /** `activeImportW` of every reading that it holds, in the order of arrival; one that it can tell by its key counts once. */
  powers(): Promise<readonly number[]>;
  /** Takes it away, and brings it back. */
  cut(): Promise<void>;
  restore(): Promise<void>;
  /** From now on it takes everything and answers nothing. Absent for destinations that can't. */
  hold?(): void;
  /** Connections or files that the sink has open. */
  openEnds(): number;
  end(): Promise<void>;
}

/** The line to a server, which can be cut and held; to be spread into a {@link Destination}. */
export async function lineTo(
  serverPort: number,
): Promise<{ readonly port: number } & Omit<Destination, "createSink" | "powers">> {
  let relay: Relay = await startRelay(serverPort);
  const { port } = relay;
  return {
    port,
    cut: () => relay.cut(),
    restore: async () => {
      relay = await startRelay(serverPort, port);
    },
    hold: () => relay.clamp(),
    openEnds: () => relay.connections,
    end: () => relay.cut(),
  };
}

const never = new AbortController().signal;

/** Readings one second apart whose power counts on from `first`. */
function batchFrom(first: number, count: number): readonly OutboxEntry[] {
  return Array.from({ length: count }, (_, index) => {
    const number = first + index;
    const receivedAt = new Date(Date.UTC(2024, 1, 1, 12, 0, number)).toISOString();
    return readingEntry({ receivedAt, values: { activeImportW: number }, channels: [] }, `house:${number}`);
  });
}

/** What every sink must hold to, whatever is behind it. */
export function describeSinkContract(name: string, open: () => Promise<Destination>): void {
  describe(`${name} as a sink`, () => {
    let destination: Destination;
    const sinks: Sink[] = [];

    beforeEach(async () => {
      destination = await open();
    });
    afterEach(async () => {
      for (const sink of sinks.splice(0)) await sink[Symbol.asyncDispose]();
      await destination.end();
    });

    async function start(): Promise<Sink> {
      const sink = destination.createSink();
      sinks.push(sink);
      await sink.start({ status: () => undefined }, never);
      return sink;
    }

    /** As the runtime does it: again and again while it may help. */
    async function deliver(sink: Sink, batch: readonly OutboxEntry[]): Promise<void> {
      let reason: unknown;
      let isDone = false;
      const attempt = async () => {
        try {
          await sink.deliver(batch, never);
          isDone = true;
        } catch (error) {
          if (!(error instanceof SinkError) || error.kind !== "transient") throw error;
          reason = error;
        }
      };
      const end = performance.now() + 60_000;
      while (!isDone) {
        if (performance.now() > end) throw reason;
        await attempt();
        if (!isDone) await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }

    async function holds(powers: readonly number[]): Promise<void> {
      let held: readonly number[] = [];
      const end = performance.now() + 60_000;
      while (held.length < powers.length && performance.now() < end) held = await destination.powers();
      expect(held).toEqual(powers);
    }

    async function failureOf(delivery: Promise<void>): Promise<SinkError> {
      const error = await delivery.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (!(error instanceof SinkError)) throw new Error(`expected a SinkError, got ${String(error)}`);
      return error;
    }

    test("batches arrive whole and in order, each a second time without harm", async () => {
      const sink = await start();
      await deliver(sink, batchFrom(0, 20));
      await deliver(sink, batchFrom(0, 20));
      // A batch that was cut short is continued by one that overlaps it.
      await deliver(sink, batchFrom(10, 20));
      await holds(Array.from({ length: 30 }, (_, index) => index));
    });

    test("another start knows what came before it", async () => {
      const first = await start();
      await deliver(first, batchFrom(0, 5));
      await first[Symbol.asyncDispose]();
      const second = await start();
      await deliver(second, batchFrom(3, 5));
      await holds([0, 1, 2, 3, 4, 5, 6, 7]);
    });

    test("a destination that is gone gives a transient error in words, and takes all when it is back", async () => {
      const sink = await start();
      await deliver(sink, batchFrom(0, 3));
      await destination.cut();
      const error = await failureOf(sink.deliver(batchFrom(3, 3), never));
      expect(error).toMatchObject({ kind: "transient", message: expect.stringMatching(/^\S+ \S+ .*\.$/s) });
      expect(error, "words for other languages").toHaveProperty("message", inEnglish(wordsOf(error)));
      await destination.restore();
      await deliver(sink, batchFrom(3, 3));
      await holds([0, 1, 2, 3, 4, 5]);
    });

    test("an abort ends a delivery, and what is delivered afterwards arrives", async () => {
      const sink = await start();
      await deliver(sink, batchFrom(0, 1));
      expect(await failureOf(sink.deliver(batchFrom(1, 1), AbortSignal.abort()))).toMatchObject({ kind: "transient" });
      if (destination.hold !== undefined) {
        destination.hold();
        const stop = new AbortController();
        const delivery = failureOf(sink.deliver(batchFrom(1, 2), stop.signal));
        stop.abort();
        expect(await delivery).toMatchObject({ kind: "transient" });
        await destination.cut();
        await destination.restore();
      }
      await deliver(sink, batchFrom(1, 2));
      await holds([0, 1, 2]);
    });

    test("disposal ends a delivery and closes everything", async () => {
      const sink = await start();
      await deliver(sink, batchFrom(0, 2));
      expect(destination.openEnds()).toBeGreaterThan(0);
      destination.hold?.();
      const delivery = destination.hold === undefined ? undefined : failureOf(sink.deliver(batchFrom(2, 1), never));
      const before = performance.now();
      await sink[Symbol.asyncDispose]();
      expect(performance.now() - before).toBeLessThan(atPresent(1500));
      await delivery;
      await eventually("nothing is open", () => destination.openEnds() === 0);
    });
  });
}
