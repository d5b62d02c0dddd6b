import type { Database, Statement } from "./database.ts";
import { numbersOf } from "./rows.ts";

export interface RawFrame {
  readonly source: string;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  readonly framing?: string;
  /** `reading`, or the code of the diagnosis that stood in its way. */
  readonly outcome: string;
  readonly octets: Uint8Array;
}

export interface RingBounds {
  readonly maxFrames: number;
  readonly maxOctets: number;
}

/** How much more than its bound the ring is emptied by, so that it is not emptied a little at every write. */
const slack = 0.02;

/** What the meter sent: a ring, bounded by number and size, whose oldest frames go first. */
export class RawFramesTable {
  readonly #bounds: RingBounds;
  readonly #insert: Statement;
  readonly #first: Statement;
  readonly #last: Statement;
  readonly #firstAtPosition: Statement;
  readonly #firstSince: Statement;
  readonly #deleteBefore: Statement;
  #firstId = 1;
  #nextId = 1;
  #firstPosition = 0;
  #nextPosition = 0;

  constructor(database: Database, bounds: RingBounds) {
    this.#bounds = bounds;
    this.#insert = database.prepare(
      "INSERT INTO raw_frames (id, source, received_at, position, framing, outcome, octets) VALUES (?, ?, ?, ?, ?, ?, ?)",
    );
    this.#first = database.prepare("SELECT id, position FROM raw_frames ORDER BY id LIMIT 1");
    this.#last = database.prepare(
      "SELECT id, position + length(octets) AS next FROM raw_frames ORDER BY id DESC LIMIT 1",
    );
    // Both grow with the row number, so these scans end at the first frame that may stay.
    this.#firstAtPosition = database.prepare("SELECT id FROM raw_frames WHERE position >= ? ORDER BY id LIMIT 1");
    this.#firstSince = database.prepare("SELECT id FROM raw_frames WHERE received_at >= ? ORDER BY id LIMIT 1");
    this.#deleteBefore = database.prepare("DELETE FROM raw_frames WHERE id < ?");
    this.recount();
  }

  get frames(): number {
    return this.#nextId - this.#firstId;
  }

  get octets(): number {
    return this.#nextPosition - this.#firstPosition;
  }

  insert({ source, receivedAt, framing, outcome, octets }: RawFrame): void {
    this.#insert.run(this.#nextId, source, receivedAt, this.#nextPosition, framing ?? null, outcome, octets);
    this.#nextId++;
    this.#nextPosition += octets.length;
  }

  /** Takes the oldest frames out where a bound is passed; to be called in the transaction that inserted. */
  enforceBounds(): void {
    const { maxFrames, maxOctets } = this.#bounds;
    if (this.frames > maxFrames) this.#removeBefore(this.#nextId - Math.floor(maxFrames * (1 - slack)));
    if (this.octets <= maxOctets) return;
    const [id] = numbersOf(this.#firstAtPosition.get(this.#nextPosition - maxOctets * (1 - slack)), "id");
    this.#removeBefore(id ?? this.#nextId);
  }

  /** Takes out what arrived before an instant. */
  prune(olderThan: number): void {
    const [id] = numbersOf(this.#firstSince.get(olderThan), "id");
    this.#removeBefore(id ?? this.#nextId);
  }

  /** Reads from the table what the ring holds: after a transaction that was rolled back the running numbers are wrong. */
  recount(): void {
    const [firstId, firstPosition] = numbersOf(this.#first.get(), "id", "position");
    const [lastId, next] = numbersOf(this.#last.get(), "id", "next");
    if (lastId !== undefined) {
      this.#nextId = lastId + 1;
      this.#nextPosition = next ?? 0;
    }
    this.#firstId = firstId ?? this.#nextId;
    this.#firstPosition = firstPosition ?? this.#nextPosition;
  }

  #removeBefore(id: number): void {
    if (id <= this.#firstId) return;
    this.#deleteBefore.run(id);
    this.recount();
  }
}
