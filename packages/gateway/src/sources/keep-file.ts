import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** The JSON in a small file of ours; undefined where there is no such file, or it holds none. */
export function readKept(path: string): unknown {
  try {
    const json: unknown = JSON.parse(readFileSync(path, "utf8"));
    return json;
  } catch {
    // Lost or damaged: what it held is found out anew.
    return undefined;
  }
}

/** Writes the file whole or not at all, so that a power cut leaves the old one. Throws what the system says. */
export function keep(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  const half = `${path}.new`;
  writeFileSync(half, `${JSON.stringify(value)}\n`, { mode: 0o600 });
  renameSync(half, path);
}
