import { readFile, stat } from "node:fs/promises";
import { isRecord } from "../config/schema-node.ts";
import type { Direction, HourlyEnergy } from "../home-assistant/hourly-statistics.ts";
import { UsageError } from "./capture-input.ts";

export type Hours = Readonly<Record<Direction, readonly HourlyEnergy[]>>;

/** Ten years of hours. */
const maxHours = 100_000;
const maxFileSize = 32 * 1024 * 1024;
const hourMs = 3_600_000;
const columns = ["start", "importWh", "exportWh"] as const;

/** Hours from a CSV or JSON file. Throws {@link UsageError} with the line or the place that is wrong. */
export async function readHoursFile(file: string): Promise<Hours> {
  try {
    const { size } = await stat(file);
    if (size > maxFileSize) throw new UsageError(`${file}: more than ${maxFileSize} octets.`);
    return parseHours(await readFile(file, "utf8"), file);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file} can't be read. Check its path and that this user may read it.`, { cause: error });
  }
}

/** Hours from the text of such a file; `file` is what errors call it. */
export function parseHours(text: string, file: string): Hours {
  const rows = text.trimStart().startsWith("[") ? jsonRows(text, file) : csvRows(text, file);
  if (rows.length === 0) throw new UsageError(`${file}: there is no hour in it.`);
  if (rows.length > maxHours) throw new UsageError(`${file}: more than ${maxHours} hours.`);
  return { import: hoursOf(rows, "importWh"), export: hoursOf(rows, "exportWh") };
}

/** One hour as it stands in the file; `place` is what errors call it. */
interface Row {
  readonly place: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

function hoursOf(rows: readonly Row[], column: "importWh" | "exportWh"): HourlyEnergy[] {
  const hours = new Map<number, HourlyEnergy>();
  for (const { place, fields } of rows) {
    const { start: text, [column]: value } = fields;
    if (value === undefined || value === "") continue;
    const start = startOf(text, place);
    const wattHours = typeof value === "string" ? Number(value) : value;
    if (typeof wattHours !== "number" || !Number.isFinite(wattHours) || wattHours < 0 || wattHours > 1e9)
      throw new UsageError(`${place}: \`${column}\` is ${String(value)}: expected watt-hours, 0 or more.`);
    if (hours.has(start)) throw new UsageError(`${place}: the hour ${String(text)} comes twice.`);
    hours.set(start, { start, wattHours });
  }
  return [...hours.values()].sort((a, b) => a.start - b.start);
}

/** The beginning of an hour. Without an offset nobody knows which of two hours in autumn is meant. */
function startOf(text: unknown, place: string): number {
  const isInstant =
    typeof text === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.0+)?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const start = isInstant ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(start))
    throw new UsageError(
      `${place}: \`start\` is ${String(text)}: expected a time with its offset, such as 2026-01-31T13:00:00+01:00.`,
    );
  if (start % hourMs !== 0) throw new UsageError(`${place}: ${String(text)} is no full hour of UTC.`);
  return start;
}

function csvRows(text: string, file: string): Row[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const header = lines[0]?.split(",").map((name) => name.trim()) ?? [];
  const unknown = header.find((name) => !columns.some((column) => column === name));
  if (unknown !== undefined || !header.includes("start"))
    throw new UsageError(`${file}, line 1: expected a header of ${columns.join(",")}, found ${lines[0] ?? "nothing"}.`);
  return lines.slice(1).flatMap((line, index): Row[] => {
    if (line.trim() === "") return [];
    const cells = line.split(",").map((cell) => cell.trim());
    const place = `${file}, line ${index + 2}`;
    if (cells.length !== header.length)
      throw new UsageError(`${place}: ${cells.length} cells where the header has ${header.length}.`);
    return [{ place, fields: Object.fromEntries(header.map((name, column) => [name, cells[column]])) }];
  });
}

function jsonRows(text: string, file: string): Row[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file} is no JSON: ${error instanceof Error ? error.message : String(error)}.`, {
      cause: error,
    });
  }
  if (!Array.isArray(parsed)) throw new UsageError(`${file}: expected a list of hours.`);
  return parsed.map((fields: unknown, index): Row => {
    const place = `${file}, hour ${index + 1}`;
    if (!isRecord(fields)) throw new UsageError(`${place}: expected { start, importWh, exportWh }.`);
    return { place, fields };
  });
}
