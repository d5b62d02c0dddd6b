import type { Measured } from "./measure.ts";

const header = ["what", "per second", "yardstick", "per second", "ratio", "aim", "", "in quiet moments"];

/**
 * The figures as a table of text. What is met or not is said of the medians; the last column tells how much of that is the
 * machine's: the ratio in the quickest tenth of the pieces.
 */
export function reportOf(rows: readonly Measured[], allocated: number | undefined): string {
  const cells = rows.map(({ subject, perSecond, yardstickPerSecond, ratio, quietRatio }) => [
    subject.what,
    count(perSecond),
    subject.yardstick,
    count(yardstickPerSecond),
    `${ratio.toFixed(2)} x`,
    `${subject.aim.toFixed(1)} x`,
    ratio <= subject.aim ? "met" : "not met",
    `${quietRatio.toFixed(2)} x`,
  ]);
  if (allocated !== undefined) {
    const verdict = allocated <= mostAllocated ? "met" : "not met";
    cells.push([
      "heap for an Aidon decode",
      "",
      "",
      "",
      `${kilobytes(allocated)} KB`,
      `${kilobytes(mostAllocated)} KB`,
      verdict,
      "",
    ]);
  }
  const table = [header, ...cells];
  const widths = header.map((_, column) => Math.max(...table.map((row) => (row[column] ?? "").length)));
  return table
    .map((row) =>
      row
        .map((cell, i) => pad(cell, widths[i] ?? 0, i))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

const mostAllocated = 4096;
const numberColumns: ReadonlySet<number> = new Set([1, 3, 4, 5, 7]);

/** Numbers stand to the right. */
function pad(cell: string, width: number, column: number): string {
  return numberColumns.has(column) ? cell.padStart(width) : cell.padEnd(width);
}

function count(value: number): string {
  return Math.round(value).toLocaleString("en");
}

function kilobytes(octets: number): string {
  return (octets / 1024).toFixed(1);
}
