import type { SourceState } from "@meter2mqtt/contract";
import type { DecodeEvent, MeterDecoder } from "@meter2mqtt/decoder";
import { pino } from "pino";
import { beforeEach, describe, expect, test } from "vitest";
import { SourceError } from "../errors.ts";
import type { Source, SourceListener } from "../sources/source.ts";
import { ManualClock, settled } from "./manual-clock.ts";
import { SourceRunner } from "./source-runner.ts";

/** A source whose work is whatever the test says. */
class ScriptedSource implements Source {
  readonly name = "scripted";
  readonly type = "tcp";
  readonly description = "a test's own";
  readonly input = "live";
  starts = 0;
  work: (listener: SourceListener) => Promise<void> = () => Promise.resolve();

  start(listener: SourceListener): Promise<void> {
    this.starts++;
    return this.work(listener);
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}

/** Counts octets, and breaks down at 0xff, as no decoder should. */
class ScriptedDecoder implements MeterDecoder {
  readonly counters = { octets: 0, frames: 0, damagedFrames: 0, noiseOctets: 0, readings: 0 };
  readonly decidedScales = [];
  ends = 0;
  idles = 0;

  push(octets: Uint8Array): DecodeEvent[] {
    if (octets.includes(0xff)) throw new RangeError("a mistake of ours");
    this.counters.octets += octets.length;
    return [{ kind: "noise", octetCount: octets.length }];
  }

  idle(): DecodeEvent[] {
    this.idles++;
    return [];
  }

  end(): DecodeEvent[] {
    this.ends++;
    return [];
  }

  setKeys(): void {}
  setProfiles(): void {}
  setScales(): void {}
  setSenders(): void {}
  restartCounter(): void {}
  acceptedFrame(): undefined {}
}

let source: ScriptedSource;
let decoders: ScriptedDecoder[];
let clock: ManualClock;
let events: DecodeEvent[];
let states: SourceState[];
let logged: string[];
let runner: SourceRunner;

beforeEach(() => {
  source = new ScriptedSource();
  decoders = [];
  clock = new ManualClock(0);
  events = [];
  states = [];
  logged = [];
  const createDecoder = () => {
    const decoder = new ScriptedDecoder();
    decoders.push(decoder);
    return decoder;
  };
  const log = pino({ level: "trace" }, { write: (line) => void logged.push(line) });
  const changed = (state: SourceState) => void states.push(state);
  runner = new SourceRunner({
    source,
    createDecoder,
    clock,
    log,
    events: (found) => void events.push(...found),
    reading: () => {},
    found: () => {},
    changed,
  });
});

describe("SourceRunner", () => {
  test("a source that breaks down is logged and started again, later each time", async () => {
    source.work = () => Promise.reject(new TypeError("x is undefined"));
    const stop = new AbortController();
    const running = runner.run(stop.signal);
    await settled();
    expect(source.starts).toBe(1);
    expect(states.at(-1)).toMatchObject({ status: "waiting", error: "x is undefined" });
    expect(logged.join("")).toContain("broke down");
    await clock.advance(1000);
    expect(source.starts).toBe(2);
    await clock.advance(1000);
    expect(source.starts).toBe(2);
    await clock.advance(1000);
    expect(source.starts).toBe(3);
    stop.abort();
    await running;
  });

  test("a source that can't work is reported and left", async () => {
    source.work = () => Promise.reject(new SourceError("permanent", "no such host"));
    await runner.run(new AbortController().signal);
    expect(states.at(-1)).toMatchObject({ status: "failed", error: "no such host" });
    expect(source.starts).toBe(1);
  });

  test("a line that is open and brings nothing says so, once", async () => {
    source.work = (listener) => {
      listener.status("open");
      return Promise.resolve();
    };
    await runner.run(new AbortController().signal);
    for (let second = 0; second <= 120; second++) runner.tick(second * 1000);
    expect(events).toMatchObject([{ kind: "diagnosis", diagnosis: { code: "line/no-octets" } }]);
  });

  test("a decoder that breaks down is logged and made anew, and the line goes on", async () => {
    source.work = (listener) => {
      listener.status("open");
      for (const octet of [1, 0xff, 2]) listener.octets(Uint8Array.of(octet), 5);
      return Promise.resolve();
    };
    await runner.run(new AbortController().signal);
    expect(decoders).toHaveLength(2);
    expect(events).toHaveLength(2);
    expect(logged.join("")).toContain("a mistake of ours");
    expect(runner.state).toMatchObject({ status: "open", line: { octets: 1 } });
  });

  test("ends what was begun when the stream begins anew, but not before anything came", async () => {
    source.work = (listener) => {
      listener.restarted();
      expect(decoders[0]?.ends).toBe(0);
      listener.octets(Uint8Array.of(1), 5);
      listener.restarted();
      return Promise.resolve();
    };
    await runner.run(new AbortController().signal);
    expect(decoders[0]?.ends).toBe(1);
  });

  test("tells its state once a second where it is another", async () => {
    runner.tick(0);
    expect(decoders[0]?.idles).toBe(0);
    expect(states).toHaveLength(1);
    runner.tick(1000);
    expect(states).toHaveLength(1);
    source.work = (listener) => Promise.resolve(listener.octets(Uint8Array.of(1, 2), 1500));
    await runner.run(new AbortController().signal);
    runner.tick(2000);
    expect(decoders[0]?.idles).toBe(1);
    expect(states.at(-1)).toMatchObject({ line: { octets: 2, octetsPerSecond: 1 } });
  });
});
