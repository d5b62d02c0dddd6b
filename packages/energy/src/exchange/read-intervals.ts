import type { ZoneRules } from "@meter2mqtt/decoder";
import type { CsvLayout } from "./csv-layout.ts";
import { csvLines } from "./csv-rows.ts";
import { ExchangeError } from "./exchange-error.ts";
import { findHeader } from "./find-header.ts";
import { intervalLength } from "./interval-length.ts";
import { csvLayouts } from "./layouts.ts";
import type { EnergyDirection, OutsideInterval } from "./outside-interval.ts";
import { createPlace, isDescending, type PlacedValue } from "./place-times.ts";
import { readRows, type WrittenSeries, type WrittenValue } from "./read-rows.ts";
import { sayOfFile } from "./sentences.ts";

export interface ReadIntervalsOptions {
  readonly rules: ZoneRules;
  /** A layout of the user's own; else the known ones are tried. */
  readonly layout?: CsvLayout | undefined;
  /** Only the known layout of this id. */
  readonly layoutId?: string | undefined;
  /** For files that don't say it; `import` otherwise. */
  readonly direction?: EnergyDirection | undefined;
  /** Zone of times without an offset; the layout's otherwise. */
  readonly zone?: string | undefined;
}

/** What a file of a grid company holds. */
export interface OutsideFile {
  /** Id of the layout. */
  readonly layout: string;
  /** Of times that say no offset. */
  readonly zone: string;
  /** By metering point, direction and time. */
  readonly intervals: readonly OutsideInterval[];
  readonly lengthMs: number;
  /** What the last digit of the file's amounts is, in Wh; 1 where it is finer. */
  readonly resolutionWh: number;
  /** Amounts that the file has a place for, and none in it. */
  readonly missing: number;
  /** Rows of reactive energy, gas and other registers, which were left out. */
  readonly otherRegisters: number;
  /** Nothing in the file nor the options says the direction: it was taken for `import`. */
  readonly directionAssumed: boolean;
}

/**
 * Reads the hours or quarter-hours of a grid company's CSV file. Whatever the text holds, this gives intervals or throws
 * {@link ExchangeError} with the line and what to do.
 */
export function readIntervals(text: string, options: ReadIntervalsOptions): OutsideFile {
  const lines = csvLines(text);
  const header = findHeader(lines, layoutsFor(options));
  const { layout } = header;
  const rows = readRows(lines, header, options.direction);
  const zone = options.zone ?? layout.zone;
  const placed = rows.series.map((series) => ({ ...series, values: placeAll(series, zone, options.rules) }));
  const lengthMs = layout.lengthMs ?? intervalLength(placed.map(({ values }) => values));
  const booked = new Booked();
  const shiftMs = layout.values === "amounts" && layout.timeIs === "end" ? lengthMs : 0;
  for (const { values, ...series } of placed) {
    const amounts = layout.values === "standings" ? differences(values, lengthMs) : values;
    booked.addSeries(series, amounts, { lengthMs, shiftMs });
  }
  const intervals = booked.intervals();
  if (intervals.length === 0) {
    throw new ExchangeError("empty", sayOfFile("csvNoEnergy"), sayOfFile("csvOtherPeriod"));
  }
  return {
    layout: layout.id,
    zone,
    intervals,
    lengthMs,
    resolutionWh: 10 ** Math.max(0, 3 - Math.max(0, rows.decimals ?? 3)),
    missing: rows.missing,
    otherRegisters: rows.otherRegisters,
    directionAssumed: options.direction === undefined && layout.amounts.some(({ direction }) => direction === "given"),
  };
}

function layoutsFor({ layout, layoutId }: ReadIntervalsOptions): readonly CsvLayout[] {
  if (layout !== undefined) return [layout];
  if (layoutId === undefined) return csvLayouts;
  const known = csvLayouts.filter(({ id }) => id === layoutId);
  if (known.length > 0) return known;
  const hint = sayOfFile("csvKnownLayouts", { layouts: csvLayouts.map(({ id }) => id).join(", ") });
  throw new ExchangeError("not-recognised", sayOfFile("csvNoLayout", { layout: layoutId }), hint);
}

