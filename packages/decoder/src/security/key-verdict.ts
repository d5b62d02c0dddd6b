import { createDiagnosis, type Diagnosis } from "../diagnosis.ts";
import type { AesGcm } from "./aes-gcm.ts";
import { exampleKeySource, isAllZero, isText } from "./example-keys.ts";
import { type CipheredApdu, ivOf, SecurityControl } from "./general-ciphering.ts";
import { isRegular } from "./is-regular.ts";
import { type KeySet, keyOctetsOf, type MeterKeys } from "./keys.ts";
import { looksPlain } from "./looks-plain.ts";

type Evidence = Diagnosis["evidence"];

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
    const text = "The authentication key, taken as encryption key, gives a message.";
    return createDiagnosis("security/keys-swapped", text, { evidence });
  }
  const text = "Neither key gives a message when it is taken as encryption key.";
  return judgeEncryptionKey(apdu, encryptionKey, text, { ...evidence, authenticationKey: "can't be told" });
}

function judgeAuthenticationKey(key: Uint8Array, given: Evidence): Diagnosis {
  const evidence = { ...given, encryptionKey: "right", authenticationKey: "wrong, or the frame was changed" };
  const text = "The encryption key gives a message, but the tag does not fit the authentication key";
  if (isAllZero(key)) return createDiagnosis("security/key-all-zero", `${text}, which is all zero.`, { evidence });
  const source = exampleKeySource(key);
  if (source === undefined) {
    return createDiagnosis("security/authentication-key-wrong", `${text}.`, { evidence });
  }
  // One frame alone may have been changed, and the key be right all the same: the verdict stays open.
  return createDiagnosis("security/authentication-key-wrong", `${text}, which is an example key of ${source}.`, {
    evidence: { ...evidence, exampleOf: source },
  });
}

/** What the encryption key gives is no message: what can be said about the key? */
export function judgeEncryptionKey(apdu: CipheredApdu, key: Uint8Array, text: string, given: Evidence): Diagnosis {
  const evidence = { ...given, encryptionKey: "wrong" };
  if (isAllZero(key)) {
    return createDiagnosis("security/key-all-zero", `${text} The encryption key is all zero.`, { evidence });
  }
  const source = exampleKeySource(key);
  if (source !== undefined) {
    return createDiagnosis("security/key-is-example", `${text} The encryption key is an example of ${source}.`, {
      evidence: { ...evidence, exampleOf: source },
    });
  }
  if (isRegular(apdu.content)) {
    const regular = `${text} The content is too regular to be encrypted at all.`;
    return createDiagnosis("security/encryption-key-wrong", regular, {
      evidence: { ...given, content: "too regular for ciphertext" },
    });
  }
  const form = isText(key)
    ? " The key is made of characters of text: they may have been meant as hexadecimal digits."
    : " The key of another meter gives the same picture.";
  return createDiagnosis("security/encryption-key-wrong", text + form, {
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
  const text = `The meter uses security suite ${suite}, whose keys have ${2 * wanted} hexadecimal digits; the ${wrong.name} has ${2 * wrong.octets}.`;
  return createDiagnosis("security/key-length-wrong", text, {
    evidence: { ...evidence, suite, key: wrong.name, digits: 2 * wrong.octets, digitsWanted: 2 * wanted },
  });
}
