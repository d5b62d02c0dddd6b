import type { MeterState } from "@meter2mqtt/contract";
import type { Reading, ScaleInUse } from "@meter2mqtt/decoder";
import type { FrameMark } from "./duplicate-watch.ts";
import { Meter, type MeterSource } from "./meter.ts";
import { MeterBook } from "./meter-book.ts";
import { type Alias, aliasesOf, identityFields, toSlug } from "./meter-identity.ts";

/** What a reading changed. */
export interface MeterUpdate {
  readonly state: MeterState;
  /** A slug that no meter has any more: the meter has learned its real name. */
  readonly retired?: string;
  /** Another source, or the same one, has brought its frame before: the meter's values are those of before. */
  readonly isDuplicate?: true;
}

export interface AvailabilityChange {
  readonly meter: string;
  readonly online: boolean;
}

/** What is known of a reading beside what it says. */
export interface ReadingOrigin {
  /** How its values without a scaler were read. */
  readonly scales?: readonly ScaleInUse[] | undefined;
  /** What tells its frame from others; absent for a reading without octets. */
  readonly mark?: FrameMark | undefined;
  /** When it was heard here, where that is not when it arrived: a recording. Epoch milliseconds. */
  readonly heardAt?: number | undefined;
}

/** How long a source's first readings wait for one that says whose they are. Lists with an identity come every 10 s. */
const identityPatienceMs = 12_000;
/** Meters that are kept; damage that passes a checksum must not fill the memory with meters that never were. */
const maxMeters = 1000;

interface Unnamed {
  readonly since: number;
  readonly readings: Arrived[];
}

interface Arrived extends ReadingOrigin {
  readonly reading: Reading;
  readonly at: number;
}

/** Readings that may wait for an identity; they come every second at most. */
const maxUnnamed = 32;

/**
 * All meters that are heard. A reading belongs to the meter that it names; one that names none to the last meter that
 * its source named. Two readings with different names on one source are two meters.
 */
export class MeterRegistry {
  readonly #book: MeterBook;
  readonly #meters = new Map<string, Meter>();
  readonly #byAlias = new Map<string, Meter>();
  readonly #lastOfSource = new Map<string, Meter>();
  readonly #unnamed = new Map<string, Unnamed>();

  /** `book`: what the user knows of meters by their numbers. */
  constructor(book: MeterBook = new MeterBook()) {
    this.#book = book;
  }

