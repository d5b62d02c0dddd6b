import { inflateRawSync } from "node:zlib";
import type { Database, Statement } from "./database.ts";
import { deflateSmall } from "./deflate.ts";
import { numbersOf, octetsOf, textOf } from "./rows.ts";

export interface RawFrame {
  readonly source: string;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  readonly framing?: string;
  /** `reading`, or the code of the diagnosis that stood in its way. */
  readonly outcome: string;
  readonly octets: Uint8Array;
}

/** A frame in the ring. */
export interface StoredFrame extends RawFrame {
  readonly id: number;
}

/** Which frames are wanted: by arrival, both ends included, and of one source where it is named. */
export interface FrameQuery {
  readonly from: number;
  readonly to: number;
  readonly source?: string | undefined;
}

/** A page of the ring, newest first. */
export interface FramePage {
  /** Only frames with a smaller number. */
  readonly before: number;
  readonly source?: string | undefined;
  readonly limit: number;
}

export interface RingBounds {
  readonly maxFrames: number;
  readonly maxOctets: number;
}

/** How much more than its bound the ring is emptied by, so that it is not emptied a little at every write. */
const slack = 0.02;

/** A frame is kept deflated where that saves a tenth at least. */
const worthwhile = 0.9;
/** More than any frame has. */
const largestFrame = 16_000_000;

/** What the meter sent: a ring, bounded by number and size, whose oldest frames go first. */
export class RawFramesTable {
  #bounds: RingBounds;
  readonly #insert: Statement;
  readonly #first: Statement;
  readonly #last: Statement;
  readonly #firstAtPosition: Statement;
  readonly #firstSince: Statement;
  readonly #deleteBefore: Statement;
  readonly #after: Statement;
  readonly #before: Statement;
  readonly #find: Statement;
  readonly #setOutcome: Statement;
  #firstId = 1;
  #nextId = 1;
  #firstPosition = 0;
  #nextPosition = 0;

  constructor(database: Database, bounds: RingBounds) {
    this.#bounds = bounds;
    this.#insert = database.prepare(
      "INSERT INTO raw_frames (id, source, received_at, position, framing, outcome, octets, deflated) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    );
    this.#first = database.prepare("SELECT id, position FROM raw_frames ORDER BY id LIMIT 1");
    this.#last = database.prepare(
      "SELECT id, position + length(octets) AS next FROM raw_frames ORDER BY id DESC LIMIT 1",
    );
    // Both grow with the row number, so these scans end at the first frame that may stay.
    this.#firstAtPosition = database.prepare("SELECT id FROM raw_frames WHERE position >= ? ORDER BY id LIMIT 1");
    this.#firstSince = database.prepare("SELECT id FROM raw_frames WHERE received_at >= ? ORDER BY id LIMIT 1");
    this.#deleteBefore = database.prepare("DELETE FROM raw_frames WHERE id < ?");
    this.#after = database.prepare(
      `SELECT id, source, received_at, framing, outcome, octets, deflated FROM raw_frames
       WHERE id > ? AND received_at >= ? AND received_at <= ? AND (? = '' OR source = ?) ORDER BY id LIMIT ?`,
    );
    this.#before = database.prepare(
      `SELECT id, source, received_at, framing, outcome, octets, deflated FROM raw_frames
       WHERE id < ? AND (? = '' OR source = ?) ORDER BY id DESC LIMIT ?`,
    );
    this.#find = database.prepare(
      "SELECT id, source, received_at, framing, outcome, octets, deflated FROM raw_frames WHERE id = ?",
    );
    this.#setOutcome = database.prepare("UPDATE raw_frames SET framing = ?, outcome = ? WHERE id = ?");
    this.recount();
  }

  /** Holds from the next {@link enforceBounds} on. */
  set bounds(bounds: RingBounds) {
    this.#bounds = bounds;
  }

  get frames(): number {
    return this.#nextId - this.#firstId;
  }

  get octets(): number {
    return this.#nextPosition - this.#firstPosition;
  }

  insert({ source, receivedAt, framing, outcome, octets }: RawFrame): void {
    const small = deflateSmall(octets);
    const isSmaller = small.length < octets.length * worthwhile;
    const kept = isSmaller ? small : octets;
    const about = [this.#nextId, source, receivedAt, this.#nextPosition, framing ?? null, outcome] as const;
    this.#insert.run(...about, kept, isSmaller ? 1 : 0);
    this.#nextId++;
    this.#nextPosition += kept.length;
  }

  /** Frames behind a number, in the order in which they came. */
  after(id: number, { from, to, source = "" }: FrameQuery, limit: number): StoredFrame[] {
    return this.#after.all(id, from, to, source, source, limit).flatMap(toFrame);
  }

  /** Frames before a number, the latest first. */
  before({ before, source = "", limit }: FramePage): StoredFrame[] {
    return this.#before.all(before, source, source, limit).flatMap(toFrame);
  }

  find(id: number): StoredFrame | undefined {
    return toFrame(this.#find.get(id))[0];
  }

  /** What became of a frame that was decoded again. */
  setOutcome(id: number, outcome: string, framing?: string): void {
    this.#setOutcome.run(framing ?? null, outcome, id);
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

function toFrame(row: unknown): StoredFrame[] {
  const [id, receivedAt, deflated] = numbersOf(row, "id", "received_at", "deflated");
  const [source, outcome, framing] = ["source", "outcome", "framing"].map((column) => textOf(row, column));
  const kept = octetsOf(row, "octets");
  if (id === undefined || receivedAt === undefined || source === undefined || outcome === undefined || !kept) return [];
  const octets = deflated === 1 ? inflateRawSync(kept, { maxOutputLength: largestFrame }) : kept;
  const about = { id, source, receivedAt, outcome, octets: new Uint8Array(octets) };
  return [framing === undefined ? about : { ...about, framing }];
}
