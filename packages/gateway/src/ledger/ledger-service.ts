import type {
  CorrectionAnswer,
  HomeConfig,
  HomesAnswer,
  LedgerEditsAnswer,
  LedgerIntervalsAnswer,
  LedgerRegistersAnswer,
  SelfUseAnswer,
} from "@meter2mqtt/contract";
import type { Calendar, Rollup, Span } from "@meter2mqtt/energy";
import type { Ledger } from "./ledger.ts";
import {
  editsAnswer,
  type HomeSpan,
  intervalAnswer,
  rollupAnswer,
  selfUseIntervals,
  toAmount,
} from "./ledger-answers.ts";
import type { CorrectionEdit, LedgerEditor } from "./ledger-editor.ts";
import { LedgerReader, type MeteringPlace } from "./ledger-reader.ts";

/** A stretch of the ledger; epoch milliseconds, `to` is exclusive. */
export interface LedgerTime {
  readonly span: Span;
  readonly from: number;
  readonly to: number;
}

/** A meter, and those before it, with their calendar. */
export interface EnergySource {
  readonly reader: LedgerReader;
  /** Under which names their readings are kept. */
  readonly names: readonly string[];
  readonly calendar: Calendar;
}

export interface LedgerServiceOptions {
  readonly ledger: Ledger;
  readonly editor: LedgerEditor;
  readonly homes: readonly HomeConfig[];
  /** Under which names readings of a meter are kept, by its slug or number: the meters that followed each other. */
  readonly storedNames: (meter: string) => readonly string[];
}

export interface ServedEdit {
  readonly register: string;
  readonly start: number;
  readonly amount: number | undefined;
  readonly by: string;
}

/** Answers what the API is asked about the ledger. Undefined: there is no such meter, register or home. */
export class LedgerService {
  readonly reader: LedgerReader;
  /** Meters that belong together. */
  homesInUse: readonly HomeConfig[];
  readonly #options: LedgerServiceOptions;

  constructor(options: LedgerServiceOptions) {
    this.#options = options;
    this.homesInUse = options.homes;
    this.reader = new LedgerReader(options.ledger);
  }

  /** Where a meter's energy is found; undefined where the ledger knows no such meter. */
  sourceOf(meter: string): EnergySource | undefined {
    const names = this.#options.storedNames(meter);
    const calendar = this.#calendarOf(names);
    return calendar === undefined ? undefined : { reader: this.reader, names, calendar };
  }

  registers(meter: string): LedgerRegistersAnswer | undefined {
    const names = this.#options.storedNames(meter);
    const registers = this.reader.registers(names);
    const calendar = this.#calendarOf(names);
    if (registers === undefined || calendar === undefined) return undefined;
    const latest = this.#options.ledger.meter(names.at(-1) ?? "")?.latest;
    return {
      meter,
      zone: calendar.zone,
      ...(latest === undefined ? {} : { clock: { status: latest.clock, ...offsetOf(latest.offsetMs) } }),
      registers: registers.map(({ register, unit, exponent, kind, periodMs, firstStart, lastStart }) => ({
        ...{ register, unit, kind, resolution: toAmount(1, exponent) },
        ...(periodMs === undefined ? {} : { periodSeconds: periodMs / 1000 }),
        ...(firstStart === undefined ? {} : { first: calendar.format(firstStart) }),
        ...(lastStart === undefined ? {} : { last: calendar.format(lastStart) }),
      })),
    };
  }

  intervals(meter: string, register: string, time: LedgerTime): LedgerIntervalsAnswer | undefined {
    return this.#intervals(meter, register, { places: [this.#placeOf(meter, register)], time });
  }

