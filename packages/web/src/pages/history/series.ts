import type { CostAnswerItem, LedgerAmount, SelfUseAnswer } from "@meter2mqtt/contract";
import type { Calendar } from "@meter2mqtt/energy";
import { barStarts, type Period, placesOf } from "./periods.ts";
import { type Shares, sharesOf } from "./quality.ts";
import type { BarSpan, Range } from "./view.ts";

/** What a bar is made of; each has a colour of its own. */
export type PartName = "import" | "export" | "own" | "cost" | "income" | "peak";

export interface Part {
  readonly name: PartName;
  /** Below zero it hangs. */
  readonly value: number;
}

/** What is known of the time of one bar. */
export interface Known {
  readonly start: number;
  readonly end: number;
  /** One above the other. */
  readonly parts: readonly Part[];
  /** What the bar comes to in all; a peak's is its height. */
  readonly value: number;
  readonly item?: LedgerAmount | undefined;
  readonly shares?: Shares;
  readonly selfUse?: SelfUseAnswer["intervals"][number];
  readonly cost?: CostAnswerItem;
  /** When the highest hour began, and whether the contract counts it. */
  readonly peak?: { readonly start: number; readonly counted: boolean };
}

export interface Bar extends Period {
  /** Where it stands in its period. */
  readonly place: string;
  readonly known: Known | undefined;
  readonly shares: Shares;
  /** `running`: now is in it. */
  readonly time: "past" | "running" | "future";
  /** The bar at the same place of the compared period. */
  readonly compared: Known | undefined;
  /** The same hour comes twice on this day. */
  readonly twice: boolean;
}

export interface SeriesQuery {
  readonly period: Period;
  readonly compared: Period | undefined;
  readonly range: Range;
  readonly span: BarSpan;
  readonly calendar: Calendar;
  readonly now: number;
}

/** The bars of a period: every one of them, known or not. */
export function toBars(
  known: readonly Known[],
  before: readonly Known[],
  { period, compared, range, span, calendar, now }: SeriesQuery,
): Bar[] {
  const byStart = new Map(known.map((one) => [one.start, one]));
  const scale = { span, range };
  const starts = withoutCovered(barStarts(span, period, calendar), byStart);
  const places = placesOf(starts, scale, calendar);
  const comparedBy = compared === undefined ? new Map<string, Known>() : byPlace(before, compared, { scale, calendar });
  return starts.map((start, index): Bar => {
    const own = byStart.get(start);
    const end = Math.max(own?.end ?? 0, starts[index + 1] ?? period.to);
    const place = places[index] ?? "";
    const over = Math.min(1, Math.max(0, (now - start) / (end - start)));
    return {
      ...{ from: start, to: end, place, known: own },
      time: start >= now ? "future" : end > now ? "running" : "past",
      shares: own?.shares ?? sharesOf(own?.item, over),
      compared: comparedBy.get(place),
      twice: place.includes("/") || places.includes(`${place}/2`),
    };
  });
}

/** An hour where quarters are asked for covers the quarters in it. */
function withoutCovered(starts: readonly number[], known: ReadonlyMap<number, Known>): number[] {
  let covered = Number.NEGATIVE_INFINITY;
  return starts.filter((start) => {
    if (start < covered) return false;
    covered = known.get(start)?.end ?? start;
    return true;
  });
}

function byPlace(
  before: readonly Known[],
  period: Period,
  { scale, calendar }: { readonly scale: { span: BarSpan; range: Range }; readonly calendar: Calendar },
): Map<string, Known> {
  const starts = barStarts(scale.span, period, calendar);
  const places = placesOf(starts, scale, calendar);
  const byStart = new Map(before.map((one) => [one.start, one]));
  const found = new Map<string, Known>();
  starts.forEach((start, index) => {
    const known = byStart.get(start);
    if (known !== undefined) found.set(places[index] ?? "", known);
  });
  return found;
}

/** What bars come to together. */
export interface Totals {
  readonly value: number;
  /** How many bars something is known of. */
  readonly bars: number;
  /** The same over bars that both periods have, the running one left out: like with like. */
  readonly like: { readonly value: number; readonly compared: number } | undefined;
}

/** `combine`: sums add up, of peaks the highest counts. Undefined where nothing is known. */
export function totalsOf(bars: readonly Bar[], combine: "sum" | "highest"): Totals | undefined {
  const values = bars.flatMap(({ known }) => (known === undefined ? [] : [known.value]));
  if (values.length === 0) return undefined;
  const both = bars.flatMap(({ known, compared, time }) =>
    known === undefined || compared === undefined || time !== "past"
      ? []
      : [{ own: known.value, other: compared.value }],
  );
  const together = (all: readonly number[]) =>
    combine === "sum" ? all.reduce((sum, value) => sum + value, 0) : Math.max(...all);
  return {
    value: together(values),
    bars: values.length,
    like:
      both.length === 0
        ? undefined
        : { value: together(both.map(({ own }) => own)), compared: together(both.map(({ other }) => other)) },
  };
}
