import { type ConfigurationProblem, type ShownWords, tell } from "@meter2mqtt/contract";

type ProblemWords = NonNullable<ConfigurationProblem["words"]>;

/** Where a setting stands, and what is wrong with it. */
export interface Mistake {
  /** `sources.0.port`; empty for the whole. */
  readonly path: string;
  readonly words: ProblemWords;
  /** Where its path comes from, if that is known: a line of the file, or a variable of the environment. */
  readonly origin?: MistakeOrigin | undefined;
}

export interface MistakeOrigin {
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly variable?: string | undefined;
  /** What stands there, where it may be shown. */
  readonly value?: string | undefined;
}

/** A mistake in the sentences that pages say, its place before it. */
export function mistakeWords({ path, words, origin = {} }: Mistake): ShownWords {
  const { file, line, variable, value } = origin;
  return [
    ...(variable === undefined ? [] : tell("atVariable", { variable }).words),
    ...(variable !== undefined || file === undefined || line === undefined
      ? []
      : tell("atFileLine", { file, line }).words),
    // A setting that is none is named by what is said of it.
    ...(path === "" || namesItself(path, words) ? [] : tell("atPlace", { path }).words),
    ...(value === undefined ? [] : tell("standsThere", { value }).words),
    { key: words.key, values: { ...words.values } },
  ];
}

function namesItself(path: string, { values }: ProblemWords): boolean {
  return values["setting"] === path;
}
