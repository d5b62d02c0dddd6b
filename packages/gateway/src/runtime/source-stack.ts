import { readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** Read when an error is told, and again when it is needed after it was collected: a bundle's map is twice the bundle. */
const maps = new Map<string, WeakRef<SourceMap>>();

/** A stack in which places in built files are those in the sources they were built from, as far as there are maps beside them. */
export function toSourceStack(stack: string): string {
  return stack.replace(
    /((?:file:\/\/)?\/[^\s():]+\.js):(\d+):(\d+)/g,
    (place, file: string, line, column) => sourcePlace(file, Number(line), Number(column)) ?? place,
  );
}

function sourcePlace(file: string, line: number, column: number): string | undefined {
  const path = file.startsWith("file:") ? fileURLToPath(file) : file;
  // A stack counts from 1, a map from 0.
  const entry = mapOf(path)?.findEntry(line - 1, column - 1);
  if (entry === undefined || !("originalSource" in entry)) return undefined;
  const { originalSource, originalLine, originalColumn } = entry;
  return `${resolve(dirname(path), originalSource)}:${originalLine + 1}:${originalColumn + 1}`;
}

function mapOf(path: string): SourceMap | undefined {
  const known = maps.get(path)?.deref();
  if (known !== undefined) return known;
  try {
    const map = new SourceMap(JSON.parse(readFileSync(`${path}.map`, "utf8")));
    maps.set(path, new WeakRef(map));
    return map;
  } catch {
    // No map, or one that can't be read: the built file's own place is better than none.
    return undefined;
  }
}
