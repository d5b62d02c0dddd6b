import { createDiagnosis, type Diagnosis } from "../diagnosis.ts";
import type { EvidenceWords } from "../words/evidence-words.ts";
import { say, type Words } from "../words/say.ts";
import type { AesGcm } from "./aes-gcm.ts";
import { exampleKeySource, isAllZero, isText } from "./example-keys.ts";
import { type CipheredApdu, ivOf, SecurityControl } from "./general-ciphering.ts";
import { isRegular } from "./is-regular.ts";
import { type KeySet, keyOctetsOf, type MeterKeys } from "./keys.ts";
import { looksPlain } from "./looks-plain.ts";

type Evidence = Diagnosis["evidence"] & Partial<EvidenceWords>;

/** A push that is known, or octets too regular to come out of a wrong key. */
export function isMessage(octets: Uint8Array): boolean {
  return looksPlain(octets) || isRegular(octets);
}

/** The tag is wrong: which key is to blame? */
export function judgeKeys(apdu: CipheredApdu, keys: MeterKeys, aesGcm: AesGcm, evidence: Evidence): Diagnosis {
  const { encryptionKey, authenticationKey } = keys;
  if (isMessage(aesGcm.decipher(encryptionKey, ivOf(apdu), apdu.content))) {
    return judgeAuthenticationKey(authenticationKey, evidence);
  }
  if (isMessage(aesGcm.decipher(authenticationKey, ivOf(apdu), apdu.content))) {
    return createDiagnosis("security/keys-swapped", say("keysSwapped"), { evidence });
  }
  const given: Evidence = { ...evidence, authenticationKey: "can't be told" };
  return judgeEncryptionKey(apdu, encryptionKey, say("neitherKey"), given);
}

function judgeAuthenticationKey(key: Uint8Array, given: Evidence): Diagnosis {
  const evidence: Evidence = {
    ...given,
    encryptionKey: "right",
    authenticationKey: "wrong, or the frame was changed",
  };
  if (isAllZero(key)) return createDiagnosis("security/key-all-zero", say("tagKeyZero"), { evidence });
  const source = exampleKeySource(key);
  if (source === undefined) {
    return createDiagnosis("security/authentication-key-wrong", say("tagFitsNot"), { evidence });
  }
  // One frame alone may have been changed, and the key be right all the same: the verdict stays open.
  return createDiagnosis("security/authentication-key-wrong", say("tagKeyExample", { source }), {
    evidence: { ...evidence, exampleOf: source },
  });
}

/** What the encryption key gives is no message: what can be said about the key? */
export function judgeEncryptionKey(apdu: CipheredApdu, key: Uint8Array, words: Words, given: Evidence): Diagnosis {
  const evidence: Evidence = { ...given, encryptionKey: "wrong" };
  if (isAllZero(key)) {
    return createDiagnosis("security/key-all-zero", [...words, ...say("encryptionKeyZero")], { evidence });
  }
  const source = exampleKeySource(key);
  if (source !== undefined) {
    return createDiagnosis("security/key-is-example", [...words, ...say("encryptionKeyExample", { source })], {
      evidence: { ...evidence, exampleOf: source },
    });
  }
  if (isRegular(apdu.content)) {
    return createDiagnosis("security/encryption-key-wrong", [...words, ...say("tooRegular")], {
      evidence: { ...given, content: "too regular for ciphertext" },
    });
  }
  const form = say(isText(key) ? "keyIsText" : "keyOfOthers");
  return createDiagnosis("security/encryption-key-wrong", [...words, ...form], {
    evidence: isText(key) ? { ...evidence, keyForm: "text" } : evidence,
  });
}

/** A key that can't belong to this meter, because its suite wants another length; undefined where both fit. */
export function judgeKeyLengths(apdu: CipheredApdu, keys: KeySet, evidence: Evidence): Diagnosis | undefined {
  const suite = apdu.securityControl & SecurityControl.SuiteMask;
  const wanted = keyOctetsOf(suite);
  const { encryptionKey, authenticationKey } = keys;
  const wrong =
    encryptionKey !== undefined && encryptionKey.length !== wanted
      ? { name: "encryption key", octets: encryptionKey.length }
      : apdu.tag !== undefined && authenticationKey !== undefined && authenticationKey.length !== wanted
        ? { name: "authentication key", octets: authenticationKey.length }
        : undefined;
  if (wrong === undefined) return undefined;
  const digits = 2 * wrong.octets;
  const key = wrong.name === "encryption key" ? "encryptionKeyLength" : "authenticationKeyLength";
  return createDiagnosis("security/key-length-wrong", say(key, { suite, wanted: 2 * wanted, digits }), {
    evidence: { ...evidence, suite, key: wrong.name, digits, digitsWanted: 2 * wanted },
  });
}
