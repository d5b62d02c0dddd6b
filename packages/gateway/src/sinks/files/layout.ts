import type { OutboxEntry } from "../sink.ts";
import { toMessage } from "../webhook/message.ts";
import { readCsvLayout } from "./csv.ts";

/** How the lines of one file are written. */
export interface Layout {
  /** The file's first line without its line feed; undefined where the format has none. */
  readonly header: string | undefined;
  /** Whether the entry can be written in this layout. */
  fits(entry: OutboxEntry): boolean;
  /** A layout that has room for all that this one has, and for the entry. */
  grown(entry: OutboxEntry): Layout;
  /** The entry as one line, without its line feed. */
  line(entry: OutboxEntry): string;
  /** The key in a line that this wrote; undefined where there is none. */
  keyOf(line: string): string | undefined;
}

const jsonLines: Layout = {
  header: undefined,
  fits: () => true,
  grown: () => jsonLines,
  line: (entry) => JSON.stringify(toMessage(entry)),
  keyOf: (line) => {
    try {
      const value: unknown = JSON.parse(line);
      const isMessage = typeof value === "object" && value !== null && "key" in value;
      return isMessage && typeof value.key === "string" ? value.key : undefined;
    } catch {
      return undefined;
    }
  },
};

/** The layout of a file by its first line; undefined where there is no file yet. */
export function layoutOf(format: "csv" | "jsonl", firstLine: string | undefined): Layout {
  return format === "csv" ? readCsvLayout(firstLine) : jsonLines;
}
