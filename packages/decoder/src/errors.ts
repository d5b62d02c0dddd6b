import type { DiagnosisCode } from "./diagnosis.ts";

/** The meter, or the line to it, sent something the protocol does not allow. Never thrown for a bug of ours. */
export class DecodeError extends Error {
  override readonly name = "DecodeError";
  readonly code: DiagnosisCode;
  /** Octet that could not be accepted, counted from the start of the unit being parsed. */
  readonly offset: number;

  constructor(code: DiagnosisCode, offset: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.offset = offset;
  }
}

/** The octets end before what they hold does. */
export class CutShortError extends DecodeError {}
