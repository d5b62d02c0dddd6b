import type { Bar } from "./series.ts";

/** What a file of the bars in view says beside them. */
export interface CsvFacts {
  /** `2026-11-03T00:00:00+01:00`, by the meter's zone. */
  readonly format: (instant: number) => string;
  readonly unit: string;
  /** Amounts are divided by it. */
  readonly divisor: number;
  readonly compared: boolean;
}

/**
 * The bars in view as CSV (RFC 4180): what is not known is empty, never 0. Columns have the names of the API, numbers a
 * point, whatever the language: programs read it.
 */
export function toCsv(bars: readonly Bar[], { format, unit, divisor, compared }: CsvFacts): string {
  const parts = [...new Set(bars.flatMap(({ known }) => known?.parts.map(({ name }) => name) ?? []))];
  const several = parts.length > 1;
  const header = [
    ...["start", "end", "amount", "unit"],
    ...(several ? parts : []),
    ...["measured", "interpolated", "estimated", "edited", "missing"],
    ...(compared ? ["comparedStart", "comparedAmount"] : []),
  ];
  const number = (value: number | undefined) => (value === undefined ? "" : String(round(value / divisor)));
  const lines = bars.map(({ from, to, known, shares, compared: other }) => [
    ...[format(from), format(to), number(known?.value), unit],
    ...(several ? parts.map((name) => number(known?.parts.find((part) => part.name === name)?.value)) : []),
    ...[shares.measured, shares.interpolated, shares.estimated, shares.edited, shares.missing].map((share) =>
      String(round(share)),
    ),
    ...(compared ? [other === undefined ? "" : format(other.start), number(other?.value)] : []),
  ]);
  return [header, ...lines].map((line) => `${line.map(quoted).join(",")}\r\n`).join("");
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Gives the reader a file. */
export function saveFile(name: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold on it once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
