import type { MeterState } from "@meter2mqtt/contract";
import type { Reading } from "@meter2mqtt/decoder";
import { StoreError } from "../errors.ts";
import { BackOff, type Clock } from "../sources/back-off.ts";
import type { Archive } from "../store/archive.ts";
import type { StoredCounter } from "../store/counters-table.ts";
import type { RawFrame } from "../store/raw-frames-table.ts";
import type { StoredReading } from "../store/readings-table.ts";
import type { StoredScale } from "../store/scales-table.ts";
import type { Logger } from "./log.ts";

/** Under which name a meter's readings are kept: its number, so that a new name in topics loses no history. */
export function storedName(state: MeterState): string {
  return state.meterId ?? state.meter;
}

/** A reading as it is kept: what the meter said; its objects are in the raw frame. */
export function toStoredReading(state: MeterState, reading: Reading, key: string, now: number): StoredReading {
  const { objects: _objects, ...rest } = reading;
  const saysPower = [reading.netActiveW, reading.activeImportW, reading.activeExportW].some(
    (value) => value !== undefined,
  );
  const net = saysPower ? state.values["netActiveW"] : undefined;
  return {
    meter: storedName(state),
    receivedAt: now,
    key,
    ...(reading.timestamp === undefined ? {} : { timestamp: reading.timestamp }),
    ...(net === undefined ? {} : { netActiveW: net }),
    json: JSON.stringify(rest),
  };
}

/** How a reading came, as far as the archive cares. */
export interface ReadingArrival {
  readonly key: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Of its frame, where that was verified. */
  readonly counter?: number | undefined;
  /** It comes out of a file that tells its arrival, perhaps not for the first time. */
  readonly isRecorded?: boolean | undefined;
}

/** Keeps the archive going: opens it, writes once a second, and says when the disk fails and when it works again. */
export class StoreKeeper {
  readonly #archive: Archive;
  readonly #log: Logger;
  #isFailing = false;

  constructor(archive: Archive, log: Logger) {
    this.#archive = archive;
    this.#log = log.child({ component: "store" });
  }

  /** Opens the database, trying again until it can be opened or the signal aborts. */
  async open(clock: Clock, signal: AbortSignal): Promise<void> {
    const backOff = new BackOff();
    while (!signal.aborted) {
      try {
        await this.#archive.open();
        this.#recovered();
        return;
      } catch (error) {
        this.#failed(error);
      }
      await clock.pause(backOff.next(), signal);
    }
  }

  addFrame(frame: RawFrame): void {
    this.#archive.addFrame(frame);
  }

  addScale(scale: StoredScale): void {
    this.#archive.addScale(scale);
  }

  addCounter(counter: StoredCounter): void {
    this.#archive.addCounter(counter);
  }

  /** What the disk says of a sender now; undefined where it says nothing or fails. */
  counter(systemTitle: string, keyPrint: string): StoredCounter | undefined {
    try {
      return this.#archive.counter(systemTitle, keyPrint);
    } catch (error) {
      this.#failed(error);
      return undefined;
    }
  }

  addReading(state: MeterState, reading: Reading, { key, at, counter, isRecorded }: ReadingArrival): void {
    const stored = toStoredReading(state, reading, key, at);
    this.#archive.addReading({
      ...stored,
      ...(counter === undefined ? {} : { counter }),
      ...(isRecorded === true ? { isRecorded } : {}),
    });
  }

  /** Writes what a line has just said, so that sinks may have it; a disk that fails is tried again once a second. */
  settle(now: number): void {
    if (!this.#isFailing) this.#attempt(() => this.#archive.append(now));
  }

  /** To be called once a second: writes what waits, and does what would keep a telegram waiting. */
  tick(now: number): void {
    this.#attempt(() => {
      this.#archive.tick(now);
      this.#archive.checkpoint();
    });
  }

  #attempt(work: () => void): void {
    try {
      work();
      this.#recovered();
    } catch (error) {
      this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    if (!(error instanceof StoreError)) throw error;
    if (!this.#isFailing)
      this.#log.error(
        { operation: error.operation, reason: error.message },
        "the store fails; readings are still shown and published, and what waits for a destination is in memory only",
      );
    this.#isFailing = true;
  }

  #recovered(): void {
    if (this.#isFailing && this.#archive.health.status === "ok") {
      this.#isFailing = false;
      this.#log.info("the store works again");
    }
  }
}