function placeAll(series: WrittenSeries, zone: string, rules: ZoneRules): readonly PlacedValue[] {
  const values = isDescending(series.values) ? series.values.toReversed() : series.values;
  const place = createPlace(zone, rules);
  const placed: PlacedValue[] = [];
  for (const value of values) {
    const instant = place(value);
    if (instant !== undefined) placed.push(Object.assign(value, { instant }));
    // Some files have 24 rows on the day of 23 hours, with nothing in the one that wasn't there.
    else if (value.wh !== 0) throw skippedTime(value, zone);
  }
  return placed;
}

function skippedTime({ line }: WrittenValue, zone: string): ExchangeError {
  return new ExchangeError("no-such-time", sayOfFile("csvSkippedTime", { zone }), sayOfFile("csvCheckZone"), line);
}

/** What a register counted between standings that are one interval apart; over a longer gap nobody knows when. */
function differences(values: readonly PlacedValue[], lengthMs: number): readonly PlacedValue[] {
  const inOrder = values.toSorted((a, b) => a.instant - b.instant);
  const amounts: PlacedValue[] = [];
  for (let i = 1; i < inOrder.length; i++) {
    const [before, after] = [inOrder[i - 1], inOrder[i]];
    if (before === undefined || after === undefined || after.instant - before.instant !== lengthMs) continue;
    // A register that goes back was exchanged.
    if (after.wh < before.wh) continue;
    const quality = before.quality === "measured" ? after.quality : before.quality;
    amounts.push({ ...before, wh: after.wh - before.wh, quality });
  }
  return amounts;
}

/** Puts the registers of a metering point together: a day and a night tariff are one import. */
class Booked {
  /** By metering point and direction. */
  readonly #intervals = new Map<string, Map<number, OutsideInterval>>();

  addSeries(series: Omit<WrittenSeries, "values">, values: readonly PlacedValue[], place: BookingPlace): void {
    const { lengthMs, shiftMs } = place;
    const key = `${series.direction} ${series.meterId ?? ""}`;
    const intervals = this.#intervals.get(key) ?? new Map<number, OutsideInterval>();
    this.#intervals.set(key, intervals);
    /** Where this series has put something. */
    const own = new Map<number, PlacedValue>();
    for (const value of values) {
      const start = value.instant - shiftMs;
      if (start % Math.min(lengthMs, quarterMs) !== 0) throw offBeat(value.line);
      const twin = own.get(start);
      if (twin !== undefined && twin.wh !== value.wh) throw contradiction(twin.line, value.line);
      if (twin !== undefined) continue;
      own.set(start, value);
      const known = intervals.get(start);
      const wh = value.wh + (known?.wh ?? 0);
      const quality = known?.quality === "estimated" ? "estimated" : value.quality;
      intervals.set(start, { ...series, start, lengthMs, wh, quality });
    }
  }

  intervals(): readonly OutsideInterval[] {
    const all = [...this.#intervals.values()].flatMap((intervals) => [...intervals.values()]);
    return all.sort(
      (a, b) =>
        compareText(a.meterId ?? "", b.meterId ?? "") || compareText(b.direction, a.direction) || a.start - b.start,
    );
  }
}

interface BookingPlace {
  readonly lengthMs: number;
  /** How far the times are behind the starts of the intervals. */
  readonly shiftMs: number;
}

/** Grid companies book by full quarters; in every zone these are UTC's. */
const quarterMs = 900_000;

function offBeat(line: number): ExchangeError {
  return new ExchangeError("malformed-time", sayOfFile("csvOffBeat"), sayOfFile("csvCheckTime"), line);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function contradiction(earlier: number, line: number): ExchangeError {
  return new ExchangeError("contradiction", sayOfFile("csvAgain", { line: earlier }), sayOfFile("csvRemoveOne"), line);
}
