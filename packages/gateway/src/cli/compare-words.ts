import type { Calendar, Comparison, OutsideFile } from "@meter2mqtt/energy";

/** Rows that a terminal is shown of one kind; `--json` has all. */
const maxRows = 50;

/** A comparison as a table and sums, for a terminal. */
export function comparisonWords(file: OutsideFile, comparison: Comparison, calendar: Calendar): string {
  const { directions, different, missingInOurs, missingInTheirs } = comparison;
  const sums = directions.map(({ direction, hours, theirsWh, oursWh }) => [
    direction,
    String(hours),
    kwh(theirsWh),
    kwh(oursWh),
    signedKwh(oursWh - theirsWh),
  ]);
  const rows = different.map(({ direction, start, theirsWh, oursWh }) => [
    calendar.format(start),
    direction,
    kwh(theirsWh),
    kwh(oursWh),
    signedKwh(oursWh - theirsWh),
    theirsWh === 0 ? "" : `${((100 * (oursWh - theirsWh)) / theirsWh).toFixed(1)} %`,
  ]);
  const missing = (hours: Comparison["missingInOurs"]) =>
    hours.map(({ direction, start, wh }) => [calendar.format(start), direction, kwh(wh)]);
  const parts = [
    `Layout ${file.layout}, ${file.intervals.length} amounts of ${file.lengthMs / 60_000} minutes; kWh.\n`,
    ...(file.directionAssumed
      ? ["Nothing in the file says the direction: taken for import. --direction export says otherwise.\n"]
      : []),
    `\n${table(["", "hours", "theirs", "ours", "difference"], sums)}`,
    rows.length === 0
      ? "\nNo hour differs by more than 1 % and more than the last digit.\n"
      : `\nHours that differ by more than 1 %: ${rows.length}\n${table(["hour", "", "theirs", "ours", "difference", ""], rows)}`,
    section("Hours that are missing in ours", missing(missingInOurs)),
    section("Hours that are missing in theirs", missing(missingInTheirs)),
  ];
  return parts.join("");
}

function section(title: string, rows: readonly (readonly string[])[]): string {
  return rows.length === 0 ? "" : `\n${title}: ${rows.length}\n${table([], rows)}`;
}

/** Columns of text to the left, of numbers to the right. */
function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const shown = rows.slice(0, maxRows);
  const lines = header.length === 0 ? shown : [header, ...shown];
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => (line[column] ?? "").length)));
  const text = lines.map((line) => {
    const cells = line.map((cell, column) => {
      const width = widths[column] ?? 0;
      return /^(-|\+)?[\d.]+( %)?$/.test(cell) || (line === header && column > 1)
        ? cell.padStart(width)
        : cell.padEnd(width);
    });
    return `  ${cells.join("  ").trimEnd()}\n`;
  });
  const more = rows.length > maxRows ? [`  and ${rows.length - maxRows} more; --json has all.\n`] : [];
  return [...text, ...more].join("");
}

function kwh(wh: number): string {
  return (wh / 1000).toFixed(3);
}

function signedKwh(wh: number): string {
  return `${wh > 0 ? "+" : ""}${kwh(wh)}`;
}
