import type { ConfigurationProblemWords } from "@meter2mqtt/contract";
import { expectedWords, type SchemaNode } from "./schema-node.ts";

/** What was expected, as the message says it and as the pages' catalogues know it. */
export interface Expected {
  readonly text: string;
  readonly words: ConfigurationProblemWords;
}

/** What a keyword of the schema wants at a place where something else stands. */
export function expectedBy(keyword: string, schema: SchemaNode): Expected {
  return boundOf(keyword, schema) ?? { text: expectedWords(schema), words: kindOf(keyword, schema) };
}

/** Lengths of texts and of lists. */
function boundOf(
  keyword: string,
  { minLength = 0, maxLength = 0, minItems = 0, maxItems = 0 }: SchemaNode,
): Expected | undefined {
  switch (keyword) {
    // No setting needs more than one character without saying so by its pattern.
    case "minLength":
      return minLength > 1 ? undefined : { text: "text that is not empty", words: { key: "value-empty", values: {} } };
    case "maxLength":
      return {
        text: `text of at most ${maxLength} characters`,
        words: { key: "value-long", values: { length: String(maxLength) } },
      };
    case "minItems":
      return {
        text: `a list of at least ${minItems}`,
        words: { key: "list-short", values: { count: String(minItems) } },
      };
    case "maxItems":
      return {
        text: `a list of at most ${maxItems}`,
        words: { key: "list-long", values: { count: String(maxItems) } },
      };
    case "uniqueItems":
      return { text: "a list in which nothing stands twice", words: { key: "list-twice", values: {} } };
    default:
      return undefined;
  }
}

function kindOf(keyword: string, schema: SchemaNode): ConfigurationProblemWords {
  const { anyOf, examples } = schema;
  const options = optionsOf(schema);
  if (options !== undefined) return { key: "value-option", values: { options } };
  if (anyOf !== undefined) return wholeOrWord(anyOf);
  if (schema.oneOf !== undefined) return { key: "value-group", values: {} };
  const example = examples?.[0];
  if (keyword === "pattern" && example !== undefined)
    return { key: "value-form", values: { example: String(example) } };
  switch (schema.type) {
    case "integer":
      return { key: "value-whole", values: rangeOf(schema) };
    case "number":
      return numberOf(schema);
    case "boolean":
      return { key: "value-switch", values: {} };
    case "array":
      return { key: "value-list", values: {} };
    case "object":
      return { key: "value-group", values: {} };
    default:
      return { key: "value-text", values: {} };
  }
}

/** What a choice has, one after the other; undefined where there is none. */
export function optionsOf({ const: only, enum: several }: SchemaNode): string | undefined {
  if (only !== undefined) return String(only);
  return several?.map(String).join(", ");
}

function rangeOf({ minimum = 0, maximum = 0 }: SchemaNode): { readonly least: string; readonly most: string } {
  return { least: String(minimum), most: String(maximum) };
}

function numberOf(schema: SchemaNode): ConfigurationProblemWords {
  const { exclusiveMinimum, maximum } = schema;
  if (exclusiveMinimum === undefined) return { key: "value-number", values: rangeOf(schema) };
  return { key: "value-number-above", values: { limit: String(exclusiveMinimum), most: String(maximum) } };
}

/** The only kind of two kinds that the schema has. */
function wholeOrWord(kinds: readonly SchemaNode[]): ConfigurationProblemWords {
  const whole = kinds.find(({ type }) => type === "integer") ?? {};
  const word = kinds.map(optionsOf).find((text) => text !== undefined) ?? "";
  return { key: "value-whole-or-word", values: { ...rangeOf(whole), word } };
}
