import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { KeySet } from "@meter2mqtt/decoder";
import { parseKey } from "@meter2mqtt/decoder";

/** One capture of `../shared/corpus/manifest.json`; its README says what the fields mean. */
export interface CorpusRow {
  readonly file: string;
  readonly vendor: string | null;
  readonly model: string | null;
  readonly country: string | null;
  readonly framing: string;
  readonly encrypted: boolean;
  readonly encryptionKey?: string;
  readonly authenticationKey?: string;
  readonly systemTitle?: string;
  readonly invocationCounter?: number;
  readonly securityControl?: string;
  readonly expect: string;
  readonly expectStrict?: string;
  readonly layout?: string;
  readonly messageCount?: number;
  readonly outOfScope?: boolean;
  readonly expected: Readonly<Record<string, unknown>>;
  readonly expectedLast?: Readonly<Record<string, unknown>>;
}

// packages/corpus/src (or dist) -> the project's root -> beside it.
const folder = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "..", "shared", "corpus");

/** The corpus is not part of the project: where it is missing, its tests are skipped and say so. */
export const corpusAvailable: boolean = existsSync(join(folder, "manifest.json"));

export const corpusRows: readonly CorpusRow[] = corpusAvailable
  ? (JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as readonly CorpusRow[])
  : [];

/** Octets of a row's capture. */
export function octetsOf(row: CorpusRow): Uint8Array {
  const content = fileOf(row);
  if (!row.file.endsWith(".hex")) return content;
  return Uint8Array.from(Buffer.from(Buffer.from(content).toString("latin1").replace(/\s+/g, ""), "hex"));
}

/** What stands in a row's file. */
export function fileOf(row: CorpusRow): Uint8Array {
  return new Uint8Array(readFileSync(join(folder, row.file)));
}

const zones: Readonly<Record<string, string>> = {
  AT: "Europe/Vienna",
  BE: "Europe/Brussels",
  CH: "Europe/Zurich",
  CZ: "Europe/Prague",
  DE: "Europe/Berlin",
  DK: "Europe/Copenhagen",
  HR: "Europe/Zagreb",
  HU: "Europe/Budapest",
  LU: "Europe/Luxembourg",
  NL: "Europe/Amsterdam",
  NO: "Europe/Oslo",
  PL: "Europe/Warsaw",
  SE: "Europe/Stockholm",
  SI: "Europe/Ljubljana",
};

/** The zone in which a row is decoded: its country's; Europe/Berlin where that isn't known. */
export function zoneOf(row: CorpusRow): string {
  return zones[row.country ?? ""] ?? "Europe/Berlin";
}

export function keysOf(row: CorpusRow): KeySet {
  const key = (text: string | undefined): Uint8Array | undefined => {
    const parsed = text === undefined ? undefined : parseKey(text);
    return parsed?.ok === true ? parsed.key : undefined;
  };
  const encryptionKey = key(row.encryptionKey);
  const authenticationKey = key(row.authenticationKey);
  return {
    ...(encryptionKey === undefined ? {} : { encryptionKey }),
    ...(authenticationKey === undefined ? {} : { authenticationKey }),
  };
}
