/** One figure, as it is printed. */
export interface Row {
  readonly what: string;
  readonly figure: number;
  /** The most that it may be; absent where there is no aim. */
  readonly aim?: number;
  readonly unit: string;
  readonly digits: number;
  /** How it came about, where the figure alone does not say it. */
  readonly note?: string;
}

const header = ["what", "figure", "aim", "", ""];

/** The figures as a table of text. */
export function reportOf(rows: readonly Row[]): string {
  const table = [header, ...rows.map(cellsOf)];
  const widths = header.map((_, column) => Math.max(...table.map((row) => (row[column] ?? "").length)));
  const pad = (cell: string, column: number) =>
    column === 1 || column === 2 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
  return table.map((row) => row.map(pad).join("  ").trimEnd()).join("\n");
}

function cellsOf({ what, figure, aim, unit, digits, note = "" }: Row): string[] {
  const shown = (value: number) => `${value.toFixed(digits)} ${unit}`.trimEnd();
  if (aim === undefined) return [what, shown(figure), "", "", note];
  return [what, shown(figure), shown(aim), figure <= aim ? "met" : "not met", note];
}

/** The value that so large a share of the values does not pass; the values are sorted. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
