import type { Address } from "../../shell/address.ts";

/** How much is in view at once, from the least to the most. */
export const ranges = ["hour", "day", "month", "year", "all"] as const;
export type Range = (typeof ranges)[number];

/** What one bar stands for. */
export type BarSpan = "quarter" | "hour" | "day" | "month" | "year";

/** What the bars show. */
export const shows = ["import", "export", "self", "cost", "peaks"] as const;
export type Show = (typeof shows)[number];

/** What they are compared with: the period before, the same one a year ago. */
export const comparisons = ["none", "before", "year"] as const;
export type Comparison = (typeof comparisons)[number];

/** What the page shows, as its address keeps it. */
export interface View {
  readonly range: Range;
  readonly span: BarSpan;
  readonly show: Show;
  readonly comparison: Comparison;
  /** `2026`, `2026-11`, `2026-11-03` or `2026-11-03T17:00+01:00`; undefined: the period of now. */
  readonly at: string | undefined;
  /** A home instead of a single meter. */
  readonly home: string | undefined;
}

const spansOfRange: Readonly<Record<Range, readonly [BarSpan, ...BarSpan[]]>> = {
  hour: ["quarter"],
  day: ["hour", "quarter"],
  month: ["day"],
  year: ["month", "day"],
  all: ["year"],
};

/** The spans that bars of a range may have; the usual one first. Only the energy of a register is known by quarters. */
export function spansOf(range: Range, show: Show): readonly [BarSpan, ...BarSpan[]] {
  const byQuarter = show === "import" || show === "export";
  if (byQuarter || (range !== "hour" && range !== "day")) return spansOfRange[range];
  return ["hour"];
}

/** Reads an address; what is not understood is as usual. */
export function viewOf({ query }: Address): View {
  const range = oneOf(ranges, query.get("range")) ?? "month";
  const show = oneOf(shows, query.get("show")) ?? "import";
  const spans = spansOf(range, show);
  return {
    range,
    show,
    span: oneOf(spans, query.get("resolution")) ?? spans[0],
    comparison: range === "all" ? "none" : (oneOf(comparisons, query.get("compare")) ?? "none"),
    at: query.get("at"),
    home: query.get("home"),
  };
}

/** The view's part of an address, without what is as usual. */
export function queryOf({ range, show, span, comparison, at, home }: View): Record<string, string | undefined> {
  return {
    range,
    at,
    resolution: span === spansOf(range, show)[0] ? undefined : span,
    show: show === "import" ? undefined : show,
    compare: comparison === "none" ? undefined : comparison,
    home,
  };
}

function oneOf<T extends string>(all: readonly T[], text: string | undefined): T | undefined {
  return all.find((one) => one === text);
}
