import type { OutboxEntry } from "../sinks/sink.ts";
import { CursorsTable } from "./cursors-table.ts";
import type { Database } from "./database.ts";
import type { JournalContent } from "./journal-record.ts";
import { type Kinds, type Logged, LogTable, meterOf } from "./log-table.ts";
import { MemoryTail } from "./memory-tail.ts";

export interface OutboxBounds {
  readonly maxOctets: number;
  readonly maxAgeMs: number;
}

/** What a sink is given at once, to be acknowledged as a whole. */
export interface Batch {
  readonly entries: readonly OutboxEntry[];
  readonly logged: readonly Logged[];
  /** False: other entries lie between these, which the sink need not be given. */
  readonly isWhole: boolean;
  readonly epoch: number;
}

/** How a sink stands to the log. */
export interface OutboxState {
  /** Entries that the sink has not got yet. */
  readonly waiting: number;
  /** When the oldest of them was put in, epoch milliseconds. */
  readonly waitingSince?: number;
  readonly dropped: number;
  /** True: the disk fails, and what waits is in memory only. */
  readonly isVolatile: boolean;
}

interface Cursor {
  kinds: Kinds;
  wake: () => void;
  /** Its sink is between an end and another start. */
  isReleased: boolean;
  position: number;
  waiting: number;
  dropped: number;
  /** Changed since it was written last. */
  isDirty: boolean;
  /** Its position on disk. */
  saved: number;
  /** That is in the journal only. */
  isJournaled: boolean;
  /** Entries up to here were given up, perhaps while some of them were being delivered. */
  givenUp: number;
  oldest: { readonly position: number; readonly at: number | undefined } | undefined;
}

/** What a transaction takes out, told to the cursors once it is written. */
interface Removal {
  readonly through: number;
  readonly dropped: ReadonlyMap<Cursor, number>;
}

interface Tables {
  readonly log: LogTable;
  readonly cursors: CursorsTable;
}

/** Cursors are written no more often than this: what was delivered since is delivered again after a kill. */
const cursorEveryMs = 30_000;
/**
 * But for a sink that catches up: so many entries are not delivered twice, and one that is killed again and again still
 * gets on.
 */
const mostUnsaved = 200;
const ageEveryMs = 600_000;
/** Entries that every sink has are taken out so many at a time. */
const removedAtOnce = 200;
/** How much more than its bound the log is emptied by, so that it is not emptied a little at every write. */
const slack = 0.02;

/**
 * The one log between the meters and all sinks. Entries are put in with {@link add} and can be read once they are on
 * disk; each sink has a cursor and reads at its own pace. While the disk fails, a bounded number of entries is kept in
 * memory and can be read at once.
 *
 * The archive writes it with the readings: in the transaction that does it, {@link write}, then {@link committed} or {@link failed};
 * or to its journal, {@link forJournal}, then {@link journaled}.
 */
export class Outbox {
  #bounds: OutboxBounds;
  readonly #cursors = new Map<string, Cursor>();
  readonly #memory = new MemoryTail();
  #tables: Tables | undefined;
  #isVolatile = false;
  #savedAt: number | undefined;
  #agedAt: number | undefined;
  /** Counts what changes every number: a batch from before it is no longer known. */
  #epoch = 0;
  #removal: Removal | undefined;
  #areCursorsWritten = false;
  /** Cursors of sinks that are no longer there, still on disk. */
  #gone: string[] = [];

  constructor(bounds: OutboxBounds) {
    this.#bounds = bounds;
  }

  /** From the next write on. */
  set bounds(bounds: OutboxBounds) {
    this.#bounds = bounds;
    this.#agedAt = undefined;
  }

