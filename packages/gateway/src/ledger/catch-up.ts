import { ClockJudge } from "@meter2mqtt/energy";
import type { ReadingsTable } from "../store/readings-table.ts";
import { parseBookable } from "./bookable-reading.ts";
import type { MeterLedger } from "./meter-ledger.ts";

/** A page of readings: some hundred KB. */
const pageSize = 500;

/** Books the readings of one meter that are on disk and may not be in the ledger, page by page. */
export class CatchUp {
  readonly #judge = new ClockJudge();
  #receivedAt: number;
  #sequence = -1;
  #isDone = false;
  /** Arrival of the last one: those that come later are booked when they come. */
  #last: number | undefined;

  /** `from`: arrival of the first. */
  constructor(from: number) {
    this.#receivedAt = from;
  }

  /** Arrival up to which all is booked. */
  get receivedAt(): number {
    return this.#receivedAt;
  }

  get isDone(): boolean {
    return this.#isDone;
  }

  /** Books up to `limit` readings; gives how many. Throws StoreError. */
  proceed(book: MeterLedger, readings: ReadingsTable, limit: number): number {
    this.#last ??= readings.last(book.about.meter);
    let count = 0;
    while (count < limit && !this.#isDone) {
      const place = { receivedAt: this.#receivedAt, sequence: this.#sequence };
      const size = Math.min(pageSize, limit - count);
      const page = readings.after(book.about.meter, place, size);
      for (const { receivedAt, sequence, json } of page) {
        const reading = parseBookable(json);
        if (reading !== undefined) book.book(reading, this.#judge);
        this.#receivedAt = receivedAt;
        this.#sequence = sequence;
      }
      count += page.length;
      this.#isDone = page.length < size || this.#last === undefined || this.#receivedAt > this.#last;
    }
    return count;
  }
}
