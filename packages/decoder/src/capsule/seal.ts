import { gcm } from "@noble/ciphers/aes.js";
import { SecurityControl } from "../security/general-ciphering.ts";

/** The keys that take the place of a meter's own. */
export interface TestKeys {
  readonly encryptionKey: Uint8Array;
  /** Tags are made with it; where the user has no authentication key it is not in the capsule either. */
  readonly authenticationKey: Uint8Array;
}

/** DLMS sends the first 12 of GCM's 16 octets (Green Book, "The Galois/Counter Mode"). */
const tagOctets = 12;

export interface SealedContent {
  readonly content: Uint8Array;
  readonly tag: Uint8Array;
}

/** Protects content as the security control says: in the other direction, what `unseal` takes off. */
export function seal(plain: Uint8Array, securityControl: number, iv: Uint8Array, keys: TestKeys): SealedContent {
  const isEncrypted = (securityControl & SecurityControl.Encrypted) !== 0;
  const { encryptionKey, authenticationKey } = keys;
  const signed = isEncrypted ? new Uint8Array(0) : plain;
  const additional = new Uint8Array(1 + authenticationKey.length + signed.length);
  additional[0] = securityControl;
  additional.set(authenticationKey, 1);
  additional.set(signed, 1 + authenticationKey.length);
  const hidden = isEncrypted ? plain : new Uint8Array(0);
  const sealed = gcm(encryptionKey, iv, additional).encrypt(hidden);
  const tag = sealed.slice(hidden.length, hidden.length + tagOctets);
  return { content: isEncrypted ? sealed.slice(0, hidden.length) : plain, tag };
}
