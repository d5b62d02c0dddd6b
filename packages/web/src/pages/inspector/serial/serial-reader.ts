import { createMeterDecoder, type KeySet, type LineCounters, type MeterDecoder } from "@meter2mqtt/decoder";
import { type Chunk, type SerialSettings, SerialWatch, type Tried } from "@meter2mqtt/decoder/serial";
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
    const { candidates, listener } = this.#options;
    const { signal } = this.#stop;
    try {
      const [only] = candidates;
      if (only !== undefined && candidates.length === 1) {
        await this.#open(only);
        return await this.#readOpen(only, []);
      }
      for (const [i, settings] of candidates.entries()) {
        if (signal.aborted) return "stopped";
        listener.phase({ is: "detecting", settings, number: i + 1, of: candidates.length });
        const chunks = await this.#tryOut(settings);
        if (chunks !== undefined) return await this.#readOpen(settings, chunks);
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

  /** What was heard, with the port still open, where a frame came that passed its checks. */
  async #tryOut(settings: SerialSettings): Promise<readonly Chunk[] | undefined> {
    const { clock, listener } = this.#options;
    await this.#open(settings);
    const watch = new SerialWatch(settings, clock.now(), 1);
    let isFound = false;
    try {
      isFound = await this.#whileListening(
        (octets) => watch.heard(octets, clock.now()),
        async (signal) => {
          while (!signal.aborted && watch.verdict(clock.now()) === "listening") await clock.pause(lookMs, signal);
          return watch.verdict(clock.now()) === "found" && !this.#stop.signal.aborted;
        },
      );
    } finally {
      if (!isFound) await this.#close();
    }
    listener.tried(watch.tried);
    return isFound ? watch.chunks : undefined;
  }

  async #readOpen(settings: SerialSettings, chunks: readonly Chunk[]): Promise<SerialEnd> {
    const { clock, listener } = this.#options;
    listener.phase({ is: "reading", settings });
    try {
      for (const { octets, at } of chunks) this.#heard(octets, at);
      await this.#whileListening(
        (octets) => this.#heard(octets, clock.now()),
        async (signal) => {
          while (!signal.aborted) {
            await clock.pause(tellMs, signal);
            this.#tell(this.#decoder.idle(clock.now()), clock.now());
            listener.counters({ ...this.#decoder.counters }, { ...this.#faults });
          }
        },
      );
      return "stopped";
    } finally {
      await this.#close();
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

  #heard(octets: Uint8Array, now: number): void {
    this.#tell(this.#decoder.push(octets, now), now);
  }

  #tell(events: ReturnType<MeterDecoder["push"]>, at: number): void {
    for (const frame of groupEvents(events)) this.#options.listener.frame({ ...frame, at });
  }
}

class PortBusyError extends Error {
  override readonly name = "PortBusyError";
}
