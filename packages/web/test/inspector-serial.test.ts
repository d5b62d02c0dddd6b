import { createVirtualMeter } from "@meter2mqtt/simulator";
import { describe, expect, test } from "vitest";
import type { LiveFrame } from "../src/pages/inspector/serial/group-events.ts";
import { type LineFault, type Port, toSerialOptions } from "../src/pages/inspector/serial/listen.ts";
import {
  type SerialClock,
  type SerialPhase,
  SerialReader,
  type SerialReaderOptions,
} from "../src/pages/inspector/serial/serial-reader.ts";
import { serialSupport } from "../src/pages/inspector/serial/serial-support.ts";

const right = { baud: 2400, format: "8N1" } as const;
const wrong = { baud: 2400, format: "8E1" } as const;

/** A clock that goes on by itself while somebody waits: the test takes no time. */
class QuickClock implements SerialClock {
  #now = Date.UTC(2026, 0, 15, 17);
  readonly #onTick: (now: number) => void;

  constructor(onTick: (now: number) => void) {
    this.#onTick = onTick;
  }
  now(): number {
    return this.#now;
  }
  async pause(ms: number): Promise<void> {
    this.#now += ms;
    this.#onTick(this.#now);
    // A whole turn of the loop: streams hand on what they hold.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** A port with a virtual meter behind it, which speaks every second; at other settings it can't be understood. */
class PlayedPort implements Port {
  readable: ReadableStream<Uint8Array> | null = null;
  readonly opened: SerialOptions[] = [];
  closed = 0;
  busy = false;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  readonly #meter = createVirtualMeter("aidon-no", { start: Date.UTC(2026, 0, 15, 17) });
  #isRight = false;

  open(options: SerialOptions): Promise<void> {
    if (this.busy) return Promise.reject(new DOMException("in use", "NetworkError"));
    this.opened.push(options);
    this.#isRight = options.baudRate === right.baud && options.parity === "none";
    this.renew();
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.closed++;
    this.readable = null;
    return Promise.resolve();
  }

  renew(): void {
    this.readable = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#controller = controller;
      },
    });
  }

  tick(now: number): void {
    if (this.readable === null || now % 1000 !== 0) return;
    const { octets } = this.#meter.next();
    this.#controller?.enqueue(this.#isRight ? octets : octets.map((octet) => (octet * 7 + 13) & 0xff));
  }

  fail(name: string): void {
    const broken = this.#controller;
    if (name === "NetworkError") this.readable = null;
    else this.renew();
    broken?.error(new DOMException("failed", name));
  }
}

function setUp(candidates: SerialReaderOptions["candidates"]) {
  const port = new PlayedPort();
  const phases: SerialPhase[] = [];
  const frames: Omit<LiveFrame, "number">[] = [];
  let faults: Readonly<Record<LineFault, number>> | undefined;
  let told = 0;
  const on = { frame: (_count: number): void => {}, told: (_count: number): void => {} };
  const reader = new SerialReader({
    port,
    candidates,
    reading: { keys: {}, zone: "Europe/Oslo" },
    clock: new QuickClock((now) => port.tick(now)),
    listener: {
      phase: (phase) => phases.push(phase),
      frame: (frame) => {
        frames.push(frame);
        on.frame(frames.length);
      },
      counters: (_, seen) => {
        faults = seen;
        told++;
        on.told(told);
      },
      tried: () => {},
    },
  });
  return { port, phases, frames, reader, on, faults: () => faults };
}

describe("SerialReader", () => {
  test("reads at the settings it is given, until it is told to stop", async () => {
    const { port, phases, frames, reader, on } = setUp([right]);
    on.frame = (count) => (count === 3 ? reader.stop() : undefined);
    expect(await reader.run()).toBe("stopped");
    expect(phases.map(({ is }) => is)).toEqual(["reading", "ended"]);
    expect(port.opened).toEqual([toSerialOptions(right)]);
    expect(port.closed).toBe(1);
    expect(frames.slice(0, 3).every(({ reading }) => reading?.activeImportW !== undefined)).toBe(true);
  });

  test("finds the settings, and keeps the frame by which it found them", async () => {
    const { port, phases, frames, reader, on } = setUp([wrong, right]);
    on.frame = (count) => (count === 2 ? reader.stop() : undefined);
    expect(await reader.run()).toBe("stopped");
    expect(phases).toEqual([
      { is: "detecting", settings: wrong, number: 1, of: 2 },
      { is: "detecting", settings: right, number: 2, of: 2 },
      { is: "reading", settings: right },
      { is: "ended", why: "stopped" },
    ]);
    expect(port.closed).toBe(2);
    expect(frames[0]?.reading?.activeImportW).toBeGreaterThan(0);
  });

  test("ends where nothing fits, and while it looks", async () => {
    const none = setUp([wrong, wrong]);
    expect(await none.reader.run()).toBe("nothing");
    expect(none.port.closed).toBe(2);
    const stopped = setUp([wrong, right]);
    stopped.reader.stop();
    expect(await stopped.reader.run()).toBe("stopped");
    expect(stopped.port.opened).toEqual([]);
  });

  test("goes on after the line lost octets, and counts it", async () => {
    const { port, frames, reader, on, faults } = setUp([right]);
    on.told = (count) => {
      if (count === 6) port.fail("BufferOverrunError");
      if (count === 12) port.fail("ParityError");
      if (count === 30) reader.stop();
    };
    expect(await reader.run()).toBe("stopped");
    expect(faults()).toMatchObject({ overrun: 1, parity: 1, framing: 0 });
    expect(frames.length).toBeGreaterThan(3);
  });

  test("says when the adapter is unplugged, and when the port can't be had", async () => {
    const lost = setUp([right]);
    lost.on.told = (count) => (count === 4 ? lost.port.fail("NetworkError") : undefined);
    expect(await lost.reader.run()).toBe("lost");
    const busy = setUp([right]);
    busy.port.busy = true;
    expect(await busy.reader.run()).toBe("busy");
  });
});

describe("serialSupport", () => {
  test.each([
    [true, {}, "offered"],
    [true, undefined, "browser"],
    [false, undefined, "insecure"],
  ] as const)("secure %s, port %s: %s", (isSecureContext, serial, support) => {
    expect(serialSupport({ isSecureContext, navigator: { serial } })).toBe(support);
  });
});
