import { type ShownWords, type Told, type ToldKey, tell } from "@meter2mqtt/contract";
import { type ErrorCode, YAMLParseError } from "yaml";

type YamlKey = Extract<ToldKey, `yaml${string}`>;

const keys = {
  ALIAS_PROPS: "yamlAlias",
  BAD_ALIAS: "yamlAlias",
  BAD_COLLECTION_TYPE: "yamlTag",
  BAD_DIRECTIVE: "yamlDirective",
  BAD_DQ_ESCAPE: "yamlEscape",
  BAD_INDENT: "yamlIndent",
  BAD_PROP_ORDER: "yamlTag",
  BAD_SCALAR_START: "yamlStart",
  BLOCK_AS_IMPLICIT_KEY: "yamlName",
  BLOCK_IN_FLOW: "yamlOther",
  DUPLICATE_KEY: "yamlTwice",
  IMPOSSIBLE: "yamlOther",
  KEY_OVER_1024_CHARS: "yamlName",
  MISSING_CHAR: "yamlOpen",
  MULTILINE_IMPLICIT_KEY: "yamlName",
  MULTIPLE_ANCHORS: "yamlAlias",
  MULTIPLE_DOCS: "yamlDocuments",
  MULTIPLE_TAGS: "yamlTag",
  NON_STRING_KEY: "yamlName",
  RESOURCE_EXHAUSTION: "yamlOther",
  TAB_AS_INDENT: "yamlTab",
  TAG_RESOLVE_FAILED: "yamlTag",
  UNEXPECTED_TOKEN: "yamlOther",
} as const satisfies Readonly<Record<ErrorCode, YamlKey>>;

/** What the parser has against a text, in a sentence of ours. */
export function yamlWords(code: ErrorCode): ShownWords {
  return tell(keys[code]).words;
}

/** A text that the parser refused: it in its own words, for logs, and the same for pages. */
export function tellNotYaml(error: unknown): Told {
  const { message, words } = tell("notYamlNorJson");
  // More aliases than anybody writes.
  if (!(error instanceof YAMLParseError)) {
    const why = error instanceof Error ? error.message : String(error);
    return { message: `${message.slice(0, -1)}: ${why}.`, words: [...words, ...tell("yamlAlias").words] };
  }
  // Below the first line is the text around the mistake.
  const why = error.message.split("\n")[0]?.replace(/[.:]$/, "") ?? "";
  const [at] = error.linePos ?? [];
  const place = at === undefined ? [] : tell("atTextLine", { line: at.line, column: at.col }).words;
  return { message: `${message.slice(0, -1)}: ${why}.`, words: [...words, ...place, ...yamlWords(error.code)] };
}