  /**
   * Makes a cursor for a sink; gives the cursor's name, which is the sink's unless another has it. One that was released under
   * this name goes on where it was. Before the database is opened, a sink that it knows goes on as well; any other gets what
   * comes from now on. `wake` is told when there may be something to read.
   */
  register(name: string, kinds: Kinds, wake: () => void): string {
    let sink = name;
    for (let number = 2; this.#cursors.get(sink)?.isReleased === false; number++) sink = `${name}#${number}`;
    const known = this.#cursors.get(sink);
    if (known !== undefined) {
      Object.assign(known, { kinds, wake, isReleased: false, oldest: undefined });
      this.#recount(known);
      return sink;
    }
    this.#gone = this.#gone.filter((gone) => gone !== sink);
    const position = this.#memory.lastId;
    const start = { waiting: 0, dropped: 0, isDirty: true, givenUp: 0, isJournaled: false, isReleased: false };
    this.#cursors.set(sink, { kinds, wake, position, saved: position, ...start, oldest: undefined });
    return sink;
  }

  /** The sink has ended, and may come again under its name: what comes meanwhile waits for it, until {@link forgetReleased}. */
  release(sink: string): void {
    const cursor = this.#cursorOf(sink);
    cursor.isReleased = true;
    cursor.wake = () => undefined;
  }

  /** Whoever did not come again gets nothing any more. */
  forgetReleased(): void {
    for (const [sink, { isReleased }] of this.#cursors) {
      if (!isReleased) continue;
      this.#cursors.delete(sink);
      this.#gone.push(sink);
    }
  }

  /** The next {@link isDue} does not wait for cursors to be old enough: this is the end. */
  settle(): void {
    this.#savedAt = undefined;
  }

  /** Entries that are to go to the database. */
  get unstored(): number {
    return this.#memory.journaled + this.#memory.pending.length;
  }

  /** True: there is something that the journal has and the database has not. */
  get isJournaled(): boolean {
    return this.#memory.journaled > 0 || this.#hasJournaledCursors;
  }

  /** True: there is something to be written now. */
  isDue(now: number): boolean {
    if (this.#memory.pending.length > 0) return true;
    return this.#areCursorsDue(now) && [...this.#cursors.values()].some((cursor) => cursor.isDirty);
  }

  /** Whether any sink takes such entries. */
  isTaken(kind: OutboxEntry["kind"]): boolean {
    return [...this.#cursors.values()].some(({ kinds }) => kinds.has(kind));
  }

  /** Puts an entry in. One that no sink takes is not kept. */
  add(entry: OutboxEntry, now: number): void {
    const takers = [...this.#cursors.values()].filter(({ kinds }) => kinds.has(entry.kind));
    if (takers.length === 0) return;
    this.#memory.add({ at: now, entry });
    for (const cursor of takers) cursor.waiting++;
    if (!this.#isVolatile) return;
    for (const given of this.#memory.enforceBound()) this.#giveUp(given);
    this.#wakeAll();
  }

  /** What a sink is to be given next; undefined where nothing waits that it takes. Throws where the disk can't be read. */
  read(sink: string, limit: number): Batch | undefined {
    const cursor = this.#cursorOf(sink);
    const { position, kinds } = cursor;
    const fromDisk = this.#onDisk(position)?.log.after(position, this.#memory.firstId - 1, kinds, limit) ?? [];
    const found = fromDisk.length > 0 ? fromDisk : this.#memory.after(position, kinds, limit, this.#isVolatile);
    if (found.length === 0) this.#passOver(cursor);
    return this.#toBatch(found, true);
  }

  /** As {@link read}, with only the latest of each kind and meter; acknowledging it passes over all the others. */
  readLatest(sink: string): Batch | undefined {
    const cursor = this.#cursorOf(sink);
    const { position, kinds } = cursor;
    const onDisk = this.#onDisk(position)?.log.latest(position, kinds) ?? [];
    const inMemory = this.#memory.after(position, kinds, Number.POSITIVE_INFINITY, this.#isVolatile);
    const latest = new Map<string, Logged>();
    for (const logged of [...onDisk, ...inMemory]) latest.set(`${logged.entry.kind}/${meterOf(logged.entry)}`, logged);
    if (latest.size === 0) this.#passOver(cursor);
    return this.#toBatch(
      [...latest.values()].sort((a, b) => a.id - b.id),
      false,
    );
  }

  /** The sink has the batch, or will never take it: then what was in it counts as dropped. */
  acknowledge(sink: string, { logged, isWhole, epoch }: Batch, isDropped = false): void {
    const cursor = this.#cursorOf(sink);
    const [first, last] = [logged[0], logged.at(-1)];
    if (epoch !== this.#epoch || first === undefined || last === undefined || last.id <= cursor.position) return;
    cursor.position = last.id;
    cursor.isDirty = true;
    if (isDropped) cursor.dropped += logged.length;
    if (isWhole && first.id > cursor.givenUp) cursor.waiting -= logged.length;
    else this.#recount(cursor);
    if (this.#isVolatile) this.#memory.forgetPending(this.#doneId());
  }

  state(sink: string): OutboxState {
    const cursor = this.#cursorOf(sink);
    const { waiting, dropped, position } = cursor;
    if (waiting > 0 && cursor.oldest?.position !== position) cursor.oldest = { position, at: this.#oldestAt(cursor) };
    const since = waiting > 0 ? cursor.oldest?.at : undefined;
    return { waiting, dropped, isVolatile: this.#isVolatile, ...(since === undefined ? {} : { waitingSince: since }) };
  }

  /** The database is open: what waits there is read, and what waits in memory gets its place behind it. */
  attach(database: Database): void {
    const tables = { log: new LogTable(database), cursors: new CursorsTable(database) };
    const stored = new Map(tables.cursors.all().map((cursor) => [cursor.sink, cursor]));
    for (const sink of stored.keys()) if (!this.#cursors.has(sink)) tables.cursors.delete(sink);
    const last = Math.max(tables.log.lastId, ...[...stored.values()].map(({ position }) => position));
    this.#memory.renumber(last);
    this.#epoch++;
    this.#tables = tables;
    for (const [sink, cursor] of this.#cursors) {
      const known = stored.get(sink);
      cursor.dropped += known?.dropped ?? 0;
      // A sink that is new gets what comes from now on; so does one that has everything.
      const hasBacklog = known !== undefined && tables.log.count(known.position, last, cursor.kinds) > 0;
      cursor.position = hasBacklog ? known.position : last + cursor.position;
      cursor.isDirty = true;
      cursor.saved = cursor.position;
      this.#recount(cursor);
    }
    this.#wakeAll();
  }

  /** What is to be appended to the journal: entries that nobody may read yet, and cursors where it is time for them. */
  forJournal(now: number): Pick<JournalContent, "entries" | "cursors"> {
    const dirty = this.#areCursorsDue(now) ? [...this.#cursors].filter(([, { isDirty }]) => isDirty) : [];
    const cursors = dirty.map(([sink, { position, dropped }]) => ({ sink, position, dropped }));
    return { entries: this.#memory.pending, cursors };
  }

  /** The journal has it: sinks may read. */
  journaled(now: number): void {
    const hasNews = this.#memory.pending.length > 0;
    this.#memory.keep(false);
    if (this.#areCursorsDue(now)) {
      for (const cursor of this.#cursors.values()) if (cursor.isDirty) cursor.isJournaled = true;
      this.#cursorsSaved(now);
    }
    if (hasNews) this.#wakeAll();
  }

  /** Writes what is new, takes out what is done or too old; to be called in a transaction. */
  write(now: number): void {
    const tables = this.#tables;
    if (tables === undefined) return;
    const { log, cursors } = tables;
    // What every sink has got out of the journal need not go any further; but then its number must not be given again.
    const done = this.#doneId();
    const unstored = this.#memory.unstored;
    const waiting = unstored.filter(({ id }) => id > done);
    for (const logged of waiting) log.insert(logged);
    this.#removal = this.#planRemoval(log, now);
    if (this.#removal !== undefined) log.deleteThrough(this.#removal.through);
    for (const sink of this.#gone) cursors.delete(sink);
    this.#areCursorsWritten =
      waiting.length < unstored.length ||
      this.#removal !== undefined ||
      this.#hasJournaledCursors ||
      this.#areCursorsDue(now);
    if (!this.#areCursorsWritten) return;
    for (const [sink, cursor] of this.#cursors) {
      const dropped = this.#removal?.dropped.get(cursor);
      if (!cursor.isDirty && !cursor.isJournaled && dropped === undefined) continue;
      const position = Math.max(cursor.position, this.#removal?.through ?? 0);
      cursors.save({ sink, position, dropped: cursor.dropped + (dropped ?? 0) });
    }
  }

  /** The transaction is written: sinks may read. */
  committed(now: number): void {
    if (this.#tables === undefined) return;
    const hasNews = this.#memory.pending.length > 0;
    this.#memory.keep(true);
    this.#isVolatile = false;
    this.#gone = [];
    if (this.#areCursorsWritten) {
      for (const cursor of this.#cursors.values()) cursor.isJournaled = false;
      this.#cursorsSaved(now);
    }
    for (const cursor of this.#cursors.values()) this.#applyRemoval(cursor);
    this.#removal = undefined;
    if (hasNews) this.#wakeAll();
  }

  /** The disk took nothing: until it does, sinks are served from memory. */
  failed(): void {
    this.#removal = undefined;
    this.#isVolatile = true;
    for (const given of this.#memory.enforceBound()) this.#giveUp(given);
    if (this.#memory.pending.length > 0) this.#wakeAll();
    this.#tables?.log.recount();
  }

  /** The database is closed. */
  detach(): void {
    this.#tables = undefined;
  }

  #cursorsSaved(now: number): void {
    this.#savedAt = now;
    for (const cursor of this.#cursors.values()) {
      cursor.isDirty = false;
      cursor.saved = cursor.position;
    }
  }

  get #hasJournaledCursors(): boolean {
    return [...this.#cursors.values()].some(({ isJournaled }) => isJournaled);
  }

  #areCursorsDue(now: number): boolean {
    if (this.#savedAt === undefined || now - this.#savedAt >= cursorEveryMs || now < this.#savedAt) return true;
    return [...this.#cursors.values()].some(({ position, saved }) => position - saved >= mostUnsaved);
  }

  /** What every sink has goes; then what passes the bounds, whoever waits for it. */
  #planRemoval(log: LogTable, now: number): Removal | undefined {
    const { maxOctets, maxAgeMs } = this.#bounds;
    const done = this.#doneId();
    let through = done - log.firstId >= removedAtOnce ? done : 0;
    if (log.octets > maxOctets) through = Math.max(through, log.lastOver(Math.floor(maxOctets * (1 - slack))));
    if (this.#agedAt === undefined || now - this.#agedAt >= ageEveryMs || now < this.#agedAt) {
      this.#agedAt = now;
      through = Math.max(through, log.lastBefore(now - maxAgeMs));
    }
    if (log.lastId === 0 || through < log.firstId) return undefined;
    const dropped = new Map<Cursor, number>();
    for (const cursor of this.#cursors.values()) {
      if (cursor.position < through) dropped.set(cursor, log.count(cursor.position, through, cursor.kinds));
    }
    return { through, dropped };
  }

  #applyRemoval(cursor: Cursor): void {
    const removal = this.#removal;
    if (removal === undefined || cursor.position >= removal.through) return;
    const dropped = removal.dropped.get(cursor) ?? 0;
    cursor.dropped += dropped;
    cursor.waiting -= dropped;
    cursor.position = removal.through;
    cursor.givenUp = removal.through;
  }

  /** Nothing is left that the sink takes: what others take must not wait for it. */
  #passOver(cursor: Cursor): void {
    const end = this.#memory.visibleEnd(this.#isVolatile);
    if (cursor.position >= end) return;
    cursor.position = end;
    cursor.isDirty = true;
  }

  /** An entry that memory has no room for, while no disk takes it. */
  #giveUp({ id, entry }: Logged): void {
    for (const cursor of this.#cursors.values()) {
      if (cursor.position >= id || !cursor.kinds.has(entry.kind)) continue;
      cursor.dropped++;
      cursor.waiting--;
      cursor.givenUp = Math.max(cursor.givenUp, id);
      cursor.isDirty = true;
    }
  }

  /** The last entry that every sink has. */
  #doneId(): number {
    return Math.min(this.#memory.lastId, ...[...this.#cursors.values()].map(({ position }) => position));
  }

  /** The tables, where what follows a position is no longer in memory. */
  #onDisk(position: number): Tables | undefined {
    return position + 1 < this.#memory.firstId ? this.#tables : undefined;
  }

  #recount(cursor: Cursor): void {
    const { position, kinds } = cursor;
    const onDisk = this.#onDisk(position)?.log.count(position, this.#memory.firstId - 1, kinds) ?? 0;
    cursor.waiting = onDisk + this.#memory.count(position, kinds);
  }

  #oldestAt({ position, kinds }: Cursor): number | undefined {
    const onDisk = this.#onDisk(position)?.log.firstAt(position, kinds);
    return onDisk ?? this.#memory.after(position, kinds, 1, true)[0]?.at;
  }

  #cursorOf(sink: string): Cursor {
    const cursor = this.#cursors.get(sink);
    if (cursor === undefined) throw new Error(`the sink ${sink} has no cursor`);
    return cursor;
  }

  #wakeAll(): void {
    for (const { wake } of this.#cursors.values()) wake();
  }

  #toBatch(logged: readonly Logged[], isWhole: boolean): Batch | undefined {
    if (logged.length === 0) return undefined;
    return { logged, entries: logged.map(({ entry }) => entry), isWhole, epoch: this.#epoch };
  }
}
