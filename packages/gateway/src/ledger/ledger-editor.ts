import type { Edit, ImportedInterval, LedgerInterval } from "@meter2mqtt/energy";
import { intervalMsOf, quarterMs } from "@meter2mqtt/energy";
import { StoreError } from "../errors.ts";
import { inTransaction } from "../store/database.ts";
import type { Ledger } from "./ledger.ts";
import type { LedgerMeter } from "./ledger-state-table.ts";
import type { LedgerTables } from "./ledger-tables.ts";
import type { RegisterBook } from "./register-book.ts";
import { longestImportMs } from "./register-changes.ts";
import { spreadCorrection } from "./spread-correction.ts";

/** What somebody wants an interval to be. */
export interface EditRequest {
  readonly meter: string;
  readonly register: string;
  /** Epoch milliseconds. */
  readonly start: number;
  /** In the register's unit; undefined takes earlier edits back. */
  readonly amount: number | undefined;
  readonly by: string;
}

/** What a stretch of time came to. */
export interface CorrectionEdit {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** In the register's unit, all together; undefined takes earlier edits of this time back. */
  readonly amount: number | undefined;
  readonly by: string;
  readonly why?: string | undefined;
}

/** Amounts from elsewhere, in the register's unit. */
export interface ImportRequest {
  readonly about: LedgerMeter;
  readonly register: string;
  readonly unit: string;
  readonly intervals: readonly ImportedInterval[];
}

export interface ImportReport {
  readonly taken: number;
  /** From before the time of which the ledger keeps hours. */
  readonly tooOld: number;
}

/** So many go into one transaction: a gateway at work must not wait for long. */
const importedAtOnce = 2000;
const dayMs = 86_400_000;

/** Changes the ledger by hand and from other books. Everything is on disk when a call returns; throws {@link StoreError}. */
export class LedgerEditor {
  readonly #ledger: Ledger;
  readonly #flush: (now: number) => void;
  #hourDays: number;

  /** `flush` writes what the store has waiting, so that the ledger on disk never knows more than the readings beside it. */
  constructor(
    ledger: Ledger,
    { flush, hourDays }: { readonly flush: (now: number) => void; readonly hourDays: number },
  ) {
    this.#ledger = ledger;
    this.#flush = flush;
    this.#hourDays = hourDays;
  }

  /** How long hours are kept: what is older can't be changed. */
  set hourDays(hourDays: number) {
    this.#hourDays = hourDays;
  }

