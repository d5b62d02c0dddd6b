import { type LedgerInterval, type Quality, type Rollup, rollUp, rollUpFurther, type Span } from "@meter2mqtt/energy";
import type { Ledger } from "./ledger.ts";
import type { MeterLedger } from "./meter-ledger.ts";
import type { RegisterBook } from "./register-book.ts";

/** One place in the grid: the meters that followed each other there. Their series are joined. */
export interface MeteringPlace {
  /** Under which names the meters' readings are kept. */
  readonly meters: readonly string[];
  readonly register: string;
}

/** What of which places; all that starts in the time is given. */
export interface SeriesQuery {
  /** Several stand side by side and are added up: what one of them lacks is missing in the sum. */
  readonly places: readonly MeteringPlace[];
  /** Epoch milliseconds; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
}

export interface Series<T> {
  readonly unit: string;
  /** Amounts count steps of 10^exponent units. */
  readonly exponent: number;
  /** IANA zone by whose calendar days are added up. */
  readonly zone: string;
  /** In order of time. */
  readonly items: readonly T[];
}

/** What is known of a register. */
export interface RegisterView {
  readonly register: string;
  readonly unit: string;
  readonly exponent: number;
  readonly kind: "snapshot" | "live";
  /** From one value to the next, as far as it is known. */
  readonly periodMs: number | undefined;
  readonly firstStart: number | undefined;
  readonly lastStart: number | undefined;
}

interface Member {
  readonly book: RegisterBook;
  readonly meter: MeterLedger;
}

/** Reads the ledger as it stands, with what waits to be written. Throws StoreError while the database is not open. */
export class LedgerReader {
  readonly #ledger: Ledger;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /** Registers of meters that followed each other; undefined where the ledger knows none of them. */
  registers(meters: readonly string[]): RegisterView[] | undefined {
    this.#assertOpen();
    const books = meters.flatMap((name) => this.#ledger.meter(name) ?? []);
    if (books.length === 0) return undefined;
    const views = new Map<string, RegisterView>();
    for (const { registers } of books) {
      for (const register of registers) {
        const { register: name } = register.identity;
        views.set(name, joined(views.get(name), viewOf(register)));
      }
    }
    return [...views.values()];
  }

  /** Undefined where none of the meters has such a register, or where they count in different units. */
  intervals(query: SeriesQuery): Series<LedgerInterval> | undefined {
    return this.#series(query, ({ book }) => book.intervals(query.from, query.to), combineIntervals);
  }

  /** Hours, days, months or years of the first meter's zone; undefined as with intervals. */
  rollups(query: SeriesQuery & { readonly span: Exclude<Span, "quarter"> }): Series<Rollup> | undefined {
    const { span, from, to } = query;
    return this.#series(query, (member) => rollupsOf(member, span, { from, to }), combineRollups);
  }

  #series<T extends { readonly start: number; readonly amount: number }>(
    { places }: SeriesQuery,
    read: (member: Member) => readonly T[],
    combine: (items: readonly T[], places: number) => T,
  ): Series<T> | undefined {
    this.#assertOpen();
    const members = places.map((place) => this.#membersOf(place));
    const all = members.flat();
    const [first] = all;
    if (first === undefined) return undefined;
    const { unit } = first.book.identity;
    if (all.some(({ book }) => book.identity.unit !== unit)) return undefined;
    const exponent = Math.min(...all.map(({ book }) => book.exponent));
    const joined = members.map((place) => {
      const lists = place.map((member) => scale(read(member), 10 ** (member.book.exponent - exponent)));
      return lists.length === 1 ? (lists[0] ?? []) : merge(lists.flat(), (same) => combine(same, 1));
    });
    const items = joined.length === 1 ? joined[0] : merge(joined.flat(), (same) => combine(same, places.length));
    return { unit, exponent, zone: first.meter.calendar.zone, items: items ?? [] };
  }

  #membersOf({ meters, register }: MeteringPlace): Member[] {
    return meters.flatMap((name): Member[] => {
      const meter = this.#ledger.meter(name);
      const book = meter?.register(register);
      return meter === undefined || book === undefined ? [] : [{ book, meter }];
    });
  }

