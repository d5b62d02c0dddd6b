import { toHex } from "../bytes/hex.ts";
import { createDiagnosis, type Diagnosis, type DiagnosisCode } from "../diagnosis.ts";
import type { AesGcm } from "./aes-gcm.ts";
import { type CipheredApdu, flagIdOf, SecurityControl } from "./general-ciphering.ts";
import type { KeySet } from "./keys.ts";
import { looksPlain } from "./looks-plain.ts";

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
      readonly authenticated?: boolean;
      readonly notes: readonly Diagnosis[];
    }
  | { readonly ok: false; readonly diagnosis: Diagnosis };

type Evidence = Diagnosis["evidence"];

/**
 * Takes the protection off an APDU, or says exactly why not: which key is missing, wrong or in the other's place.
 *
 * The plain text of a frame whose tag is wrong is looked at for that verdict only, and goes no further.
 */
export function unseal(apdu: CipheredApdu, context: UnsealContext): Unsealed {
  const evidence = evidenceOf(apdu);
  const refused = unsupported(apdu, evidence);
  if (refused !== undefined) return { ok: false, diagnosis: refused };
  const { keys, aesGcm } = context;
  const { encryptionKey, authenticationKey } = keys;
  if (encryptionKey === undefined) return withoutKey(apdu, context, evidence);

  if (apdu.tag !== undefined && authenticationKey !== undefined) {
    const plain = aesGcm.open(encryptionKey, apdu.iv, additionalData(apdu, authenticationKey), apdu.content, apdu.tag);
    if (plain !== undefined) return { ok: true, plain, authenticated: true, notes: [] };
    if (looksPlain(apdu.content)) return alreadyPlain(apdu, context, evidence);
    return { ok: false, diagnosis: keyVerdict(apdu, encryptionKey, authenticationKey, aesGcm, evidence) };
  }
  return withoutTagCheck(apdu, encryptionKey, context, evidence);
}

function evidenceOf(apdu: CipheredApdu): Evidence {
  const maker = flagIdOf(apdu.systemTitle);
  return {
    systemTitle: toHex(apdu.systemTitle),
    ...(maker === undefined ? {} : { maker }),
    invocationCounter: apdu.invocationCounter,
    securityControl: `0x${apdu.securityControl.toString(16).padStart(2, "0")}`,
  };
}

/** AES-GCM's additional authenticated data: the security control octet, then the authentication key. */
function additionalData(apdu: CipheredApdu, authenticationKey: Uint8Array): Uint8Array {
  const data = new Uint8Array(1 + authenticationKey.length);
  data[0] = apdu.securityControl;
  data.set(authenticationKey, 1);
  return data;
}

function unsupported(apdu: CipheredApdu, evidence: Evidence): Diagnosis | undefined {
  const control = apdu.securityControl;
  const suite = control & SecurityControl.SuiteMask;
  let what: string | undefined;
  if ((control & SecurityControl.Compressed) !== 0) what = "compressed content";
  else if (suite > 1) what = `security suite ${suite}`;
  else if ((control & SecurityControl.Encrypted) === 0) what = "authentication without encryption";
  if (what === undefined) return undefined;
  return createDiagnosis("security/unsupported", `The meter uses ${what}.`, { evidence });
}

function withoutKey(apdu: CipheredApdu, context: UnsealContext, evidence: Evidence): Unsealed {
  if (looksPlain(apdu.content)) return alreadyPlain(apdu, context, evidence);
  const text = `The meter ${evidence["systemTitle"]} encrypts, and no encryption key is set.`;
  return fail("security/encryption-key-missing", text, evidence);
}

function withoutTagCheck(apdu: CipheredApdu, key: Uint8Array, context: UnsealContext, evidence: Evidence): Unsealed {
  const { keys, aesGcm } = context;
  const plain = aesGcm.decipher(key, apdu.iv, apdu.content);
  if (!looksPlain(plain)) {
    if (looksPlain(apdu.content)) return alreadyPlain(apdu, context, evidence);
    return fail("security/encryption-key-wrong", "What the encryption key gives is no message.", evidence);
  }
  if (keys.authenticationKey === undefined) {
    const text = "The frame carries a tag; without the authentication key it is not verified.";
    const notes =
      apdu.tag === undefined ? [] : [createDiagnosis("security/authentication-key-missing", text, { evidence })];
    return { ok: true, plain, authenticated: false, notes };
  }
  const text = "The frame carries no tag, though an authentication key is set.";
  if (context.tagSeen(toHex(apdu.systemTitle))) {
    const diagnosis = createDiagnosis("security/tag-missing", `${text} Frames before it had one.`, {
      evidence,
      severity: "error",
    });
    return { ok: false, diagnosis };
  }
  return {
    ok: true,
    plain,
    authenticated: false,
    notes: [createDiagnosis("security/tag-missing", text, { evidence })],
  };
}

/** Another reader's debug dump: the header still stands, the content is decrypted. */
function alreadyPlain(apdu: CipheredApdu, context: UnsealContext, evidence: Evidence): Unsealed {
  const code = "security/plain-behind-ciphering-header";
  if (context.live)
    return fail(code, "The content behind the ciphering header is not encrypted: no meter sends that.", evidence);
  const text = "The content behind the ciphering header was already decrypted.";
  return { ok: true, plain: apdu.content, notes: [createDiagnosis(code, text, { evidence, severity: "info" })] };
}

/** The tag is wrong: which key is to blame? */
function keyVerdict(
  apdu: CipheredApdu,
  encryptionKey: Uint8Array,
  authenticationKey: Uint8Array,
  aesGcm: AesGcm,
  evidence: Evidence,
): Diagnosis {
  if (looksPlain(aesGcm.decipher(encryptionKey, apdu.iv, apdu.content))) {
    const text = "The encryption key gives a message, but the tag does not fit the authentication key.";
    return createDiagnosis("security/authentication-key-wrong", text, {
      evidence: { ...evidence, encryptionKey: "right", authenticationKey: "wrong, or the frame was changed" },
    });
  }
  if (looksPlain(aesGcm.decipher(authenticationKey, apdu.iv, apdu.content))) {
    const text = "The authentication key, taken as encryption key, gives a message.";
    return createDiagnosis("security/keys-swapped", text, { evidence });
  }
  const text = "Neither key gives a message when it is taken as encryption key.";
  return createDiagnosis("security/encryption-key-wrong", text, {
    evidence: { ...evidence, encryptionKey: "wrong", authenticationKey: "can't be told" },
  });
}

function fail(code: DiagnosisCode, text: string, evidence: Evidence): Unsealed {
  return { ok: false, diagnosis: createDiagnosis(code, text, { evidence }) };
}
