import type { Kinds, Logged } from "./log-table.ts";

/** Entries in the database that are kept at hand as well: a sink that keeps up never reads the disk. */
const recentEntries = 200;
/** Entries that wait for a disk that fails: half a day of a meter that pushes every 10 s, some 10 MB. */
const maxPending = 5000;

/** The end of the log: entries that are not on disk yet, those that only the journal has, and the last ones in the database. */
export class MemoryTail {
  #recent: Logged[] = [];
  #pending: Logged[] = [];
  #lastId = 0;
  /** So many of the last recent ones are not in the database. */
  #journaled = 0;

  get pending(): readonly Logged[] {
    return this.#pending;
  }

  get lastId(): number {
    return this.#lastId;
  }

  /** What has a smaller number is on disk only. */
  get firstId(): number {
    return this.#recent[0]?.id ?? this.#pending[0]?.id ?? this.#lastId + 1;
  }

  /** The last entry that sinks may read; `isVolatile`: also what is not on disk. */
  visibleEnd(isVolatile: boolean): number {
    const [first] = this.#pending;
    return isVolatile || first === undefined ? this.#lastId : first.id - 1;
  }

  add(logged: Omit<Logged, "id">): void {
    this.#pending.push({ id: ++this.#lastId, ...logged });
  }

  after(position: number, kinds: Kinds, limit: number, isVolatile: boolean): Logged[] {
    const found: Logged[] = [];
    for (const part of isVolatile ? [this.#recent, this.#pending] : [this.#recent]) {
      for (const logged of part) {
        if (found.length >= limit) return found;
        if (logged.id > position && kinds.has(logged.entry.kind)) found.push(logged);
      }
    }
    return found;
  }

  count(position: number, kinds: Kinds): number {
    return this.after(position, kinds, Number.POSITIVE_INFINITY, true).length;
  }

  /** Entries that are to go to the database, oldest first. */
  get unstored(): Logged[] {
    return [...this.#recent.slice(this.#recent.length - this.#journaled), ...this.#pending];
  }

  /** Of these, those that the journal has. */
  get journaled(): number {
    return this.#journaled;
  }

  /** What was pending is on disk: in the database, or in the journal only. */
  keep(isStored: boolean): void {
    this.#journaled = isStored ? 0 : this.#journaled + this.#pending.length;
    this.#recent.push(...this.#pending);
    this.#pending = [];
    const excess = this.#recent.length - Math.max(recentEntries, this.#journaled);
    if (excess > 0) this.#recent.splice(0, excess);
  }

  /** So many entries are on disk already, from before. */
  renumber(by: number): void {
    this.#lastId += by;
    for (const logged of this.#pending) logged.id += by;
  }

  /** Every sink has got what is pending up to here: no disk needs to take it any more. */
  forgetPending(through: number): void {
    this.#pending = this.#pending.filter(({ id }) => id > through);
  }

  /** Entries there is no room for. The oldest readings go first: the next one replaces them. Then the oldest of the rest. */
  enforceBound(): Logged[] {
    const excess = this.#pending.length - maxPending;
    if (excess <= 0) return [];
    const readings = this.#pending.filter(({ entry }) => entry.kind === "reading").slice(0, excess);
    const given = new Set([...readings, ...this.#pending.slice(0, excess - readings.length)]);
    this.#pending = this.#pending.filter((logged) => !given.has(logged));
    return [...given];
  }
}
