import type { CostAnswerItem, LedgerAmount, SelfUseAnswer } from "@meter2mqtt/contract";
import type { Calendar } from "@meter2mqtt/energy";
import { barStarts, type Period, placesOf } from "./periods.ts";
import { overOf, type Shares, sharesOf } from "./quality.ts";
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
  /** Of what is over, how much nothing is known of, 0 to 1. */
  readonly missing: number;
  /** Of the bars that are whole; undefined where fewer than two are. */
  readonly mean: number | undefined;
  /** The same over bars that both periods have whole: like with like. */
  readonly like: { readonly value: number; readonly compared: number } | undefined;
}

/** A bar of which more than this is missing is no measure for others: a third of a month beside a whole one tells nothing. */
const wholeEnough = 0.02;

/** `combine`: sums add up, of peaks the highest counts. Undefined where nothing is known. */
export function totalsOf(bars: readonly Bar[], combine: "sum" | "highest"): Totals | undefined {
  const values = bars.flatMap(({ known }) => (known === undefined ? [] : [known.value]));
  if (values.length === 0) return undefined;
  const whole = bars.flatMap(({ known, shares, time, compared }) =>
    known === undefined || time !== "past" || shares.missing > wholeEnough ? [] : [{ own: known.value, compared }],
  );
  const both = whole.flatMap(({ own, compared }) =>
    compared === undefined || sharesOfKnown(compared).missing > wholeEnough ? [] : [{ own, other: compared.value }],
  );
  const together = (all: readonly number[]) =>
    combine === "sum" ? all.reduce((sum, value) => sum + value, 0) : Math.max(...all);
  return {
    value: together(values),
    missing: missingOf(bars),
    mean: whole.length < 2 ? undefined : whole.reduce((sum, { own }) => sum + own, 0) / whole.length,
    like:
      both.length === 0
        ? undefined
        : { value: together(both.map(({ own }) => own)), compared: together(both.map(({ other }) => other)) },
  };
}

function sharesOfKnown({ shares, item }: Known): Shares {
  return shares ?? sharesOf(item);
}

function missingOf(bars: readonly Bar[]): number {
  let [missing, over] = [0, 0];
  for (const { from, to, shares } of bars) {
    missing += shares.missing * (to - from);
    over += overOf(shares) * (to - from);
  }
  return over > 0 ? missing / over : 0;
}
