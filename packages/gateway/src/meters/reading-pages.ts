import type { ReadingItem } from "@meter2mqtt/contract";
import { quantities } from "@meter2mqtt/decoder";
import type { Archive } from "../store/archive.ts";
import type { PlacedReading } from "../store/readings-table.ts";

export interface ReadingsRequest {
  /** Epoch milliseconds; `to` is not included. */
  readonly from: number;
  readonly to: number;
  readonly limit: number;
  /** Only these quantities; all without it. */
  readonly fields?: ReadonlySet<string> | undefined;
  /** Means of so long steps instead of the readings themselves. */
  readonly resolutionMs?: number | undefined;
  /** Where the page before ended, as it said itself. */
  readonly cursor?: string | undefined;
}

export interface ReadingsPage {
  readonly items: ReadingItem[];
  readonly next?: string;
}

/** A place in the readings of meters that followed each other. */
interface Place {
  readonly at: number;
  /** Which of the meters. */
  readonly meter: number;
  readonly sequence: number;
}

type Placed = PlacedReading & { readonly meter: number };

/** So many readings are looked at for one page of means: some hundredths of a second. */
const mostRead = 10_000;
/** A step may have more where readings come many times a second. */
const mostReadAtAll = 160_000;
const registers: ReadonlySet<string> = new Set(
  quantities.filter(({ kind }) => kind === "register").map(({ name }) => name),
);

/** Readings out of the archive by pages, the meters before this one among them. */
export class ReadingPages {
  readonly #archive: Pick<Archive, "readings">;

  constructor(archive: Pick<Archive, "readings">) {
    this.#archive = archive;
  }

  /** Throws RangeError for a cursor that is none, StoreError where the disk fails. */
  page(names: readonly string[], request: ReadingsRequest, now: number): ReadingsPage {
    const after = request.cursor === undefined ? undefined : parseCursor(request.cursor);
    return request.resolutionMs === undefined
      ? this.#plain(names, { ...request, after }, now)
      : this.#means(names, { ...request, after, stepMs: request.resolutionMs }, now);
  }

  #plain(names: readonly string[], request: Located, now: number): ReadingsPage {
    const { limit, fields } = request;
    const read = this.#read(names, { ...request, limit: limit + 1 }, now);
    const shown = read.slice(0, limit);
    const last = shown.at(-1);
    const items = shown.map((reading): ReadingItem => {
      const { timestamp, values } = valuesOf(reading.json, fields);
      return { at: iso(reading.receivedAt), ...(timestamp === undefined ? {} : { timestamp }), values };
    });
    if (read.length <= limit || last === undefined) return { items };
    return { items, next: toCursor({ at: last.receivedAt, meter: last.meter, sequence: last.sequence }) };
  }

  #means(names: readonly string[], request: Located & { readonly stepMs: number }, now: number): ReadingsPage {
    const { stepMs, limit, fields } = request;
    const { read, isCut } = this.#readSteps(names, request, now);
    const steps = new Map<number, Step>();
    for (const { receivedAt, json } of read) {
      const at = Math.floor(receivedAt / stepMs) * stepMs;
      const step = steps.get(at) ?? new Step();
      steps.set(at, step);
      step.add(valuesOf(json, fields).values);
    }
    const all = [...steps];
    // The last one is not whole where more readings are to come, unless it is larger than a page by itself.
    const whole = isCut && all.length > 1 ? all.slice(0, -1) : all;
    const shown = whole.slice(0, limit);
    const items = shown.map(([at, step]) => ({ at: iso(at), ...step.shown }));
    const last = shown.at(-1)?.[0];
    if (last === undefined || (!isCut && whole.length <= limit)) return { items };
    return { items, next: toCursor({ at: last + stepMs - 1, meter: names.length, sequence: 0 }) };
  }

  /** Readings of one whole step at least: a mean of a part would be another number. */
  #readSteps(
    names: readonly string[],
    request: Located & { readonly stepMs: number },
    now: number,
  ): { readonly read: readonly Placed[]; readonly isCut: boolean } {
    const stepOf = (reading: Placed | undefined) => Math.floor((reading?.receivedAt ?? 0) / request.stepMs);
    for (let most = mostRead; ; most *= 4) {
      const read = this.#read(names, { ...request, limit: most + 1 }, now);
      const isCut = read.length > most;
      if (!isCut || stepOf(read[0]) !== stepOf(read.at(-1)) || most >= mostReadAtAll) return { read, isCut };
    }
  }

  /** In order of arrival, of all meters together. */
  #read(names: readonly string[], { from, to, after, limit }: Located, now: number): Placed[] {
    const found = names.flatMap((meter, index) => {
      const place = after === undefined ? { receivedAt: from, sequence: -1 } : placeOf(after, index);
      return this.#archive
        .readings({ meter, after: place, to, limit }, now)
        .map((reading): Placed => ({ ...reading, meter: index }));
    });
    if (names.length > 1)
      found.sort((a, b) => a.receivedAt - b.receivedAt || a.meter - b.meter || a.sequence - b.sequence);
    return found.slice(0, limit);
  }
}

