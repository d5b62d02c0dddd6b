import { type FilesSinkConfig, type ShownWords, tell } from "@meter2mqtt/contract";
import { SinkError } from "../../errors.ts";
import type { Clock } from "../../sources/back-off.ts";
import { errorCode } from "../../sources/error-words.ts";
import { DeliveryStatus } from "../delivery-status.ts";
import type { OutboxEntry, Sink, SinkListener } from "../sink.ts";
import { Calendar } from "./file-names.ts";
import { FileSeries } from "./file-series.ts";
import { tellFolderError } from "./folder-words.ts";

/** Keys that are remembered to know an entry that comes again; more than any batch has. */
const keysRemembered = 10_000;

/** Writes entries to files, one line each, a new file for each day and where one gets too large. */
export class FilesSink implements Sink {
  readonly name: string;
  readonly type = "files";
  readonly description: string;
  readonly where: ShownWords;
  readonly kinds: Sink["kinds"];
  readonly #folder: string;
  readonly #calendar: Calendar;
  readonly #clock: Clock;
  readonly #series: FileSeries;
  readonly #status = new DeliveryStatus();
  readonly #stop = new AbortController();
  /** Keys of lines that are written; undefined before the files were looked at. */
  #written: Set<string> | undefined;
  #work: Promise<void> = Promise.resolve();

  /** Throws RangeError where the zone is none. */
  constructor(config: FilesSinkConfig, clock: Clock) {
    const { name, folder, format, prefix, kinds, zone, maxMegabytes, maxFiles } = config;
    this.name = name;
    this.kinds = new Set(kinds);
    const where = tell("leadsFiles", { format: format === "csv" ? "CSV" : "JSON Lines", files: `${prefix}-*`, folder });
    this.description = where.message;
    this.where = where.words;
    this.#folder = folder;
    this.#calendar = new Calendar(zone);
    this.#clock = clock;
    this.#series = new FileSeries({ folder, prefix, format, maxOctets: maxMegabytes * 1_000_000, maxFiles });
  }

  start(listener: SinkListener): Promise<void> {
    this.#status.start(listener);
    return Promise.resolve();
  }

  deliver(batch: readonly OutboxEntry[], signal: AbortSignal): Promise<void> {
    const end = AbortSignal.any([signal, this.#stop.signal]);
    const work = this.#status.watch(() => this.#writeAll(batch, end), end);
    this.#work = work.catch(() => undefined);
    return work;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#work;
    // What could not be written was told by the delivery.
    await this.#series.close().catch(() => undefined);
  }

  async #writeAll(batch: readonly OutboxEntry[], signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw new SinkError("transient", tell("deliveryStopped"));
    try {
      this.#written ??= new Set(await this.#series.recover());
      await this.#series.check();
      await this.#write(batch, this.#written, signal);
    } catch (error) {
      // The files are looked at anew: what is in them decides what is still to be written.
      this.#written = undefined;
      await this.#series.close().catch(() => undefined);
      if (error instanceof SinkError || errorCode(error) === undefined) throw error;
      throw new SinkError("transient", tellFolderError(error, this.#folder), { cause: error });
    }
  }

  async #write(batch: readonly OutboxEntry[], written: Set<string>, signal: AbortSignal): Promise<void> {
    let text = "";
    for (const entry of batch) {
      if (written.has(entry.key)) continue;
      if (signal.aborted) throw new SinkError("transient", tell("deliveryStopped"));
      const day = this.#calendar.dayOf(this.#timeOf(entry));
      if (!this.#series.takes(day, entry, text.length)) {
        await this.#series.append(text);
        text = "";
        await this.#series.openFor(day, entry);
      }
      text += this.#series.line(entry);
      written.add(entry.key);
    }
    await this.#series.append(text);
    for (const key of written) {
      if (written.size <= keysRemembered) break;
      written.delete(key);
    }
  }

  #timeOf(entry: OutboxEntry): number {
    if (entry.kind === "reading") return Date.parse(entry.state.receivedAt);
    if (entry.kind === "event") return Date.parse(entry.event.at);
    return entry.kind === "diagnosis" ? Date.parse(entry.diagnosis.at) : this.#clock.now();
  }
}
