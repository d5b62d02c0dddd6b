import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseHex } from "@meter2mqtt/decoder";
import type { ListValues } from "../src/index.ts";

/** A row of the corpus's manifest, as far as these tests read it. */
export interface CorpusRow {
  readonly file: string;
  readonly vendor: string;
  readonly country: string;
  readonly framing: string;
  readonly layout?: string;
  readonly encrypted: boolean;
  readonly expect: string;
  readonly encryptionKey?: string;
  readonly authenticationKey?: string;
  readonly systemTitle?: string;
  readonly invocationCounter?: number;
  readonly securityControl?: string;
  readonly messageCount?: number;
  readonly expected: Record<string, unknown>;
  readonly registers?: readonly { readonly obis: string; readonly raw?: number }[];
}

// From packages/simulator/test to the repository's root, then to its neighbour.
const folder = new URL("../../../../shared/corpus/", import.meta.url);

/** Whether the corpus is there: it is not part of this repository. */
export const hasCorpus: boolean = existsSync(new URL("manifest.json", folder));

export function loadRows(): readonly CorpusRow[] {
  return hasCorpus ? JSON.parse(readFileSync(new URL("manifest.json", folder), "utf8")) : [];
}

/** The octets of a row's file. */
export function octetsOf(row: CorpusRow): Uint8Array {
  const path = fileURLToPath(new URL(row.file, folder));
  if (row.file.endsWith(".txt")) return Uint8Array.from(readFileSync(path));
  return hexOctets(readFileSync(path, "utf8").replace(/\s/g, ""));
}

export function hexOctets(text: string): Uint8Array {
  const octets = parseHex(text);
  if (octets === undefined) throw new Error(`not hexadecimal: ${text.slice(0, 40)}`);
  return octets;
}

/** `2021-08-30T22:20:30` */
export function toLocalTime(timestamp: string) {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = timestamp.split(/[-T:]/).map(Number);
  return { year, month, day, hour, minute, second };
}

/** What a row expects, without the corpus's timestamps that the lists take as clock octets. */
export function valuesOf(row: CorpusRow): ListValues {
  const { clock: _clock, clockOffset: _offset, timestamp: _time, timestampOffset: _zone, ...values } = row.expected;
  return values;
}

export function timestampOf(row: CorpusRow): string {
  const { timestamp } = row.expected;
  return typeof timestamp === "string" ? timestamp : "";
}
