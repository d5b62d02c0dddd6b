import type { ShownWords, SourceState } from "@meter2mqtt/contract";
import type { DecodeEvent, MeterDecoder, Reading } from "@meter2mqtt/decoder";
import { toHex } from "@meter2mqtt/decoder";
import { SourceError, wordsOf } from "../errors.ts";
import { BackOff, type Clock } from "../sources/back-off.ts";
import type { Source } from "../sources/source.ts";
import { DiagnosisKeeper } from "./diagnosis-keeper.ts";
import { LineMonitor } from "./line-monitor.ts";
import type { Logger } from "./log.ts";

export interface SourceRunnerOptions {
  readonly source: Source;
  /** Made anew after a breakdown of the decoder. */
  readonly createDecoder: () => MeterDecoder;
  readonly clock: Clock;
  readonly log: Logger;
  /** Told what the decoder found; `receivedAt` is absent where no arrival time is known. */
  readonly events: (events: readonly DecodeEvent[], receivedAt: number | undefined) => void;
  /** Told of a reading that came without octets. */
  readonly reading: (reading: Reading, receivedAt: number) => void;
  /** Told of a meter that was found on the source's connection. */
  readonly found: (source: Source) => void;
  /** Told when the state is another. */
  readonly changed: (state: SourceState) => void;
}

const tickMs = 1000;

/** One source and the decoder behind it: octets in, events out, and the health of the line. */
export class SourceRunner {
  readonly diagnoses: DiagnosisKeeper;
  readonly #options: SourceRunnerOptions;
  readonly #log: Logger;
  readonly #monitor = new LineMonitor();
  #decoder: MeterDecoder;
  #status: SourceState["status"] = "connecting";
  #error: string | undefined;
  #errorWords: ShownWords | undefined;
  #shown = "";
  /** When the last octets of a recording arrived. */
  #recordedAt: number | undefined;
  /** Readings that came without octets. */
  #readings = 0;
  /** Meters that were found on its connection. */
  #found = 0;
  /** Readings that another source had brought before. */
  #duplicates = 0;

  constructor(options: SourceRunnerOptions) {
    this.#options = options;
    this.#log = options.log.child({ component: "source", name: options.source.name });
    this.#decoder = options.createDecoder();
    this.diagnoses = new DiagnosisKeeper(options.source.name);
  }

  get name(): string {
    return this.#options.source.name;
  }

  get state(): SourceState {
    const { name, type, description, where } = this.#options.source;
    const { latest } = this.diagnoses;
    return {
      ...{ name, type, description, status: this.#status, ...(where && { where }) },
      ...(this.#error === undefined ? {} : { error: this.#error }),
      ...(this.#errorWords === undefined ? {} : { errorWords: this.#errorWords }),
      line: this.#monitor.health({
        ...this.#decoder.counters,
        readings: this.#decoder.counters.readings + this.#readings,
      }),
      ...(this.#found === 0 ? {} : { meters: this.#found }),
      ...(this.#duplicates === 0 ? {} : { duplicates: this.#duplicates }),
      ...(latest === undefined ? {} : { diagnosis: latest }),
    };
  }

  /** Whether octets are to be expected while it is open. */
  get #hasLine(): boolean {
    const { input, isWithoutOctets } = this.#options.source;
    return input === "live" && isWithoutOctets !== true;
  }

  /** A reading of it was dropped: another source had brought it before. */
  duplicateCame(): void {
    this.#duplicates++;
  }

  /** Runs the source until the signal aborts or it has ended; begins again after a breakdown. */
  async run(signal: AbortSignal): Promise<void> {
    const backOff = new BackOff();
    while (!signal.aborted) {
      try {
        await this.#options.source.start(this.#listener(), signal);
        return;
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof SourceError && error.kind === "permanent") {
          this.#setStatus("failed", error.message, error.words);
          return;
        }
        this.#log.error(error, "the source broke down and is started again");
        this.#setStatus("waiting", error instanceof Error ? error.message : String(error), wordsOf(error));
      }
      await this.#options.clock.pause(backOff.next(), signal);
    }
  }

  /** To be called once a second. */
  tick(now: number): void {
    if (this.#options.source.input === "live" && this.#decoder.counters.octets > 0)
      this.#decode((decoder) => decoder.idle(now), now);
    this.#monitor.sample(this.#decoder.counters, now);
    const diagnosis = this.#monitor.silence(now);
    if (diagnosis !== undefined)
      this.#options.events([{ kind: "diagnosis", diagnosis, octets: new Uint8Array(0) }], now);
    const { state } = this;
    const shown = JSON.stringify(state);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#options.changed(state);
  }

  #listener(): Parameters<Source["start"]>[0] {
    return {
      octets: (octets, receivedAt) => {
        if (this.#log.isLevelEnabled("trace")) this.#log.trace({ octets: toHex(octets) }, "received");
        this.#monitor.heard(this.#options.clock.now());
        if (this.#options.source.input === "file") this.#recordedUntil(receivedAt);
        this.#decode((decoder) => decoder.push(octets, receivedAt), receivedAt);
      },
      // A line on which nothing came yet has nothing to end.
      restarted: () => this.#decoder.counters.octets > 0 && this.#endStream(),
      status: (status, error, words) => {
        if (status === "ended") this.#endStream();
        this.#setStatus(status, error, words);
      },
      reading: (reading, receivedAt) => {
        this.#readings++;
        this.#monitor.heard(receivedAt);
        this.diagnoses.readingCame();
        this.#options.reading(reading, receivedAt);
      },
      diagnosis: (diagnosis) =>
        this.#options.events([{ kind: "diagnosis", diagnosis, octets: new Uint8Array(0) }], this.#options.clock.now()),
      found: (source) => {
        this.#found++;
        this.#options.found(source);
      },
    };
  }

  /** A line that paused has ended what was begun: a recording says so by its times, looked at as a live line is. */
  #recordedUntil(at: number | undefined): void {
    const before = this.#recordedAt;
    this.#recordedAt = at;
    if (before === undefined || at === undefined || at - before <= tickMs) return;
    this.#decode((decoder) => decoder.idle(at - 1), at);
  }

  /** What was begun will not go on. */
  #endStream(): void {
    const { clock, source } = this.#options;
    const now = source.input === "live" ? clock.now() : this.#recordedAt;
    this.#decode((decoder) => decoder.end(now), now);
  }

  /** The decoder never throws for what a meter sent; if it does, the mistake is ours, and a new one takes over. */
  #decode(work: (decoder: MeterDecoder) => readonly DecodeEvent[], receivedAt: number | undefined): void {
    try {
      const events = work(this.#decoder);
      if (events.length > 0) this.#options.events(events, receivedAt);
    } catch (error) {
      this.#log.error(error, "the decoder broke down and is made anew");
      this.#decoder = this.#options.createDecoder();
    }
  }

  #setStatus(status: SourceState["status"], error?: string, words?: ShownWords): void {
    const isNews = status !== this.#status || error !== this.#error;
    if (status !== "open") this.#monitor.closed();
    else if (status !== this.#status && this.#hasLine) this.#monitor.opened(this.#options.clock.now());
    this.#status = status;
    this.#error = error;
    this.#errorWords = words;
    if (!isNews) return;
    const fields = error === undefined ? {} : { reason: error };
    if (status === "open") this.#log.info(fields, `reading from ${this.#options.source.description}`);
    else if (status === "ended") this.#log.info(fields, "has ended");
    else if (status !== "connecting") this.#log.warn(fields, status === "failed" ? "failed" : "not open, trying again");
    this.#options.changed(this.state);
  }
}