type Located = Omit<ReadingsRequest, "cursor"> & { readonly after: Place | undefined };

/** Where one meter's readings go on behind a place: those of the same millisecond are in the order of the meters. */
function placeOf({ at, meter, sequence }: Place, index: number): { receivedAt: number; sequence: number } {
  if (index === meter) return { receivedAt: at, sequence };
  return { receivedAt: at, sequence: index < meter ? Number.MAX_SAFE_INTEGER : -1 };
}

function toCursor({ at, meter, sequence }: Place): string {
  return [at, meter, sequence].join(".");
}

function parseCursor(text: string): Place {
  const [at, meter, sequence] = /^\d{1,15}\.\d{1,6}\.\d{1,15}$/.test(text) ? text.split(".").map(Number) : [];
  if (at === undefined || meter === undefined || sequence === undefined)
    throw new RangeError("`cursor` is none of ours: take it as `next` of the page before has it.");
  return { at, meter, sequence };
}

class Step {
  readonly #sums = new Map<string, { sum: number; count: number; min: number; max: number; last: number }>();
  #count = 0;

  add(values: Readonly<Record<string, number>>): void {
    this.#count++;
    for (const [name, value] of Object.entries(values)) {
      const known = this.#sums.get(name) ?? { sum: 0, count: 0, min: value, max: value, last: value };
      const { sum, count, min, max } = known;
      const next = { sum: sum + value, count: count + 1, min: Math.min(min, value), max: Math.max(max, value) };
      this.#sums.set(name, { ...next, last: value });
    }
  }

  get shown(): Omit<ReadingItem, "at"> {
    const all = [...this.#sums];
    const momentary = all.filter(([name]) => !registers.has(name));
    return {
      values: Object.fromEntries(
        all.map(([name, { sum, count, last }]) => [name, registers.has(name) ? last : rounded(sum / count)]),
      ),
      min: Object.fromEntries(momentary.map(([name, { min }]) => [name, min])),
      max: Object.fromEntries(momentary.map(([name, { max }]) => [name, max])),
      count: this.#count,
    };
  }
}

/** Quantities of a stored reading. */
function valuesOf(
  json: string,
  fields: ReadonlySet<string> | undefined,
): { readonly timestamp: string | undefined; readonly values: Record<string, number> } {
  const reading: unknown = JSON.parse(json);
  if (typeof reading !== "object" || reading === null) return { timestamp: undefined, values: {} };
  const entries = Object.entries(reading);
  const numbers = entries.filter(
    (entry): entry is [string, number] =>
      typeof entry[1] === "number" && names.has(entry[0]) && (fields === undefined || fields.has(entry[0])),
  );
  const timestamp: unknown = entries.find(([name]) => name === "timestamp")?.[1];
  return { timestamp: typeof timestamp === "string" ? timestamp : undefined, values: Object.fromEntries(numbers) };
}

const names: ReadonlySet<string> = new Set(quantities.map(({ name }) => name));

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
