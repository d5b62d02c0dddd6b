import { isMap, isScalar, isSeq, parseDocument, type YAMLMap } from "yaml";
import { branchFor, type SchemaNode } from "../config/schema-node.ts";
import { withoutPassword } from "./secret-markers.ts";

const secretWord = "[secret]";
/** A key of 128 or 256 bits, as it may also stand in a comment. */
const keyDigits = /\b[0-9a-f]{32}(?:[0-9a-f]{32})?\b/gi;

interface Patch {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A configuration's text as it may be shown: whatever is secret is blotted out, all else is as it stands. */
export function showYaml(text: string, schema: SchemaNode): string {
  const patches: Patch[] = [];
  collect(parseDocument(text).contents, schema, patches);
  patches.sort((a, b) => b.from - a.from);
  const shown = patches.reduce((rest, { from, to, text: put }) => rest.slice(0, from) + put + rest.slice(to), text);
  return shown.replace(keyDigits, secretWord);
}

function collect(node: unknown, schema: SchemaNode | undefined, patches: Patch[]): void {
  if (isSeq(node)) for (const item of node.items) collect(item, schema?.items, patches);
  else if (isMap(node)) collectMap(node, schema, patches);
  else if (isScalar(node)) {
    const text = shownInstead(node.value, schema);
    if (text !== undefined && node.range) patches.push({ from: node.range[0], to: node.range[1], text });
  }
}

function collectMap(node: YAMLMap, schema: SchemaNode | undefined, patches: Patch[]): void {
  const type: unknown = node.get("type");
  const properties = schema === undefined ? undefined : branchFor(schema, type)?.properties;
  for (const { key, value } of node.items)
    collect(value, properties?.[String(isScalar(key) ? key.value : key)], patches);
}

/** What stands for a value that must not be seen; undefined where it may be. */
function shownInstead(value: unknown, schema: SchemaNode | undefined): string | undefined {
  if (schema === undefined || schema.writeOnly === true) return secretWord;
  if (typeof value !== "string" || withoutPassword(value) === value) return undefined;
  return JSON.stringify(withoutPassword(value));
}
