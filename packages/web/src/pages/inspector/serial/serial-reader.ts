import { createMeterDecoder, type KeySet, type LineCounters, type MeterDecoder } from "@meter2mqtt/decoder";
import { type SerialSettings, SerialWatch, type Tried } from "@meter2mqtt/decoder/serial";
import { decoderOptions, type ReadingSettings } from "../capture.ts";
import { groupEvents, type LiveFrame } from "./group-events.ts";
import { type LineFault, listen, type Port, PortLostError, toSerialOptions } from "./listen.ts";

/** Time, and pauses that a signal ends. */
export interface SerialClock {
  now(): number;
  pause(ms: number, signal: AbortSignal): Promise<void>;
}

export type SerialPhase =
  | { readonly is: "idle" }
  | { readonly is: "detecting"; readonly settings: SerialSettings; readonly number: number; readonly of: number }
  | { readonly is: "reading"; readonly settings: SerialSettings }
  | { readonly is: "ended"; readonly why: SerialEnd };

/** `nothing`: no settings gave a frame. `busy`: the port can't be opened, most often because another program has it. */
export type SerialEnd = "stopped" | "lost" | "busy" | "nothing";

export interface SerialListener {
  phase(phase: SerialPhase): void;
  frame(frame: Omit<LiveFrame, "number">): void;
  /** Several times a second while the line is open. */
  counters(counters: Readonly<LineCounters>, faults: Readonly<Record<LineFault, number>>): void;
  tried(tried: Tried): void;
}

export interface SerialReaderOptions {
  readonly port: Port;
  /** Tried one after the other where there are several. */
  readonly candidates: readonly SerialSettings[];
  readonly reading: ReadingSettings;
  readonly clock: SerialClock;
  readonly listener: SerialListener;
}

const lookMs = 100;
const tellMs = 250;

/** Reads one port until it is told to stop, or the port is lost. */
export class SerialReader {
  readonly #options: SerialReaderOptions;
  readonly #decoder: MeterDecoder;
  readonly #stop = new AbortController();
  readonly #faults: Record<LineFault, number> = { overrun: 0, break: 0, framing: 0, parity: 0 };

  constructor(options: SerialReaderOptions) {
    this.#options = options;
    this.#decoder = createMeterDecoder({ ...decoderOptions(options.reading), input: "live" });
  }

  /** Resolves when it has ended, with the port closed. Never rejects for what a port does. */
  async run(): Promise<SerialEnd> {
    const why = await this.#read();
    this.#options.listener.phase({ is: "ended", why });
    return why;
  }

  stop(): void {
    this.#stop.abort();
  }

  /** Hold from the next frame on. */
  setKeys(keys: KeySet): void {
    this.#decoder.setKeys(keys);
  }

  async #read(): Promise<SerialEnd> {
    const { candidates } = this.#options;
    const { signal } = this.#stop;
    try {
      for (const [i, settings] of candidates.entries()) {
        if (signal.aborted) break;
        const isFound = await this.#openAndRead(settings, i + 1);
        if (isFound) return "stopped";
      }
      return signal.aborted ? "stopped" : "nothing";
    } catch (error) {
      if (error instanceof PortLostError) return "lost";
      if (error instanceof PortBusyError) return "busy";
      throw error;
    }
  }

  async #open(settings: SerialSettings): Promise<void> {
    try {
      await this.#options.port.open(toSerialOptions(settings));
    } catch (error) {
      throw new PortBusyError("the port can't be opened", { cause: error });
    }
  }

  async #close(): Promise<void> {
    try {
      await this.#options.port.close();
    } catch {
      // It was unplugged: there is nothing left to close.
    }
  }

  /** Resolves with false when these settings are not the right ones, and with true when reading was ended. */
  async #openAndRead(settings: SerialSettings, number: number): Promise<boolean> {
    const { candidates, clock, listener } = this.#options;
    await this.#open(settings);
    const watch = candidates.length === 1 ? undefined : new SerialWatch(settings, clock.now(), 1);
    // One listener for both: a port's stream that was given up takes a while to be replaced.
    let hear = watch === undefined ? this.#heard : (octets: Uint8Array, now: number) => watch.heard(octets, now);
    try {
      return await this.#whileListening(
        (octets) => hear(octets, clock.now()),
        async (signal) => {
          if (watch !== undefined) {
            listener.phase({ is: "detecting", settings, number, of: candidates.length });
            const isFound = await this.#detect(watch, signal);
            if (!isFound) return false;
            hear = this.#heard;
            for (const { octets, at } of watch.chunks) hear(octets, at);
          }
          listener.phase({ is: "reading", settings });
          await this.#tellWhile(signal);
          return true;
        },
      );
    } finally {
      await this.#close();
    }
  }

  async #detect(watch: SerialWatch, signal: AbortSignal): Promise<boolean> {
    const { clock, listener } = this.#options;
    let verdict = watch.verdict(clock.now());
    while (!signal.aborted && verdict === "listening") {
      await clock.pause(lookMs, signal);
      verdict = watch.verdict(clock.now());
    }
    listener.tried(watch.tried);
    return verdict === "found" && !signal.aborted;
  }

  async #tellWhile(signal: AbortSignal): Promise<void> {
    const { clock, listener } = this.#options;
    while (!signal.aborted) {
      await clock.pause(tellMs, signal);
      this.#tell(this.#decoder.idle(clock.now()), clock.now());
      listener.counters({ ...this.#decoder.counters }, { ...this.#faults });
    }
  }

  /** Listens while `work` goes on; ends with it, and rejects when the port is lost. */
  async #whileListening<T>(heard: (octets: Uint8Array) => void, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const over = new AbortController();
    const signal = AbortSignal.any([this.#stop.signal, over.signal]);
    const fault = (kind: LineFault): void => {
      this.#faults[kind]++;
    };
    let lost: unknown;
    const listening = listen(this.#options.port, { heard, fault }, signal).catch((error: unknown) => {
      lost = error;
      over.abort();
    });
    const done = await work(signal);
    over.abort();
    await listening;
    if (lost !== undefined) throw lost;
    return done;
  }

  readonly #heard = (octets: Uint8Array, now: number): void => {
    this.#tell(this.#decoder.push(octets, now), now);
  };

  #tell(events: ReturnType<MeterDecoder["push"]>, at: number): void {
    for (const frame of groupEvents(events)) this.#options.listener.frame({ ...frame, at });
  }
}

class PortBusyError extends Error {
  override readonly name = "PortBusyError";
}
