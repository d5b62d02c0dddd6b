import { type MeterDetail, type MeterState, type MetersAnswer, toWords } from "@meter2mqtt/contract";
import { createIntlZoneRules } from "@meter2mqtt/decoder";
import { Calendar } from "@meter2mqtt/energy";
import { StoreError } from "../errors.ts";
import type { Gateway } from "../runtime/gateway.ts";
import type { Archive } from "../store/archive.ts";
import type { StoredScale } from "../store/scales-table.ts";
import { assumedZone } from "./assumed-zone.ts";
import type { MeterBook } from "./meter-book.ts";
import { ReadingPages, type ReadingsRequest } from "./reading-pages.ts";

export interface MeterServiceOptions {
  readonly gateway: Pick<Gateway, "state" | "sourcesOf">;
  readonly archive: Pick<Archive, "meters" | "readings" | "scales">;
  readonly book: MeterBook;
  /** Under which names readings of a meter are kept, by its slug or number; the earliest meter first. */
  readonly storedNames: (meter: string) => readonly string[];
  /** By whose days a meter's energy is added up; undefined where nothing of these names was booked. */
  readonly calendarOf: (storedNames: readonly string[]) => Calendar | undefined;
}

const zoneRules = createIntlZoneRules();

/** Answers what the API is asked about meters and what they said. */
export class MeterService {
  readonly #options: MeterServiceOptions;
  readonly #pages: ReadingPages;

  constructor(options: MeterServiceOptions) {
    this.#options = options;
    this.#pages = new ReadingPages(options.archive);
  }

  /** All meters that were heard since the start, and those whose readings are kept. */
  meters(now: number): MetersAnswer {
    const { gateway, book } = this.#options;
    const { kept, scales } = this.#stored(now);
    const { meters } = gateway.state();
    const heard = new Set(meters.map(nameOf));
    const unheard = [...kept].filter(([name]) => !heard.has(name));
    return {
      meters: meters.map((state) => this.#detail(state, kept, scales)),
      unheard: unheard.map(([meterId, lastAt]) => {
        const successor = book.successorOf(meterId);
        return { meterId, ...lastReading(lastAt), ...(successor === undefined ? {} : { successor }) };
      }),
    };
  }

  /** A page of a meter's readings; undefined where nothing is known of a meter of this name. Throws {@link StoreError}. */
  readings(meter: string, request: ReadingsRequest, now: number): ReturnType<ReadingPages["page"]> | undefined {
    const names = this.#options.storedNames(meter);
    const isHeard = this.#options.gateway.state().meters.some((state) => state.meter === meter);
    if (!isHeard && !this.#options.archive.meters(now).some(({ meter: kept }) => names.includes(kept)))
      return undefined;
    return this.#pages.page(names, request, now);
  }

  /** In whose zone days begin that a meter is asked about. */
  calendarOf(meter: string): Calendar {
    const { storedNames, calendarOf } = this.#options;
    return calendarOf(storedNames(meter)) ?? new Calendar(assumedZone(), zoneRules);
  }

  /** What the disk has; a disk that fails does not hide what was heard. */
  #stored(now: number): {
    readonly kept: ReadonlyMap<string, number | undefined>;
    readonly scales: readonly StoredScale[];
  } {
    const { archive } = this.#options;
    try {
      const kept = new Map(archive.meters(now).map(({ meter, lastAt }) => [meter, lastAt]));
      return { kept, scales: archive.scales() };
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      return { kept: new Map(), scales: [] };
    }
  }

  #detail(
    state: MeterState,
    kept: ReadonlyMap<string, number | undefined>,
    scales: readonly StoredScale[],
  ): MeterDetail {
    const { gateway, book } = this.#options;
    const { values, channels: _channels, source: _source, ...about } = state;
    const name = nameOf(state);
    const sources = gateway.sourcesOf(state.meter);
    const successorOf = book.find(name)?.successorOf;
    return {
      ...about,
      sources,
      scaleDecisions: scales.filter((scale) => isOf(scale, name, sources)).map(toShownDecision),
      quantities: Object.keys(values),
      ...(successorOf === undefined ? {} : { successorOf }),
      predecessors: book.predecessorsOf(name).map((meterId) => ({ meterId, ...lastReading(kept.get(meterId)) })),
    };
  }
}

/** Under which name its readings are kept. */
function nameOf({ meterId, meter }: MeterState): string {
  return meterId ?? meter;
}

/** A decision is of a meter by its name, wherever it is heard, or of the nameless meter of a source. */
function isOf({ source, decision }: StoredScale, name: string, sources: readonly string[]): boolean {
  return decision.meter === "" ? sources.includes(source) : decision.meter === name;
}

function toShownDecision({
  decision: { unit, scaler, about, words },
  decidedAt,
}: StoredScale): MeterDetail["scaleDecisions"][number] {
  const decided = { unit, scaler, about, decidedAt: new Date(decidedAt).toISOString() };
  return words === undefined ? decided : { ...decided, words: toWords(words) };
}

function lastReading(at: number | undefined): { readonly lastReadingAt?: string } {
  return at === undefined ? {} : { lastReadingAt: new Date(at).toISOString() };
}
