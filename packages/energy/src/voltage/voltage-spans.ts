import type { Calendar } from "../calendar.ts";

/** Spans that voltage is judged over: EN 50160 knows the week; a month is for people. */
export type VoltageSpan = "week" | "month";

/** When the span began that an instant is in; weeks begin on Monday (ISO 8601) at the zone's midnight. */
export function spanStart(span: VoltageSpan, at: number, calendar: Calendar): number {
  if (span === "month") return calendar.startOf("month", at);
  const date = calendar.dateOf(at);
  return calendar.startOfDate({ ...date, day: date.day - (calendar.clockOf(at).weekday - 1) });
}

/** When the next span begins. */
export function spanEnd(span: VoltageSpan, at: number, calendar: Calendar): number {
  if (span === "month") return calendar.endOf("month", at);
  const date = calendar.dateOf(spanStart("week", at, calendar));
  return calendar.startOfDate({ ...date, day: date.day + 7 });
}
