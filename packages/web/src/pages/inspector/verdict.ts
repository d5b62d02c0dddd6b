import type { Diagnosis } from "@meter2mqtt/decoder";
import type { Inspection } from "./inspect.ts";

/**
 * - `plain`: nothing is ciphered.
 * - `missing`: it is, and there is no key.
 * - `verified`: both keys are right. `unverified`: the encryption key is, the tag was not verified.
 * - `dump`: another program has deciphered it already.
 * - `refused`: the keys don't fit, or can't; the diagnosis says which.
 */
export type VerdictKind = "plain" | "missing" | "verified" | "unverified" | "dump" | "refused";

/** What can be said of a frame's keys. */
export interface KeyVerdict {
  readonly kind: VerdictKind;
  readonly diagnosis: Diagnosis | undefined;
  /** Known without any key; absent for plain frames. */
  readonly systemTitle: string | undefined;
  readonly maker: string | undefined;
  readonly invocationCounter: number | undefined;
  readonly securityControl: string | undefined;
}

export function judgeKeys({
  reading,
  source,
  diagnoses,
}: Pick<Inspection, "reading" | "source" | "diagnoses">): KeyVerdict {
  const diagnosis = diagnoses.find(({ code }) => code.startsWith("security/"));
  const evidence = diagnosis?.evidence ?? {};
  const text = (name: string): string | undefined => (evidence[name] === undefined ? undefined : `${evidence[name]}`);
  const counter = source?.invocationCounter ?? evidence["invocationCounter"];
  const control = source?.securityControl;
  return {
    kind: kindOf(reading !== undefined, reading?.authenticated, diagnosis, source?.systemTitle !== undefined),
    diagnosis,
    systemTitle: source?.systemTitle ?? text("systemTitle"),
    // By its name where the decoder knows it, by its three letters otherwise.
    maker: reading?.manufacturer ?? text("maker"),
    invocationCounter: typeof counter === "number" ? counter : undefined,
    securityControl: control === undefined ? text("securityControl") : `0x${control.toString(16).padStart(2, "0")}`,
  };
}

function kindOf(
  isRead: boolean,
  authenticated: boolean | undefined,
  diagnosis: Diagnosis | undefined,
  isCiphered: boolean,
): VerdictKind {
  if (isRead) {
    if (authenticated !== undefined) return authenticated ? "verified" : "unverified";
    return diagnosis?.code === "security/plain-behind-ciphering-header" ? "dump" : isCiphered ? "unverified" : "plain";
  }
  if (diagnosis === undefined) return "plain";
  return diagnosis.code === "security/encryption-key-missing" ? "missing" : "refused";
}
