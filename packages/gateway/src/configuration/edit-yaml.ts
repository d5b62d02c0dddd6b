import { isDeepStrictEqual } from "node:util";
import { type Document, isMap, isScalar, isSeq, parseDocument, visit, type YAMLMap } from "yaml";
import { isRecord } from "../config/schema-node.ts";
import { keepSections } from "./keep-sections.ts";

/** Members of lists under `- ` in the column of their key, as some people write them. */
const flushLists = /^( *)[^\s#-][^\n]*:[ \t]*\n\1- /m;

/**
 * A YAML text in which `before` (what it holds) has become `after`. What is the same stays as it is written, with all
 * comments; only what is another is written anew.
 */
export function editYaml(text: string, before: unknown, after: unknown): string {
  if (isDeepStrictEqual(before, after)) return text;
  const document: Document = parseDocument(text);
  // What an alias stands for is written out: it must not change with what it points to.
  visit(document, { Alias: (_key, alias) => document.createNode(alias.toJS(document)) });
  const editor = new Editor(document);
  if (document.contents === null) document.contents = editor.create(after);
  else {
    const contents: unknown = editor.edit(document.contents, before, after);
    if (isMap(contents)) document.contents = contents;
  }
  const written = document.toString({ lineWidth: 0, indentSeq: !flushLists.test(text) });
  const [old, fresh] = [isRecord(before) ? before : {}, isRecord(after) ? after : {}];
  const kept = keepSections(text, written, (key) => key in old && isDeepStrictEqual(old[key], fresh[key]));
  // Looks never matter more than content, as where an old section has an alias whose anchor is gone.
  return isDeepStrictEqual(contentOf(kept), contentOf(written)) ? kept : written;
}

/** What a text holds; undefined where it is no YAML. */
function contentOf(text: string): unknown {
  const document = parseDocument(text);
  return document.errors.length > 0 ? undefined : document.toJS();
}

class Editor {
  readonly #document: Document;

  constructor(document: Document) {
    this.#document = document;
  }

  create(value: unknown): ReturnType<Document["createNode"]> {
    return this.#document.createNode(value);
  }

  /** The node for `after` in place of the one for `before`: the same one wherever it can stay. */
  edit(node: unknown, before: unknown, after: unknown): unknown {
    if (isDeepStrictEqual(before, after)) return node;
    if (isMap(node) && isRecord(before) && isRecord(after)) {
      this.#editMap(node, before, after);
      return node;
    }
    if (isSeq(node) && Array.isArray(before) && Array.isArray(after)) {
      this.#editList(node, before, after);
      return node;
    }
    if (isScalar(node) && isPlain(after)) {
      node.value = after;
      delete node.source;
      return node;
    }
    return this.create(after);
  }

  #editMap(node: YAMLMap, before: Record<string, unknown>, after: Record<string, unknown>): void {
    for (const key of Object.keys(before)) if (!Object.hasOwn(after, key)) node.delete(key);
    for (const [key, value] of Object.entries(after)) {
      const inner: unknown = node.get(key, true);
      if (!Object.hasOwn(before, key) || inner === undefined) node.set(key, this.create(value));
      else {
        const edited = this.edit(inner, before[key], value);
        if (edited !== inner) node.set(key, edited);
      }
    }
  }

  #editList(node: { items: unknown[] }, before: readonly unknown[], after: readonly unknown[]): void {
    const free = new Set(before.keys());
    const items = after.map((member, index) => {
      const match = matchOf(member, index, { before, free, isSameLength: before.length === after.length });
      if (match === undefined) return this.create(member);
      free.delete(match);
      return this.edit(node.items[match], before[match], member);
    });
    node.items = items;
  }
}

interface Matching {
  readonly before: readonly unknown[];
  /** Members that nothing has matched yet. */
  readonly free: ReadonlySet<number>;
  readonly isSameLength: boolean;
}

/** Which member of the list before is this one: the one of its name, else an equal one, else the one in its place. */
function matchOf(member: unknown, index: number, { before, free, isSameLength }: Matching): number | undefined {
  const candidates = [...free];
  const name = nameOf(member);
  const named = name === undefined ? undefined : candidates.find((place) => nameOf(before[place]) === name);
  if (named !== undefined) return named;
  const equal = candidates.find((place) => isDeepStrictEqual(before[place], member));
  if (equal !== undefined) return equal;
  const isOwnPlace = free.has(index) && typeOf(before[index]) === typeOf(member);
  return isOwnPlace && (isSameLength || nameOf(before[index]) === undefined) ? index : undefined;
}

function nameOf(member: unknown): unknown {
  return isRecord(member) ? (member["name"] ?? member["id"]) : undefined;
}

function typeOf(member: unknown): unknown {
  return isRecord(member) ? member["type"] : typeof member;
}

function isPlain(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}
