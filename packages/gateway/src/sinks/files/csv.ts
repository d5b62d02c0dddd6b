import type { MeterState } from "@meter2mqtt/contract";
import { quantities } from "@meter2mqtt/decoder";
import type { OutboxEntry } from "../sink.ts";
import { storedValues } from "../stored-values.ts";
import type { Layout } from "./layout.ts";

type Cells = ReadonlyMap<string, string>;

/** Always there, in this order; the key first, so that it is found again. */
const fixedColumns = ["key", "receivedAt", "meter", "source"] as const;
const orderedColumns: readonly string[] = [
  ...fixedColumns,
  ...["meterId", "timestamp", "authenticated", "simulated"],
  ...quantities.map(({ name }) => name),
];

/** The layout of a CSV file (RFC 4180) by its header; that of an empty one without. */
export function readCsvLayout(header: string | undefined): Layout {
  return new CsvLayout(header === undefined ? fixedColumns : readCells(header));
}

class CsvLayout implements Layout {
  readonly #columns: readonly string[];

  constructor(columns: readonly string[]) {
    this.#columns = columns;
  }

  get header(): string {
    return this.#columns.join(",");
  }

  fits(entry: OutboxEntry): boolean {
    const columns = new Set(this.#columns);
    return [...cellsOf(entry).keys()].every((column) => columns.has(column));
  }

  grown(entry: OutboxEntry): Layout {
    return new CsvLayout([...new Set([...this.#columns, ...cellsOf(entry).keys()])].sort(byPlace));
  }

  line(entry: OutboxEntry): string {
    const cells = cellsOf(entry);
    return this.#columns.map((column) => cells.get(column) ?? "").join(",");
  }

  keyOf(line: string): string | undefined {
    const [cell] = readCells(line);
    const key = cell?.replace(/^'(?=[=+\-@])/, "");
    return key === undefined || key === "" || key === "key" ? undefined : key;
  }
}

/** What is known, each by its column: a cell without a value stays empty. */
function cellsOf(entry: OutboxEntry): Cells {
  const cells = new Map<string, string>();
  if (entry.kind !== "reading") return cells;
  const { state } = entry;
  const texts: Readonly<Record<string, string | undefined>> = {
    ...{ key: entry.key, receivedAt: state.receivedAt, meter: state.meter, source: state.source },
    ...{ meterId: state.meterId, timestamp: state.timestamp },
    authenticated: state.authenticated === undefined ? undefined : String(state.authenticated),
    simulated: state.simulated ? "true" : undefined,
    ...channelTexts(state),
  };
  for (const [name, text] of Object.entries(texts)) if (text !== undefined) cells.set(name, toCell(text));
  for (const { name, value } of storedValues(state)) cells.set(name, String(value));
  for (const { channel, value } of state.channels) {
    if (value !== undefined) cells.set(`channel${channel}Value`, String(value));
  }
  return cells;
}

function channelTexts({ channels }: MeterState): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    channels
      .filter(({ value }) => value !== undefined)
      .flatMap(({ channel, kind, unit, timestamp }) => [
        [`channel${channel}Kind`, kind],
        [`channel${channel}Unit`, unit],
        [`channel${channel}Timestamp`, timestamp],
      ]),
  );
}

/**
 * A text as a cell. Line feeds become blanks, so that a line is a record; what a spreadsheet would take for a formula gets an
 * apostrophe in front, since ids come from the wire.
 */
function toCell(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out here.
  const plain = text.replace(/[\u0000-\u001f\u007f]+/g, " ");
  const safe = /^[=+\-@]/.test(plain) ? `'${plain}` : plain;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function readCells(line: string): readonly string[] {
  const cells: string[] = [];
  for (const [, quoted, plain] of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)) {
    cells.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
  }
  return cells;
}

/** Known columns in the order of the table of quantities, sub-meters behind them. */
function byPlace(a: string, b: string): number {
  const [first, second] = [a, b].map((name) => {
    const place = orderedColumns.indexOf(name);
    return place === -1 ? orderedColumns.length : place;
  });
  return (first ?? 0) - (second ?? 0) || a.localeCompare(b, "en", { numeric: true });
}
