import type { AmountColumn, ColumnNames, CsvLayout } from "./csv-layout.ts";
import { csvCells, type Delimiter } from "./csv-rows.ts";
import { ExchangeError } from "./exchange-error.ts";
import { sayOfFile } from "./sentences.ts";
import { readTime } from "./written-times.ts";

/** Where the columns of a layout are in a file, counted from 0. */
export interface FoundColumns {
  readonly time: readonly number[];
  readonly otherEnd?: readonly number[];
  readonly meterId?: number;
  readonly amounts: readonly { readonly index: number; readonly direction: AmountColumn["direction"] }[];
  readonly unit?: number;
  readonly direction?: number;
  readonly quality?: number;
  /** Cells of a line. */
  readonly width: number;
}

export interface FoundHeader {
  readonly layout: CsvLayout;
  readonly delimiter: Delimiter;
  readonly columns: FoundColumns;
  /** Index of the first line with data. */
  readonly firstLine: number;
}

/** Some files have a title, an address or a period above their header. */
const linesBeforeHeader = 20;

/** Finds which of the layouts a file has, and where its columns are. Throws {@link ExchangeError}. */
export function findHeader(lines: readonly string[], layouts: readonly CsvLayout[]): FoundHeader {
  const count = Math.min(lines.length, linesBeforeHeader);
  for (let index = 0; index < count; index++) {
    const text = lines[index] ?? "";
    if (text.trim() === "") continue;
    for (const layout of layouts) {
      const found = headerIn(text, index, layout);
      if (found !== undefined) return found;
    }
  }
  throw notRecognised(layouts);
}

function headerIn(text: string, index: number, layout: CsvLayout): FoundHeader | undefined {
  for (const delimiter of layout.delimiters) {
    const cells = cellsOrNone(text, delimiter, index + 1);
    const columns = columnsIn(cells, layout);
    if (columns === undefined) continue;
    return { layout, delimiter, columns, firstLine: isData(cells, columns, layout) ? index : index + 1 };
  }
  return undefined;
}

function cellsOrNone(text: string, delimiter: Delimiter, line: number): readonly string[] {
  try {
    return csvCells(text, delimiter, line);
  } catch (error) {
    // Not a header; where it is data, it is reported when it is read.
    if (error instanceof ExchangeError) return [];
    throw error;
  }
}

/** Columns that are named by their number alone need no header: then the first line may be data. */
function isData(cells: readonly string[], { time }: FoundColumns, layout: CsvLayout): boolean {
  const named = [...layout.time, ...layout.amounts.map(({ names }) => names)];
  if (named.some((names) => typeof names !== "number")) return false;
  try {
    readTime(time.map((column) => cells[column] ?? "").join(" "), layout.timeForm, 1);
    return true;
  } catch (error) {
    if (error instanceof ExchangeError) return false;
    throw error;
  }
}

function columnsIn(cells: readonly string[], layout: CsvLayout): FoundColumns | undefined {
  const headers = cells.map(plain);
  const find = (names: ColumnNames): number => {
    if (typeof names === "number") return names <= cells.length ? names - 1 : -1;
    const wanted = names.map(plain);
    return headers.findIndex((header) => wanted.includes(header));
  };
  const optional = (names: ColumnNames | undefined): number | undefined => {
    const index = names === undefined ? -1 : find(names);
    return index < 0 ? undefined : index;
  };
  const time = layout.time.map(find);
  const amounts = layout.amounts
    .map(({ names, direction }) => ({ index: find(names), direction }))
    .filter(({ index }) => index >= 0);
  const unit = typeof layout.unit === "string" ? undefined : optional(layout.unit.names);
  const direction = optional(layout.direction?.names);
  if (time.some((index) => index < 0) || amounts.length === 0) return undefined;
  if (typeof layout.unit !== "string" && unit === undefined) return undefined;
  if (layout.direction !== undefined && direction === undefined) return undefined;
  // What a user mapped must be there, all of it: a name with a slip would leave a column out in silence.
  if (layout.id === "mapping" && amounts.length < layout.amounts.length) return undefined;
  const otherEnd = layout.otherEnd?.map(find);
  const hasOtherEnd = otherEnd?.every((index) => index >= 0) === true;
  const meterId = optional(layout.meterId);
  const quality = optional(layout.quality?.names);
  return {
    time,
    amounts,
    width: cells.length,
    ...(hasOtherEnd ? { otherEnd } : {}),
    ...(meterId === undefined ? {} : { meterId }),
    ...(unit === undefined ? {} : { unit }),
    ...(direction === undefined ? {} : { direction }),
    ...(quality === undefined ? {} : { quality }),
  };
}

/** A header or a word without its case and its accidental blanks. */
export function plain(text: string): string {
  return text.replace(/\s+/g, " ").trim().normalize("NFC").toLowerCase();
}

function notRecognised(layouts: readonly CsvLayout[]): ExchangeError {
  const [only] = layouts;
  if (layouts.length === 1 && only !== undefined) {
    const names = [...only.time, ...only.amounts.map((column) => column.names)].map((name) =>
      typeof name === "number" ? `#${name}` : (name[0] ?? ""),
    );
    const header = { lines: linesBeforeHeader, columns: names.join(", ") };
    const said =
      only.id === "mapping"
        ? sayOfFile("csvNoMappedHeader", header)
        : sayOfFile("csvNoHeader", { ...header, layout: only.about });
    return new ExchangeError("not-recognised", said, sayOfFile("csvCompareNames"));
  }
  const hint = sayOfFile("csvMapOthers", { layouts: layouts.map(({ about }) => about).join("; ") });
  return new ExchangeError("not-recognised", sayOfFile("csvLayoutUnknown"), hint);
}
