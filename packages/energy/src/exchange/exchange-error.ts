import type { Sentence, Words } from "@meter2mqtt/decoder";
import { fileWordsInEnglish } from "./sentences.ts";

/** What is wrong with a file from outside. */
export type ExchangeErrorCode =
  | "too-large"
  | "not-recognised"
  | "mapping"
  | "malformed-line"
  | "malformed-time"
  | "malformed-amount"
  | "no-such-time"
  | "contradiction"
  | "interval-length"
  | "empty";

/** A file from outside can't be read as it stands; says where, and what to do. Never thrown for a bug of ours. */
export class ExchangeError extends Error {
  override readonly name = "ExchangeError";
  readonly code: ExchangeErrorCode;
  /** Line of the file, counted from 1; absent where it is about the whole file. */
  readonly line: number | undefined;
  /** What to do next, a sentence. */
  readonly hint: string;
  /** Message and hint for other languages. */
  readonly words: Words;

  constructor(code: ExchangeErrorCode, said: Sentence | Words, hint: Sentence, line?: number) {
    const message = [said].flat();
    super(fileWordsInEnglish(message));
    this.code = code;
    this.hint = fileWordsInEnglish([hint]);
    this.words = [...message, hint];
    this.line = line;
  }
}