  /** The same of all meters of a home at the grid, added up. */
  homeIntervals(name: string, register: string, time: LedgerTime): LedgerIntervalsAnswer | undefined {
    const home = this.#home(name);
    const places = home?.meters.map((meter) => this.#placeOf(meter, register));
    return places === undefined ? undefined : this.#intervals(name, register, { places, time });
  }

  /** The home whose meter at the grid this is. */
  homeOf(meter: string): string | undefined {
    const names = this.#options.storedNames(meter);
    const isIts = (other: string) => this.#options.storedNames(other).some((name) => names.includes(name));
    return this.homesInUse.find(({ meters }) => meters.some(isIts))?.name;
  }

  selfUse(name: string, time: LedgerTime): SelfUseAnswer | undefined {
    const home = this.#home(name);
    if (home === undefined || home.production.length === 0 || time.span === "quarter") return undefined;
    const { span } = time;
    const rollups = (places: readonly MeteringPlace[]) => this.reader.rollups({ ...time, places, span });
    const atGrid = (register: string) => rollups(home.meters.map((meter) => this.#placeOf(meter, register)));
    const imported = atGrid("energyImportWh");
    const exported = atGrid("energyExportWh");
    const produced = rollups(home.production.map(({ meter, register }) => this.#placeOf(meter, register)));
    const calendar = this.#calendarOf(home.meters.flatMap(this.#options.storedNames));
    if (imported === undefined || produced === undefined || calendar === undefined) return undefined;
    const exponents = {
      imported: imported.exponent,
      exported: exported?.exponent ?? 0,
      produced: produced.exponent,
    };
    const spans = homeSpans({ imported: imported.items, exported: exported?.items ?? [], produced: produced.items });
    const { unit, zone } = imported;
    return { home: name, unit, zone, span, intervals: selfUseIntervals(spans, exponents, calendar) };
  }

  edits(meter: string, register: string, { from, to }: LedgerTime): LedgerEditsAnswer | undefined {
    const found = this.#register(meter, register);
    if (found === undefined) return undefined;
    const { book, calendar } = found;
    const { exponent, identity } = book;
    const edits = editsAnswer(book.changes.edits(from, to), { exponent, calendar });
    return { meter, register, unit: identity.unit, edits };
  }

  /** Undefined also where no interval starts then. Throws StoreError. */
  edit(meter: string, { register, ...edit }: ServedEdit, now: number): LedgerEditsAnswer | undefined {
    const found = this.#register(meter, register);
    if (found === undefined) return undefined;
    const { identity } = found.book;
    const done = this.#options.editor.edit({ ...edit, meter: identity.meter, register }, now);
    if (done === undefined) return undefined;
    const { exponent } = found.book;
    const edits = editsAnswer([done], { exponent, calendar: found.calendar });
    return { meter, register, unit: identity.unit, edits };
  }

  /** Undefined where there is no such register, or where the time is not made of intervals. Throws StoreError. */
  correct(meter: string, register: string, correction: CorrectionEdit, now: number): CorrectionAnswer | undefined {
    const names = this.#options.storedNames(meter);
    const books = names.flatMap((name) => this.#options.ledger.meter(name)?.register(register) ?? []);
    const { from, to } = correction;
    // Of meters that followed each other the one that was there then.
    const book = books.find((one) => one.intervals(from, to).length > 0) ?? books.at(-1);
    if (book === undefined) return undefined;
    const sum = () =>
      book.intervals(from, to).reduce((total, { amount }) => total + toAmount(amount, book.exponent), 0);
    const was = sum();
    const done = this.#options.editor.correct(book, correction, now);
    if (done === undefined) return undefined;
    const { unit } = book.identity;
    return { meter, register, unit, intervals: done.length, was: rounded(was), amount: rounded(sum()) };
  }

  /** All homes, or those that `meter` belongs to. */
  homes(meter: string | undefined): HomesAnswer["homes"] {
    const names = meter === undefined ? [] : this.#options.storedNames(meter);
    const isOf = (one: string) => this.#options.storedNames(one).some((name) => names.includes(name));
    return this.homesInUse
      .filter((home) => meter === undefined || [...home.meters, ...home.production.map((one) => one.meter)].some(isOf))
      .map(({ name, meters, production }) => ({ name, meters: [...meters], production: production.length > 0 }));
  }

  #intervals(
    meter: string,
    register: string,
    { places, time }: { readonly places: readonly MeteringPlace[]; readonly time: LedgerTime },
  ): LedgerIntervalsAnswer | undefined {
    const { span, from, to } = time;
    const calendar = this.#calendarOf(places.flatMap(({ meters }) => meters));
    if (calendar === undefined) return undefined;
    if (span === "quarter") {
      const series = this.reader.intervals({ places, from, to });
      if (series === undefined) return undefined;
      const { unit, zone, exponent, items } = series;
      const intervals = items.map((item) => intervalAnswer(item, { exponent, calendar }));
      return { meter, register, unit, zone, span, intervals };
    }
    const series = this.reader.rollups({ places, from, to, span });
    if (series === undefined) return undefined;
    const { unit, zone, exponent, items } = series;
    const intervals = items.map((item) => rollupAnswer(item, { exponent, calendar }));
    return { meter, register, unit, zone, span, intervals };
  }

  /** The register of the meter that is there now, else of the one before it. */
  #register(meter: string, register: string) {
    for (const name of [...this.#options.storedNames(meter)].reverse()) {
      const found = this.#options.ledger.meter(name);
      const book = found?.register(register);
      if (found !== undefined && book !== undefined) return { book, calendar: found.calendar };
    }
    return undefined;
  }

  /** Under which names readings of a meter are kept: those of the meters that followed each other. */
  storedNames(meter: string): readonly string[] {
    return this.#options.storedNames(meter);
  }

  /** By whose days the energy of these meters is added up; undefined until one of them was heard. */
  calendarOf(names: readonly string[]): Calendar | undefined {
    return this.#calendarOf(names);
  }

  calendarOfMeter(meter: string): Calendar | undefined {
    return this.#calendarOf(this.#options.storedNames(meter));
  }

  calendarOfHome(name: string): Calendar | undefined {
    return this.#calendarOf((this.#home(name)?.meters ?? []).flatMap(this.#options.storedNames));
  }

  #calendarOf(names: readonly string[]): Calendar | undefined {
    return names.flatMap((name) => this.#options.ledger.calendarOf(name) ?? [])[0];
  }

  #home(name: string): HomeConfig | undefined {
    return this.homesInUse.find((home) => home.name === name);
  }

  #placeOf(meter: string, register: string): MeteringPlace {
    return { meters: this.#options.storedNames(meter), register };
  }
}

/** Sums of decimal fractions, without what the binary ones leave over. */
function rounded(amount: number): number {
  return Math.round(amount * 1e6) / 1e6;
}

function offsetOf(offsetMs: number | undefined): { readonly offsetSeconds?: number } {
  return offsetMs === undefined ? {} : { offsetSeconds: Math.round(offsetMs / 1000) };
}

type Sums = Readonly<Record<"imported" | "exported" | "produced", readonly Rollup[]>>;

/** The three sums side by side, span by span. */
function homeSpans({ imported, exported, produced }: Sums): HomeSpan[] {
  const byStart = (rollups: readonly Rollup[]) => new Map(rollups.map((rollup) => [rollup.start, rollup]));
  const [imports, exports, productions] = [byStart(imported), byStart(exported), byStart(produced)];
  const ends = new Map([...imported, ...exported, ...produced].map(({ start, end }) => [start, end]));
  return [...ends]
    .sort(([a], [b]) => a - b)
    .map(([start, end]) => ({
      start,
      end,
      imported: imports.get(start),
      exported: exports.get(start),
      produced: productions.get(start),
    }));
}
