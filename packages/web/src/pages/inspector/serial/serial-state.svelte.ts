import type { KeySet, LineCounters } from "@meter2mqtt/decoder";
import { type SerialSettings, serialCandidates, settingsWords, type Tried } from "@meter2mqtt/decoder/serial";
import type { ReadingSettings } from "../capture.ts";
import type { LiveFrame } from "./group-events.ts";
import type { LineFault, Port } from "./listen.ts";
import { type SerialClock, type SerialPhase, SerialReader } from "./serial-reader.ts";

/** The part of `navigator.serial` that is used. */
export interface PortChooser {
  requestPort(): Promise<Port>;
}

/** Frames that are kept, the newest first; the largest have 16 kB. */
export const mostFrames = 200;
/** Settings that are tried: the rarer ones would take minutes, and can be chosen. */
const mostTried = 9;

/** In the order in which they are offered. */
export const offeredSettings: readonly SerialSettings[] = serialCandidates({ baud: "auto", format: "auto" }).slice(
  0,
  mostTried,
);

export type Refusal = "refused" | "blocked";

const noFaults: Readonly<Record<LineFault, number>> = { overrun: 0, break: 0, framing: 0, parity: 0 };

/** A port that is read in this tab, and what was heard on it. */
export class SerialState {
  phase: SerialPhase = $state.raw({ is: "idle" });
  frames: readonly LiveFrame[] = $state.raw([]);
  counters: Readonly<LineCounters> | undefined = $state.raw();
  faults: Readonly<Record<LineFault, number>> = $state.raw(noFaults);
  tried: readonly Tried[] = $state.raw([]);
  refusal: Refusal | undefined = $state();
  /** `2400 8E1`, or empty: found out by trying. */
  settings: string = $state("");

  readonly open: boolean = $derived(this.phase.is === "detecting" || this.phase.is === "reading");
  readonly latest: LiveFrame | undefined = $derived(this.frames.find(({ reading }) => reading !== undefined));

  readonly #chooser: PortChooser;
  readonly #clock: SerialClock;
  #reader: SerialReader | undefined;
  #heard = 0;

  constructor(chooser: PortChooser, clock: SerialClock) {
    this.#chooser = chooser;
    this.#clock = clock;
  }

  /** Lets the reader of the page choose a port, and reads it until it ends. */
  async start(reading: ReadingSettings): Promise<void> {
    this.refusal = undefined;
    let port: Port;
    try {
      port = await this.#chooser.requestPort();
    } catch (error) {
      // NotFoundError: none was chosen. SecurityError: a policy forbids it.
      this.refusal = error instanceof DOMException && error.name === "SecurityError" ? "blocked" : "refused";
      return;
    }
    this.#forget();
    const chosen = offeredSettings.find((each) => settingsWords(each) === this.settings);
    const candidates = chosen === undefined ? offeredSettings : [chosen];
    const reader = new SerialReader({ port, candidates, reading, clock: this.#clock, listener: this.#listener() });
    this.#reader = reader;
    await reader.run();
  }

  stop(): void {
    this.#reader?.stop();
  }

  setKeys(keys: KeySet): void {
    this.#reader?.setKeys(keys);
  }

  #forget(): void {
    this.frames = [];
    this.counters = undefined;
    this.faults = noFaults;
    this.tried = [];
    this.#heard = 0;
  }

  #listener(): ConstructorParameters<typeof SerialReader>[0]["listener"] {
    return {
      phase: (phase) => {
        this.phase = phase;
      },
      frame: (frame) => {
        this.#heard++;
        this.frames = [{ ...frame, number: this.#heard }, ...this.frames].slice(0, mostFrames);
      },
      counters: (counters, faults) => {
        this.counters = counters;
        this.faults = faults;
      },
      tried: (tried) => {
        this.tried = [...this.tried, tried];
      },
    };
  }
}

/** The browser's own time. */
export const browserClock: SerialClock = {
  now: () => Date.now(),
  pause: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener("abort", done, { once: true });
    }),
};
