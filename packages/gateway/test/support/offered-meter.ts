import { connect, createServer, type Socket } from "node:net";
import { Writable } from "node:stream";
import type { VirtualMeterConfig } from "@meter2mqtt/contract";
import { createLog } from "../../src/runtime/log.ts";
import { ManualClock } from "../../src/runtime/manual-clock.ts";
import { createVirtualMeters } from "../../src/virtual-meters/create-virtual-meters.ts";
import type { HeardReading } from "../../src/virtual-meters/snapshot.ts";
import type { VirtualMeter } from "../../src/virtual-meters/virtual-meter.ts";
import { eventually } from "./eventually.ts";
import { freePort } from "./free-port.ts";

/** A virtual meter at work on loopback, with a clock that stands until it is told to go on. */
export interface OfferedMeter extends AsyncDisposable {
  readonly meter: VirtualMeter;
  readonly clock: ManualClock;
  readonly port: number;
  /** Lets the meter hear these, the clock going with them. */
  hear(readings: readonly HeardReading[]): Promise<void>;
  /** All that was logged. */
  readonly logged: () => string;
}

/** Begins to offer a meter; does not wait until it can. */
export function startMeter(config: VirtualMeterConfig, now: number): Omit<OfferedMeter, "port"> {
  const clock = new ManualClock(now);
  let logged = "";
  const destination = new Writable({
    write(chunk, _encoding, done) {
      logged += String(chunk);
      done();
    },
  });
  const log = createLog({ level: "debug", destination, pretty: false });
  const [meter] = createVirtualMeters([config], () => [], { version: "0.1.0", clock, log });
  if (meter === undefined) throw new Error("no meter was made");
  const stop = new AbortController();
  const work = meter.run(stop.signal);
  return {
    meter,
    clock,
    logged: () => logged,
    hear: async (readings) => {
      for (const heard of readings) {
        await clock.advance(Math.max(0, heard.at - clock.now()));
        meter.heard(heard);
      }
    },
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await work;
    },
  };
}

/** Offers a meter, and waits until it listens. */
export async function offerMeter(config: VirtualMeterConfig, now: number): Promise<OfferedMeter> {
  const started = startMeter(config, now);
  await eventually("the virtual meter listens", () => started.meter.port !== undefined);
  return { ...started, port: started.meter.port ?? 0 };
}

/** A client that writes down what it gets. */
export class ListeningClient {
  readonly socket: Socket;
  text = "";
  closed = false;

  constructor(port: number) {
    this.socket = connect({ host: "127.0.0.1", port });
    this.socket.on("data", (chunk) => {
      this.text += chunk.toString("latin1");
    });
    this.socket.on("error", () => undefined);
    this.socket.on("close", () => {
      this.closed = true;
    });
  }
}

/** Takes a port on loopback. */
export async function takePort(): Promise<{ readonly port: number; release(): Promise<void> }> {
  const port = await freePort();
  const server = createServer().listen(port, "127.0.0.1");
  await eventually("the port is taken", () => server.listening);
  return { port, release: () => new Promise((resolve) => server.close(() => resolve())) };
}