  /** Merges a reading. Undefined: it waits until its source says whose it is, or {@link settle} is called later. */
  apply(reading: Reading, source: MeterSource, now: number, origin: ReadingOrigin = {}): MeterUpdate | undefined {
    const arrived: Arrived = { reading, at: now, ...origin };
    const aliases = aliasesOf(reading);
    if (aliases.length === 0) {
      const last = this.#lastOfSource.get(source.name);
      if (last === undefined) return this.#wait(arrived, source);
      return this.#merge(last, arrived, source);
    }
    const known = this.#find(aliases);
    const provisional = this.#provisional(source);
    const heard = known ?? provisional;
    const meter = heard ?? this.#create(toSlug(this.#textFor(aliases, source)), aliases, source);
    const renamed = heard === undefined ? undefined : this.#learn(meter, aliases, source);
    const retired = provisional === undefined || provisional === meter ? renamed : this.#retire(provisional);
    this.#lastOfSource.set(source.name, meter);
    for (const earlier of this.#unnamed.get(source.name)?.readings ?? []) applyTo(meter, earlier, source);
    this.#unnamed.delete(source.name);
    const update = this.#merge(meter, arrived, source);
    return retired === undefined ? update : { ...update, retired };
  }

  /** Gives readings that waited long enough for a name a meter named after their source. */
  settle(source: MeterSource, now: number): MeterUpdate | undefined {
    const unnamed = this.#unnamed.get(source.name);
    if (unnamed === undefined || now - unnamed.since < identityPatienceMs) return undefined;
    this.#unnamed.delete(source.name);
    const meter = this.#create(toSlug(source.slug ?? source.name), [], source);
    this.#lastOfSource.set(source.name, meter);
    for (const arrived of unnamed.readings) applyTo(meter, arrived, source);
    return { state: meter.state(now) };
  }

  /** Meters that became fresh or stale since the last call. */
  availabilityChanges(now: number): AvailabilityChange[] {
    const changes: AvailabilityChange[] = [];
    for (const meter of this.#meters.values()) {
      const online = !meter.rhythm.isStale(now);
      if (online === meter.shownOnline) continue;
      meter.shownOnline = online;
      changes.push({ meter: meter.slug, online });
    }
    return changes;
  }

  states(now: number): MeterState[] {
    return [...this.#meters.values()].map((meter) => meter.state(now));
  }

  state(slug: string, now: number): MeterState | undefined {
    return this.#meters.get(slug)?.state(now);
  }

  /** The meter that a source named last. */
  lastMeterOf(sourceName: string): string | undefined {
    return this.#lastOfSource.get(sourceName)?.slug;
  }

  /** Something else is known of a source. Gives the meters that were heard there last. */
  useSource(source: MeterSource): string[] {
    const meters = [...this.#meters.values()].filter((meter) => meter.sourceName === source.name);
    for (const meter of meters) meter.source = source;
    return meters.map(({ slug }) => slug);
  }

  /** Another meter may be behind the source now: what names none is not taken for the one before. */
  unbind(source: string): void {
    this.#lastOfSource.delete(source);
    this.#unnamed.delete(source);
  }

  /** Forgets a source, and the meters that no other one hears; gives their slugs. */
  forgetSource(source: string): string[] {
    this.unbind(source);
    const heardElsewhere = new Set(this.#lastOfSource.values());
    const meters = [...this.#meters.values()].filter((meter) => meter.sourceName === source);
    return meters.filter((meter) => !heardElsewhere.has(meter)).map((meter) => this.#forget(meter));
  }

  /** Forgets the meters of these numbers: they may be called otherwise when they are heard next. Gives their slugs. */
  forgetKnown(ids: readonly string[]): string[] {
    const meters = new Set(ids.flatMap((id) => this.#called(id) ?? []));
    return [...meters].map((meter) => this.#forget(meter));
  }

  /** Whoever has come to listen has not been told of any meter's availability. */
  tellAgain(): void {
    for (const meter of this.#meters.values()) meter.shownOnline = undefined;
  }

  /** Names of the sources that hear a meter; the one of its latest reading first. */
  sourcesOf(slug: string): string[] {
    const meter = this.#meters.get(slug);
    if (meter === undefined) return [];
    const hearing = [...this.#lastOfSource].filter(([, last]) => last === meter).map(([source]) => source);
    return [meter.sourceName, ...hearing.filter((source) => source !== meter.sourceName)];
  }

  #merge(meter: Meter, arrived: Arrived, source: MeterSource): MeterUpdate {
    const isNew = applyTo(meter, arrived, source);
    return { state: meter.state(arrived.heardAt ?? arrived.at), ...(isNew ? {} : { isDuplicate: true }) };
  }

  /** The source has named a meter that another source had named: what stood for it is no meter of its own. */
  #retire(provisional: Meter): string {
    this.#meters.delete(provisional.slug);
    return provisional.slug;
  }

  #wait(arrived: Arrived, source: MeterSource): MeterUpdate | undefined {
    const now = arrived.heardAt ?? arrived.at;
    const unnamed = this.#unnamed.get(source.name) ?? { since: now, readings: [] };
    unnamed.readings.push(arrived);
    if (unnamed.readings.length > maxUnnamed) unnamed.readings.shift();
    this.#unnamed.set(source.name, unnamed);
    return this.settle(source, now);
  }

  /** The meter that the surest alias names; a surer one that differs means another meter behind the same title. */
  #find(aliases: readonly Alias[]): Meter | undefined {
    for (const { key, isMeterId } of aliases) {
      const meter = this.#byAlias.get(key);
      if (meter !== undefined && (isMeterId || !aliases[0]?.isMeterId || !meter.hasMeterId)) return meter;
    }
    return undefined;
  }

  /** The meter that stands for a source which has not named one so far. */
  #provisional(source: MeterSource): Meter | undefined {
    const last = this.#lastOfSource.get(source.name);
    return last !== undefined && ![...this.#byAlias.values()].includes(last) ? last : undefined;
  }

  /** Ties the aliases to the meter; a meter that learns its number is called by it. Gives the slug it had before. */
  #learn(meter: Meter, aliases: readonly Alias[], source: MeterSource): string | undefined {
    const isNews = aliases.some(({ key }) => this.#byAlias.get(key) !== meter);
    if (!isNews) return undefined;
    const isKnown = aliases.some(({ text }) => this.#book.find(text) !== undefined);
    const learnsName = !meter.hasMeterId && (isKnown || meter.slug !== source.slug);
    for (const { key } of aliases) this.#byAlias.set(key, meter);
    const slug = toSlug(this.#textFor(aliases, source, meter));
    if (!learnsName || meter.slug === slug) return undefined;
    this.#takeOver(slug, aliases);
    if (this.#meters.has(slug)) return undefined;
    const retired = meter.slug;
    this.#meters.delete(retired);
    meter.slug = slug;
    meter.name = this.#nameFor(aliases, source, slug);
    meter.shownOnline = undefined;
    this.#meters.set(slug, meter);
    return retired;
  }

  #create(slug: string, aliases: readonly Alias[], source: MeterSource): Meter {
    if (this.#meters.size >= maxMeters) this.#dropOldest();
    this.#takeOver(slug, aliases);
    const free = this.#freeSlug(slug);
    const meter = new Meter(free, this.#nameFor(aliases, source, free), source);
    this.#meters.set(free, meter);
    for (const { key } of aliases) this.#byAlias.set(key, meter);
    return meter;
  }

  #freeSlug(slug: string): string {
    let free = slug;
    for (let number = 2; this.#meters.has(free); number++) free = `${slug}-${number}`;
    return free;
  }

  /** A meter that took another one's place has its name; where both are heard, the other one makes room. */
  #takeOver(slug: string, aliases: readonly Alias[]): void {
    const holder = this.#meters.get(slug);
    if (holder === undefined || !this.#predecessorsOf(aliases).some((id) => this.#called(id) === holder)) return;
    this.#meters.delete(slug);
    holder.slug = this.#freeSlug(`${slug}-before`);
    holder.shownOnline = undefined;
    this.#meters.set(holder.slug, holder);
  }

  #predecessorsOf(aliases: readonly Alias[]): readonly string[] {
    return aliases.flatMap(({ text }) => this.#book.predecessorsOf(text));
  }

  /** The meter of this number, where it is heard. */
  #called(id: string): Meter | undefined {
    return identityFields.map((field) => this.#byAlias.get(`${field}:${id}`)).find((meter) => meter !== undefined);
  }

  /** What the user calls the meter, or called the one before it. */
  #givenTo(aliases: readonly Alias[], key: "slug" | "name"): string | undefined {
    const ids = [...aliases.map(({ text }) => text), ...this.#predecessorsOf(aliases)];
    return ids.map((id) => this.#book.find(id)?.[key]).find((text) => text !== undefined);
  }

  /** What the slug is made from: the configured one for a source's first meter, else the surest alias. */
  #textFor(aliases: readonly Alias[], source: MeterSource, meter?: Meter): string {
    const first = this.#lastOfSource.get(source.name);
    const predecessors = this.#predecessorsOf(aliases);
    const before = predecessors.map((id) => this.#called(id)?.slug).find((slug) => slug !== undefined);
    const ofSource = first === undefined || first === meter ? source.slug : undefined;
    const given = this.#givenTo(aliases, "slug") ?? before ?? ofSource;
    return given ?? predecessors.at(-1) ?? aliases[0]?.text ?? source.name;
  }

  #nameFor(aliases: readonly Alias[], source: MeterSource, slug: string): string {
    const first = this.#lastOfSource.get(source.name);
    const predecessors = this.#predecessorsOf(aliases);
    const before = predecessors.map((id) => this.#called(id)?.name).find((name) => name !== undefined);
    const ofSource = first === undefined || first.slug === slug ? source.meterName : undefined;
    const given = this.#givenTo(aliases, "name") ?? before ?? ofSource;
    return given ?? predecessors.at(-1) ?? aliases[0]?.text ?? source.name;
  }

  #dropOldest(): void {
    const [oldest] = this.#meters.values();
    if (oldest !== undefined) this.#forget(oldest);
  }

  #forget(meter: Meter): string {
    this.#meters.delete(meter.slug);
    for (const [key, other] of this.#byAlias) if (other === meter) this.#byAlias.delete(key);
    for (const [name, other] of this.#lastOfSource) if (other === meter) this.#lastOfSource.delete(name);
    return meter.slug;
  }
}

/** False: its frame was heard before. */
function applyTo(meter: Meter, { reading, at, scales, mark, heardAt }: Arrived, source: MeterSource): boolean {
  if (mark !== undefined && meter.duplicates.isDuplicate(mark, source.name, at)) return false;
  meter.apply(reading, source, { at, heardAt: heardAt ?? at, scales });
  return true;
}