  /**
   * Sets the amount of an interval, and keeps what stood there. Undefined: no such meter or register, no interval starts
   * then, or it is so old that only its day is kept.
   */
  edit({ meter, register: name, start, amount, by }: EditRequest, now: number): Edit | undefined {
    this.#flush(now);
    const register = this.#ledger.meter(meter)?.register(name);
    if (register === undefined || start < now - this.#hourDays * dayMs || start % quarterMs !== 0) return undefined;
    const steps = amount === undefined ? undefined : register.stepsOf(amount);
    const [there] = register.intervals(start, start + 1);
    const lengthMs = there?.lengthMs ?? intervalMsOf({ registers: register.kind, maxPerHour: 0 });
    if (there === undefined && start % lengthMs !== 0) return undefined;
    const edit: Edit = { start, lengthMs, amount: steps, by, editedAt: now, was: there?.amount };
    this.#transaction(register, (tables, track) => tables.edits.add(track, edit), {
      from: start,
      to: start + lengthMs,
    });
    return edit;
  }

  /**
   * Shares an amount out over the intervals of a stretch of time, as {@link spreadCorrection} says. Gives what was set;
   * undefined where the time does not begin and end with intervals, or is so old that only its days are kept.
   */
  correct(register: RegisterBook, { from, to, amount, by, why }: CorrectionEdit, now: number): Edit[] | undefined {
    this.#flush(now);
    if (from < now - this.#hourDays * dayMs || from % quarterMs !== 0 || to % quarterMs !== 0) return undefined;
    const known = register.intervals(from, to);
    const usualMs = intervalMsOf({ registers: register.kind, maxPerHour: 0 });
    const facts = { by, editedAt: now, why };
    const edits =
      amount === undefined
        ? takenBack(known, facts)
        : spreadCorrection(known, { from, to, steps: register.stepsOf(amount), usualMs })?.map(
            ({ start, lengthMs, steps, was }): Edit => ({ ...facts, start, lengthMs, amount: steps, was }),
          );
    if (edits === undefined || edits.length === 0) return edits;
    const put = (tables: LedgerTables, track: number) => {
      for (const edit of edits) tables.edits.add(track, edit);
    };
    this.#transaction(register, put, { from, to });
    return edits;
  }

  /** Puts imported intervals in; the same again changes nothing. They count where the registers say nothing. */
  importIntervals({ about, register: name, unit, intervals }: ImportRequest, now: number): ImportReport {
    this.#flush(now);
    const oldest = now - this.#hourDays * dayMs;
    const taken = intervals.filter(({ start }) => start >= oldest);
    for (const item of taken) assertImportable(item);
    const register = this.#ledger.openMeter(about)?.open(name, unit);
    if (register === undefined || register.identity.unit !== unit)
      throw new StoreError("import", `The register "${name}" of meter ${about.meter} can't take amounts in ${unit}.`);
    // Its meter is on disk before anything that belongs to it.
    this.#flush(now);
    for (let first = 0; first < taken.length; first += importedAtOnce) {
      const part = taken.slice(first, first + importedAtOnce);
      // The finest amount decides what a step is: they are counted when it is known.
      for (const { amount } of part) register.stepsOf(amount);
      const scaled = part.map((item) => ({ ...item, amount: register.stepsOf(item.amount) }));
      const from = Math.min(...scaled.map(({ start }) => start));
      const to = Math.max(...scaled.map(({ start, lengthMs }) => start + lengthMs));
      const put = (tables: LedgerTables, track: number) => {
        for (const item of scaled) tables.imports.put(track, item, now);
      };
      this.#transaction(register, put, { from, to });
    }
    return { taken: taken.length, tooOld: intervals.length - taken.length };
  }

  #transaction(
    register: RegisterBook,
    change: (tables: LedgerTables, track: number) => void,
    { from, to }: { readonly from: number; readonly to: number },
  ): void {
    const { tables } = this.#ledger;
    try {
      inTransaction(tables.database, () => {
        register.write(tables);
        if (register.id === undefined) throw new Error("a track has no number after it was written");
        change(tables, register.id);
        // What it overlaps may have stood in the way of others.
        register.changedFromOutside(from - longestImportMs, to + longestImportMs);
        register.write(tables);
      });
    } catch (cause) {
      register.failed();
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new StoreError("write", `The ledger could not be changed: ${why}.`, { cause });
    }
    this.#ledger.tell(register);
  }
}

/** Edits that give edited intervals back what they were. */
function takenBack(known: readonly LedgerInterval[], facts: Pick<Edit, "by" | "editedAt" | "why">): Edit[] {
  const edited = known.filter(({ edit }) => edit !== undefined);
  return edited.map(({ start, lengthMs, amount }) => ({ ...facts, start, lengthMs, amount: undefined, was: amount }));
}

function assertImportable({ start, lengthMs, amount }: ImportedInterval): void {
  const isOnGrid = start % quarterMs === 0 && lengthMs % quarterMs === 0;
  if (!isOnGrid || lengthMs <= 0 || lengthMs > longestImportMs || !(amount >= 0) || !Number.isFinite(amount))
    throw new StoreError(
      "import",
      `An interval of ${lengthMs / 60_000} minutes from ${new Date(start).toISOString()} with ${amount} can't be taken: expected whole quarters of an hour, up to a day, of 0 or more.`,
    );
}
