import { createDiagnosis, type Diagnosis, type DiagnosisCode } from "../diagnosis.ts";
import { say, type Words } from "../words/say.ts";
import type { AesGcm } from "./aes-gcm.ts";
import {
  type CipheredApdu,
  flagIdOf,
  generalDedTag,
  isUsualControl,
  ivOf,
  lastSuite,
  SecurityControl,
} from "./general-ciphering.ts";
import { isMessage, judgeEncryptionKey, judgeKeyLengths, judgeKeys } from "./key-verdict.ts";
import type { KeySet } from "./keys.ts";
import { looksPlain } from "./looks-plain.ts";
import { systemTitleText } from "./system-title.ts";

export interface UnsealContext {
  readonly keys: KeySet;
  readonly aesGcm: AesGcm;
  /** A line: content that was decrypted already is refused; a capture may hold it. */
  readonly live: boolean;
  /** Whether a tag of this system title was verified before. */
  readonly tagSeen: (systemTitle: string) => boolean;
}

export type Unsealed =
  | {
      readonly ok: true;
      readonly plain: Uint8Array;
      /** Absent where there was nothing to decipher: another reader's dump. */
      readonly authenticated?: boolean;
      readonly notes: readonly Diagnosis[];
    }
  | { readonly ok: false; readonly diagnosis: Diagnosis };

type Evidence = Diagnosis["evidence"];

const noOctets = new Uint8Array(0);

/**
 * Takes the protection off an APDU, or says exactly why not: which key is missing, wrong or in the other's place.
 *
 * The plain text of a frame whose tag is wrong is looked at for that verdict only, and goes no further.
 */
export function unseal(apdu: CipheredApdu, context: UnsealContext): Unsealed {
  const plain = openUsual(apdu, context);
  if (plain !== undefined) {
    // A Buffer's `slice` makes views where that of other octets makes copies.
    const octets = new Uint8Array(plain.buffer, plain.byteOffset, plain.length);
    return { ok: true, plain: octets, authenticated: true, notes: [] };
  }
  return judge(apdu, context, evidenceOf(apdu));
}

/**
 * The content of an APDU that is encrypted and authenticated with keys of the right length: nothing has to be said where the
 * tag fits. Undefined where it does not, and for all others. It may be in a Buffer.
 */
export function openUsual(apdu: CipheredApdu, { keys, aesGcm }: UnsealContext): Uint8Array | undefined {
  const { encryptionKey, authenticationKey } = keys;
  if (encryptionKey === undefined || authenticationKey === undefined) return undefined;
  if (!isUsualControl(apdu.securityControl) || judgeKeyLengths(apdu, keys, noEvidence) !== undefined) return undefined;
  const additional = usualAdditionalData(apdu.securityControl, authenticationKey);
  return aesGcm.open(encryptionKey, ivOf(apdu), additional, apdu.content, apdu.tag ?? noOctets);
}

const noEvidence: Evidence = {};

/** Everything but a tag that fits. */
function judge(apdu: CipheredApdu, context: UnsealContext, evidence: Evidence): Unsealed {
  const { keys, aesGcm } = context;
  const { encryptionKey, authenticationKey } = keys;
  const isEncrypted = (apdu.securityControl & SecurityControl.Encrypted) !== 0;
  const refused = unsupported(apdu, evidence);
  if (refused !== undefined) return { ok: false, diagnosis: refused };
  if (!isEncrypted && apdu.tag === undefined) return alreadyPlain(apdu, context, evidence);
  const badLength = judgeKeyLengths(apdu, keys, evidence);
  const isReadable = isEncrypted && looksPlain(apdu.content);
  if (badLength !== undefined) {
    return isReadable ? alreadyPlain(apdu, context, evidence) : { ok: false, diagnosis: badLength };
  }
  if (!isEncrypted) return authenticatedOnly(apdu, context, evidence);
  if (encryptionKey === undefined) return withoutKey(apdu, context, evidence);
  if (apdu.tag === undefined || authenticationKey === undefined) {
    return withoutTagCheck(apdu, encryptionKey, context, evidence);
  }
  if (isReadable) return alreadyPlain(apdu, context, evidence);
  return { ok: false, diagnosis: judgeKeys(apdu, { encryptionKey, authenticationKey }, aesGcm, evidence) };
}

function evidenceOf(apdu: CipheredApdu): Evidence {
  const maker = flagIdOf(apdu.systemTitle);
  const { applicationTag, securityControl } = apdu;
  const isDedicated = applicationTag === generalDedTag || (applicationTag & 0xf8) === 0xd0;
  const isBroadcast = (securityControl & SecurityControl.BroadcastKey) !== 0;
  return {
    systemTitle: systemTitleText(apdu.systemTitle),
    ...(maker === undefined ? {} : { maker }),
    invocationCounter: apdu.invocationCounter,
    securityControl: `0x${securityControl.toString(16).padStart(2, "0")}`,
    // The meter means a key of its own for these; people are given one, which is tried.
    ...(isBroadcast ? { keyMeant: "broadcast" } : isDedicated ? { keyMeant: "dedicated" } : {}),
  };
}