  #assertOpen(): void {
    // Without its tables the ledger would answer with what it has in memory, as if there were no more.
    void this.#ledger.tables;
  }
}

function rollupsOf(
  { book, meter: { calendar } }: Member,
  span: Exclude<Span, "quarter">,
  { from, to }: { readonly from: number; readonly to: number },
): readonly Rollup[] {
  // A span is given whole or not at all.
  const [first] = calendar.starts(span, from, to).filter((start) => start >= from);
  if (first === undefined) return [];
  const end = calendar.endOf(span, to - 1);
  if (span === "hour") return rollUp(book.intervals(first, end), "hour", calendar);
  const days = book.days(first, end);
  return span === "day" ? days : rollUpFurther(days, span, calendar);
}

function viewOf(register: RegisterBook): RegisterView {
  const { register: name, unit } = register.identity;
  const { kind, exponent, isKindKnown } = register;
  const period = kind.kind === "live" ? kind.pushMs : kind.periodMs;
  const { first, last } = register.extent();
  return {
    register: name,
    unit,
    exponent,
    kind: kind.kind,
    periodMs: isKindKnown ? period : undefined,
    firstStart: first,
    lastStart: last,
  };
}

function joined(one: RegisterView | undefined, other: RegisterView): RegisterView {
  if (one === undefined) return other;
  const starts = [one.firstStart, other.firstStart].filter((start) => start !== undefined);
  const ends = [one.lastStart, other.lastStart].filter((start) => start !== undefined);
  return {
    ...one,
    exponent: Math.min(one.exponent, other.exponent),
    firstStart: starts.length === 0 ? undefined : Math.min(...starts),
    lastStart: ends.length === 0 ? undefined : Math.max(...ends),
  };
}

function scale<T extends { readonly amount: number }>(items: readonly T[], steps: number): readonly T[] {
  return steps === 1 ? items : items.map((item) => ({ ...item, amount: item.amount * steps }));
}

/** One item for all that start at the same time. */
function merge<T extends { readonly start: number }>(items: readonly T[], combine: (same: readonly T[]) => T): T[] {
  const byStart = new Map<number, T[]>();
  for (const item of items) {
    const same = byStart.get(item.start);
    if (same === undefined) byStart.set(item.start, [item]);
    else same.push(item);
  }
  return [...byStart.values()].map(combine).sort((a, b) => a.start - b.start);
}

/** From the surest to the least sure. */
const qualityOrder: readonly Quality[] = ["measured", "edited", "interpolated", "estimated"];

function combineIntervals(items: readonly LedgerInterval[], places: number): LedgerInterval {
  const [first] = items;
  if (first === undefined) throw new RangeError("there is nothing to combine");
  const worst = Math.max(...items.map(({ quality }) => qualityOrder.indexOf(quality)));
  const lengthMs = Math.max(...items.map((item) => item.lengthMs));
  const coveredMs = sumOf(items, "coveredMs") / places;
  return {
    start: first.start,
    lengthMs,
    amount: sumOf(items, "amount"),
    quality: qualityOrder[worst] ?? "estimated",
    coveredMs: Math.min(lengthMs, Math.floor(coveredMs)),
  };
}

function combineRollups(items: readonly Rollup[], places: number): Rollup {
  const [first] = items;
  if (first === undefined) throw new RangeError("there is nothing to combine");
  const share = (field: "measuredMs" | "interpolatedMs" | "estimatedMs" | "editedMs") =>
    Math.floor(sumOf(items, field) / places);
  return {
    start: first.start,
    end: first.end,
    amount: sumOf(items, "amount"),
    measuredMs: share("measuredMs"),
    interpolatedMs: share("interpolatedMs"),
    estimatedMs: share("estimatedMs"),
    editedMs: share("editedMs"),
  };
}

function sumOf<Field extends string>(items: readonly Readonly<Record<Field, number>>[], field: Field): number {
  return items.reduce((sum, item) => sum + item[field], 0);
}
