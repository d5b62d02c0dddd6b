import type { ShownWords, Told } from "@meter2mqtt/contract";

export type AccessErrorKind = "taken" | "unknown" | "last-admin" | "weak-password" | "bad-name" | "too-many";

/** Something of users or tokens can't be done as it was asked. Ends as 4xx in the API, as a sentence on the command line. */
export class AccessError extends Error {
  override readonly name = "AccessError";
  readonly kind: AccessErrorKind;
  /** The message for other languages. */
  readonly words: ShownWords;

  constructor(kind: AccessErrorKind, told: Told, options?: ErrorOptions) {
    super(told.message, options);
    this.kind = kind;
    this.words = told.words;
  }
}
