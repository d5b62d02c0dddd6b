import { createDiagnosis, type Diagnosis } from "../diagnosis.ts";
import { say } from "../words/say.ts";
import { flagIdOf, generalDedTag, generalGloTag, titleOctets } from "./general-ciphering.ts";
import { systemTitleText } from "./system-title.ts";

/** Octets of links' headers at most in front of a ciphering header: HDLC with two addresses of four octets, and LLC. */
const mostHeaderOctets = 20;

/**
 * That a key is missing, where the beginning of a message shows its ciphering header: the rest was cut, and whoever mends
 * that will need the key. Undefined where it shows none.
 */
export function keyMissingForPart(octets: Uint8Array): Diagnosis | undefined {
  const title = titleInPart(octets);
  if (title === undefined) return undefined;
  const systemTitle = systemTitleText(title);
  return createDiagnosis("security/encryption-key-missing", say("encryptionKeyMissing", { title: systemTitle }), {
    evidence: { systemTitle, maker: flagIdOf(title) ?? "" },
  });
}

function titleInPart(octets: Uint8Array): Uint8Array | undefined {
  for (let at = 0; at <= mostHeaderOctets && at + 2 + titleOctets <= octets.length; at++) {
    const tag = octets[at];
    if ((tag !== generalGloTag && tag !== generalDedTag) || octets[at + 1] !== titleOctets) continue;
    const title = octets.subarray(at + 2, at + 2 + titleOctets);
    if (flagIdOf(title) !== undefined) return title;
  }
  return undefined;
}
