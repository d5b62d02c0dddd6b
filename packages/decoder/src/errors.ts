import type { DiagnosisCode } from "./diagnosis.ts";
import { sayInEnglish, type Words } from "./words/say.ts";

/** The meter, or the line to it, sent something the protocol does not allow. Never thrown for a bug of ours. */
export class DecodeError extends Error {
  override readonly name = "DecodeError";
  readonly code: DiagnosisCode;
  /** Octet that could not be accepted, counted from the start of the unit being parsed. */
  readonly offset: number;

  /** What was seen: the message, for any language. */
  readonly words: Words;

  constructor(code: DiagnosisCode, offset: number, words: Words, options?: ErrorOptions) {
    super(sayInEnglish(words), options);
    this.code = code;
    this.words = words;
    this.offset = offset;
  }
}

/** The octets end before what they hold does. */
export class CutShortError extends DecodeError {}
