import type { Calendar } from "@meter2mqtt/energy";
import { knownHours } from "../../home-assistant/ledger-hours.ts";
import type { LedgerReader } from "../../ledger/ledger-reader.ts";
import { Decimal, type JsonObject } from "./json-text.ts";

export const plots = ["dayplot", "monthplot"] as const;
export type PlotName = (typeof plots)[number];

/** Where the plots of a meter come from. */
export interface PlotSource {
  readonly reader: LedgerReader;
  /** Under which names readings of the meter, and of those before it, are kept. */
  readonly names: readonly string[];
  readonly calendar: Calendar;
}

const hourMs = 3_600_000;
const hours = 24;
const longestMonth = 31;
const registers = { i: "energyImportWh", e: "energyExportWh" } as const;

/** `/dayplot.json`, `/monthplot.json` and the answers to those commands; 0 where nothing is known, as in the firmware. */
export function plotAnswer(plot: PlotName, source: PlotSource, now: number): JsonObject {
  const amounts = plot === "dayplot" ? hoursOf : daysOf;
  return {
    unit: "kwh",
    ...amounts("i", source, now),
    ...amounts("e", source, now),
  };
}

type Direction = keyof typeof registers;

/** A ring by hour of UTC: the 24 hours before this one. */
function hoursOf(direction: Direction, { reader, names }: PlotSource, now: number): JsonObject {
  const end = Math.floor(now / hourMs) * hourMs;
  const first = end - hours * hourMs;
  const places = [{ meters: names, register: registers[direction] }];
  // What reaches into the first hour may have begun before it; what comes after the last one closes it.
  const series = reader.intervals({ places, from: first - hourMs, to: now });
  const known = series?.unit === "Wh" ? knownHours(series.items, series.exponent).hours : [];
  const amounts = new Map(
    known.flatMap(({ start, wattHours }) =>
      start < first || start >= end ? [] : [[new Date(start).getUTCHours(), wattHours]],
    ),
  );
  return Object.fromEntries(
    Array.from({ length: hours }, (_, hour) => [keyOf(direction, hour), kilowattHours(amounts.get(hour))]),
  );
}

/** A ring by day of the month: the days before today, back to where a later month has written over them. */
function daysOf(direction: Direction, { reader, names, calendar }: PlotSource, now: number): JsonObject {
  const today = calendar.dateOf(now);
  const from = calendar.startOfDate({ ...today, day: today.day - longestMonth });
  const to = calendar.startOfDate(today);
  const places = [{ meters: names, register: registers[direction] }];
  const series = reader.rollups({ places, from, to, span: "day" });
  const days = series?.unit === "Wh" ? series.items : [];
  const scale = 10 ** (series?.exponent ?? 0);
  const amounts = new Map(days.map(({ start, amount }) => [calendar.dateOf(start).day, amount * scale]));
  return Object.fromEntries(
    Array.from({ length: longestMonth }, (_, index) => [
      keyOf(direction, index + 1),
      kilowattHours(amounts.get(index + 1)),
    ]),
  );
}

function keyOf(direction: Direction, number: number): string {
  return `${direction}${String(number).padStart(2, "0")}`;
}

function kilowattHours(wattHours = 0): Decimal {
  return new Decimal(wattHours / 1000, 3);
}
