import { readFileSync } from "node:fs";
import type { VendorProfile } from "@meter2mqtt/decoder";
import { parseProfile } from "@meter2mqtt/decoder/user-profiles";
import { type Mark, parseYaml } from "../config/parse-yaml.ts";
import { ConfigError } from "../errors.ts";
import { errorCode, errorMessage } from "../sources/error-words.ts";

/** What is wrong with a profile's file. */
export interface FileProblem {
  readonly file: string;
  /** Where it stands, both from 1. */
  readonly line?: number;
  readonly column?: number;
  /** `layouts.0.columns.3.unit`; empty: the file as a whole. */
  readonly path: string;
  /** Goes on after the path. */
  readonly message: string;
}

export type ReadProfile =
  | { readonly ok: true; readonly profile: VendorProfile }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/** A profile is a few kilobytes; more is another kind of file. */
const largestFile = 1_000_000;

/** Reads a user profile, YAML or JSON. Never throws for what the file holds, nor for one that can't be read. */
export function readProfileFile(file: string): ReadProfile {
  try {
    return parseProfileText(readFileSync(file, "utf8"), file);
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    const message = errorCode(error) === "ENOENT" ? "there is no such file" : `can't be read: ${errorMessage(error)}`;
    return { ok: false, problems: [{ file, path: "", message }] };
  }
}

/** The same for text that was read; `file` only names it. */
export function parseProfileText(text: string, file: string): ReadProfile {
  if (text.length > largestFile) {
    return { ok: false, problems: [{ file, path: "", message: "is larger than any profile" }] };
  }
  let yaml: ReturnType<typeof parseYaml>;
  try {
    // JSON is YAML.
    yaml = parseYaml(text, {}, file);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { ok: false, problems: [syntaxProblem(error, file)] };
  }
  const parsed = parseProfile(yaml.value);
  if (parsed.ok) return parsed;
  const problems = parsed.problems.map(({ path, message }): FileProblem => {
    const mark = markOf(yaml.marks, path);
    return { file, ...(mark === undefined ? {} : mark), path, message };
  });
  return { ok: false, problems };
}

/** `profiles/a.yaml, line 7, column 9: layouts.0.columns.3.unit is ...` */
export function problemWords({ file, line, column, path, message }: FileProblem): string {
  const place = line === undefined ? file : `${file}, line ${line}, column ${column ?? 1}`;
  return `${place}: ${path === "" ? "" : `${path} `}${message}`;
}

function syntaxProblem({ message, path }: ConfigError, file: string): FileProblem {
  const [, line, column] = /^(\d+):(\d+)$/.exec(path) ?? [];
  const words = message.replace(/^.*?: /, "").replace(/\.$/, "");
  if (line === undefined || column === undefined) return { file, path: "", message: words };
  return { file, line: Number(line), column: Number(column), path: "", message: words };
}

/** Where the setting stands, or the nearest one around it that is written down. */
function markOf(marks: ReadonlyMap<string, Mark>, path: string): Mark | undefined {
  for (let place = path; place !== ""; place = place.split(".").slice(0, -1).join(".")) {
    const mark = marks.get(place);
    if (mark !== undefined) return mark;
  }
  return undefined;
}
