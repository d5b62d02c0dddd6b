import type { ConfigurationProblemWords, ShownWords, Told } from "@meter2mqtt/contract";
import { type MistakeOrigin, mistakeWords } from "./config/mistake-words.ts";

export interface ConfigErrorOptions extends ErrorOptions {
  /** What is wrong as the pages' catalogues know it; without them the message is shown, in English. */
  readonly words?: ConfigurationProblemWords;
  /** Where the setting comes from: told before what is wrong with it. */
  readonly origin?: MistakeOrigin;
  /** Message and hint for other languages, where they are about no single setting. */
  readonly told?: ShownWords;
}

/** The operator's configuration is wrong. Ends as one sentence and exit code 78, or as 400 in the API. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  /** Where in the configuration: `sources.0.port`, with file, line and column where a file was read. */
  readonly path: string;
  readonly hint: string;
  /** What is wrong, without its place: for whoever shows it at the setting. */
  readonly words: ConfigurationProblemWords | undefined;
  /** All of message and hint, by keys and values. */
  readonly told: ShownWords | undefined;

  constructor(message: string, path: string, hint: string, options: ConfigErrorOptions = {}) {
    super(message, options);
    const { words, origin, told } = options;
    this.path = path;
    this.hint = hint;
    this.words = words;
    this.told = told ?? (words && mistakeWords({ path, words, origin }));
  }

  /** Message and hint in one text, with the same for other languages where there is that. */
  get said(): Told {
    return { message: `${this.message} ${this.hint}`.trim(), words: this.told ?? [] };
  }
}

/** A {@link ConfigError} about something that is no single setting: a file. */
export function toldError(
  { message, words }: Told,
  { path = "", hint, cause }: { readonly path?: string; readonly hint?: Told; readonly cause?: unknown } = {},
): ConfigError {
  const told = [...words, ...(hint?.words ?? [])];
  return new ConfigError(message, path, hint?.message ?? "", { told, ...(cause === undefined ? {} : { cause }) });
}

/** A message, and the same for other languages where it is a sentence of ours: what `tell` gives, or another error. */
export interface Said {
  readonly message: string;
  readonly words?: ShownWords | undefined;
}

export type WorldErrorKind = "transient" | "permanent";

/** Something a source reads from is not as it should be: `transient` is tried again, `permanent` is reported and left. */
export class SourceError extends Error {
  override readonly name = "SourceError";
  readonly kind: WorldErrorKind;
  /** The message for other languages, where it is a sentence of ours. */
  readonly words: ShownWords | undefined;

  constructor(kind: WorldErrorKind, said: string | Said, options?: ErrorOptions) {
    super(typeof said === "string" ? said : said.message, options);
    this.kind = kind;
    this.words = typeof said === "string" ? undefined : said.words;
  }
}

/** The message of an error for other languages, where there is such. */
export function wordsOf(error: unknown): ShownWords | undefined {
  if (error instanceof ConfigError) return error.told;
  return error instanceof SourceError || error instanceof SinkError ? error.words : undefined;
}

/** A destination did not take what it was given. */
export class SinkError extends Error {
  override readonly name = "SinkError";
  readonly kind: WorldErrorKind;
  /** The message for other languages, where it is a sentence of ours. */
  readonly words: ShownWords | undefined;

  constructor(kind: WorldErrorKind, said: string | Said, options?: ErrorOptions) {
    super(typeof said === "string" ? said : said.message, options);
    this.kind = kind;
    this.words = typeof said === "string" ? undefined : said.words;
  }
}

/** The disk, or the database on it, failed. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly operation: string;

  constructor(operation: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.operation = operation;
  }
}