/**
 * AES-GCM's additional authenticated data: the security control octet, the authentication key, and what is authenticated
 * without being encrypted (Green Book, "Encrypted and authenticated ... additional authenticated data").
 */
function additionalData(apdu: CipheredApdu, authenticationKey: Uint8Array, plain: Uint8Array): Uint8Array {
  const data = new Uint8Array(1 + authenticationKey.length + plain.length);
  data[0] = apdu.securityControl;
  data.set(authenticationKey, 1);
  data.set(plain, 1 + authenticationKey.length);
  return data;
}

/** Where all is encrypted it is the same for all frames of a meter: the last one is kept. */
let usual = new Uint8Array(0);

function usualAdditionalData(securityControl: number, authenticationKey: Uint8Array): Uint8Array {
  let isSame = usual.length === 1 + authenticationKey.length && usual[0] === securityControl;
  for (let i = 0; isSame && i < authenticationKey.length; i++) isSame = usual[i + 1] === authenticationKey[i];
  if (!isSame) usual = Uint8Array.of(securityControl, ...authenticationKey);
  return usual;
}

function unsupported(apdu: CipheredApdu, evidence: Evidence): Diagnosis | undefined {
  const control = apdu.securityControl;
  const suite = control & SecurityControl.SuiteMask;
  const isProtected = (control & (SecurityControl.Encrypted | SecurityControl.Authenticated)) !== 0;
  let words: Words | undefined;
  if ((control & SecurityControl.Compressed) !== 0) words = say("unsupportedCompression");
  else if (suite > lastSuite) words = say("unsupportedSuite", { suite });
  else if (!isProtected && !looksPlain(apdu.content)) words = say("unprotected");
  return words === undefined ? undefined : createDiagnosis("security/unsupported", words, { evidence });
}

function withoutKey(apdu: CipheredApdu, context: UnsealContext, evidence: Evidence): Unsealed {
  if (looksPlain(apdu.content)) return alreadyPlain(apdu, context, evidence);
  const words = say("encryptionKeyMissing", { title: systemTitleText(apdu.systemTitle) });
  return fail("security/encryption-key-missing", words, evidence);
}

/** The content is plain by the header's own word; the tag over it is GCM's without any ciphertext (GMAC). */
function authenticatedOnly(apdu: CipheredApdu, context: UnsealContext, evidence: Evidence): Unsealed {
  const { encryptionKey, authenticationKey } = context.keys;
  const { content: plain, tag = noOctets } = apdu;
  if (encryptionKey === undefined || authenticationKey === undefined) {
    const missing = authenticationKey === undefined ? "authentication" : "encryption";
    const words = say(
      authenticationKey === undefined ? "signedWithoutAuthenticationKey" : "signedWithoutEncryptionKey",
    );
    const note = createDiagnosis(`security/${missing}-key-missing`, words, { evidence, severity: "info" });
    return { ok: true, plain, authenticated: false, notes: [note] };
  }
  const additional = additionalData(apdu, authenticationKey, plain);
  if (context.aesGcm.open(encryptionKey, ivOf(apdu), additional, noOctets, tag) !== undefined) {
    return { ok: true, plain, authenticated: true, notes: [] };
  }
  return fail("security/tag-wrong", say("signedTagWrong"), evidence);
}

function withoutTagCheck(apdu: CipheredApdu, key: Uint8Array, context: UnsealContext, evidence: Evidence): Unsealed {
  const { keys, aesGcm } = context;
  const plain = aesGcm.decipher(key, ivOf(apdu), apdu.content);
  if (!isMessage(plain)) {
    if (looksPlain(apdu.content)) return alreadyPlain(apdu, context, evidence);
    const diagnosis = judgeEncryptionKey(apdu, key, say("noMessage"), evidence);
    return { ok: false, diagnosis };
  }
  if (keys.authenticationKey === undefined) {
    const words = say("tagNotVerified");
    const notes =
      apdu.tag === undefined ? [] : [createDiagnosis("security/authentication-key-missing", words, { evidence })];
    return { ok: true, plain, authenticated: false, notes };
  }
  if (context.tagSeen(systemTitleText(apdu.systemTitle))) {
    const words = [...say("noTag"), ...say("tagsBefore")];
    const diagnosis = createDiagnosis("security/tag-missing", words, { evidence, severity: "error" });
    return { ok: false, diagnosis };
  }
  const notes = [createDiagnosis("security/tag-missing", say("noTag"), { evidence })];
  return { ok: true, plain, authenticated: false, notes };
}

/** Another reader's debug dump: the header still stands, the content is decrypted. */
function alreadyPlain(apdu: CipheredApdu, context: UnsealContext, evidence: Evidence): Unsealed {
  const code = "security/plain-behind-ciphering-header";
  if (context.live) return fail(code, say("plainOnLine"), evidence);
  const note = createDiagnosis(code, say("plainInFile"), { evidence, severity: "info" });
  return { ok: true, plain: apdu.content, notes: [note] };
}

function fail(code: DiagnosisCode, words: Words, evidence: Evidence): Unsealed {
  return { ok: false, diagnosis: createDiagnosis(code, words, { evidence }) };
}
