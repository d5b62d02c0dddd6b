import { tell } from "@meter2mqtt/contract";
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import { ConfigError, toldError } from "../errors.ts";
import { branchFor, isText, type SchemaNode } from "./schema-node.ts";
import { yamlWords } from "./yaml-mistake.ts";

/** A line and column of the file, both from 1. */
export interface Mark {
  readonly line: number;
  readonly column: number;
}

export interface ParsedYaml {
  readonly value: unknown;
  /** Where each setting stands, by its path: `sources.0.port`. */
  readonly marks: ReadonlyMap<string, Mark>;
}

/** Far above any configuration, and a bound on what aliases of aliases can grow to. */
const maxNodes = 20_000;

/** Reads a configuration file's text; the schema only says which scalars are texts. Throws {@link ConfigError}. */
export function parseYaml(text: string, schema: SchemaNode, file: string): ParsedYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    const why = lowerFirst(error.message);
    const place = tell("atLine", { file, line, column: col }).words;
    const told = [...place, ...tell("notYaml").words, ...yamlWords(error.code)];
    const message = `${file}, line ${line}, column ${col}: this is not YAML: ${why}.`;
    throw new ConfigError(message, `${line}:${col}`, "", { told });
  }
  const reader = new Reader(document, lines, file);
  return { value: reader.read(document.contents, schema, ""), marks: reader.marks };
}

class Reader {
  readonly marks: Map<string, Mark> = new Map();
  readonly #document: Document;
  readonly #lines: LineCounter;
  readonly #file: string;
  #nodes = 0;

  constructor(document: Document, lines: LineCounter, file: string) {
    this.#document = document;
    this.#lines = lines;
    this.#file = file;
  }

  read(node: unknown, schema: SchemaNode | undefined, path: string): unknown {
    if (++this.#nodes > maxNodes) throw toldError(tell("settingsTooLarge", { file: this.#file }), { path });
    if (isAlias(node)) return this.read(node.resolve(this.#document), schema, path);
    if (isMap(node)) return this.#readMap(node.items, schema, path);
    if (isSeq(node)) {
      return node.items.map((item, index) => {
        const place = join(path, String(index));
        this.#mark(place, item);
        return this.read(item, schema?.items, place);
      });
    }
    if (!isScalar(node)) return undefined;
    const { value, source } = node;
    const isPlain = typeof value === "number" || typeof value === "boolean" || typeof value === "bigint";
    return isText(schema) && isPlain && source !== undefined ? source : value;
  }

  #readMap(pairs: readonly { key: unknown; value: unknown }[], schema: SchemaNode | undefined, path: string): unknown {
    const keyOf = (key: unknown) => String(isScalar(key) ? key.value : key);
    const chosen = pairs.find((pair) => keyOf(pair.key) === "type")?.value;
    const branch = schema === undefined ? undefined : branchFor(schema, isScalar(chosen) ? chosen.value : undefined);
    const result: Record<string, unknown> = {};
    for (const pair of pairs) {
      const key = keyOf(pair.key);
      const place = join(path, key);
      this.#mark(place, pair.key);
      const value = this.read(pair.value, branch?.properties?.[key], place);
      // A key with nothing behind it says nothing: the default stands.
      if (value !== null && value !== undefined)
        Object.defineProperty(result, key, { value, enumerable: true, writable: true, configurable: true });
    }
    return result;
  }

  #mark(path: string, node: unknown): void {
    const offset = isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range?.[0] : undefined;
    if (offset === undefined) return;
    const { line, col } = this.#lines.linePos(offset);
    this.marks.set(path, { line, column: col });
  }
}

/** One step further down: `sources` and `0` give `sources.0`. */
export function join(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

function lowerFirst(text: string): string {
  const line = text.split("\n")[0] ?? "";
  return line.charAt(0).toLowerCase() + line.slice(1).replace(/\.$/, "");
}
