import { branchFor, isRecord, type SchemaNode } from "../config/schema-node.ts";

/** Texts that name a country or a clock and nobody. All other free texts stay out: names, hosts, topics, paths. */
const openTexts: ReadonlySet<string> = new Set(["zone", "country"]);
/** Stands in the place of a text, so that one sees that the setting is there. */
export const leftOutText = "(left out)";

/** What may be shown of settings, and how many were kept and left out. */
export interface ShownSettings {
  readonly settings: Record<string, unknown>;
  readonly kept: number;
  readonly leftOut: number;
}

/**
 * The settings that differ from their defaults: numbers, switches, and words of a list that the schema has. Of others, and
 * of secrets, it is only said that they are set.
 */
export function shownSettings(value: object, schema: SchemaNode): ShownSettings {
  const walker = new SettingsWalker();
  const settings = walker.show(value, schema, "");
  return { settings: isRecord(settings) ? settings : {}, kept: walker.kept, leftOut: walker.leftOut };
}

class SettingsWalker {
  kept = 0;
  leftOut = 0;

  /** Undefined: nothing to be said. */
  show(value: unknown, schema: SchemaNode, name: string): unknown {
    if (Array.isArray(value)) return this.#list(value, schema, name);
    const node = isRecord(value) ? branchFor(schema, value["type"]) : schema;
    if (node?.properties !== undefined && isRecord(value)) return this.#group(value, node.properties);
    if (value === undefined || value === schema.default) return undefined;
    if (isOpen(value, schema, name)) {
      this.kept++;
      return value;
    }
    this.leftOut++;
    return leftOutText;
  }

  #list(values: readonly unknown[], { items = {} }: SchemaNode, name: string): unknown {
    const shown = values.map((value) => this.show(value, items, name) ?? {});
    return shown.length === 0 ? undefined : shown;
  }

  #group(value: Record<string, unknown>, properties: Readonly<Record<string, SchemaNode>>): unknown {
    const shown = Object.entries(properties).flatMap(([key, property]): [string, unknown][] => {
      const part = this.show(value[key], property, key);
      return part === undefined ? [] : [[key, part]];
    });
    return shown.length === 0 ? undefined : Object.fromEntries(shown);
  }
}

function isOpen(value: unknown, schema: SchemaNode, name: string): boolean {
  if (schema.writeOnly === true) return false;
  if (typeof value === "number" || typeof value === "boolean") return true;
  if (typeof value !== "string") return false;
  const isWord = (node: SchemaNode): boolean => node.const === value || (node.enum?.includes(value) ?? false);
  return openTexts.has(name) || isWord(schema) || (schema.anyOf?.some(isWord) ?? false);
}
