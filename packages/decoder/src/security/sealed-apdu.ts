import { type CipheredApdu, SecurityControl, tagOctets, titleOctets } from "./general-ciphering.ts";
import { type KeySet, keyOctetsOf } from "./keys.ts";
import { systemTitleText } from "./system-title.ts";
import type { UnsealContext } from "./unseal.ts";

/** Octets of the invocation counter. */
const counterOctets = 4;

/**
 * Room for the ciphered APDUs of one sender, one length and one security control, of the usual form: encrypted and
 * authenticated. What AES-GCM is given of each stands in the same octets, of which there are views already: making them anew
 * would cost a frame as much as its numbers do.
 */
export class SealedApdu {
  readonly systemTitle: Uint8Array;
  /** The same as hexadecimal text. */
  readonly title: string;
  readonly securityControl: number;
  /** Takes what differs from one to the next: invocation counter, ciphertext, tag. */
  readonly room: DataView;
  readonly #iv: Uint8Array;
  readonly #content: Uint8Array;
  readonly #tag: Uint8Array;
  #keys: KeySet | undefined;
  #encryptionKey: Uint8Array | undefined;
  /** Undefined where the keys can't be this meter's. */
  #additional: Uint8Array | undefined;

  /** Like one that was opened. */
  constructor({ systemTitle, securityControl, content }: CipheredApdu) {
    const tagAt = titleOctets + counterOctets + content.length;
    // System title and invocation counter are the initialisation vector, so they stand side by side.
    const octets = new Uint8Array(tagAt + tagOctets);
    octets.set(systemTitle);
    this.systemTitle = systemTitle.slice();
    this.title = systemTitleText(systemTitle);
    this.securityControl = securityControl;
    this.room = new DataView(octets.buffer, titleOctets);
    this.#iv = octets.subarray(0, titleOctets + counterOctets);
    this.#content = octets.subarray(titleOctets + counterOctets, tagAt);
    this.#tag = octets.subarray(tagAt);
  }

  /** Of the APDU that stands in the room. */
  get invocationCounter(): number {
    return this.room.getUint32(0);
  }

  /** Octets of the ciphertext, and of what it hides. */
  get contentOctets(): number {
    return this.#content.length;
  }

  /** The plain text of the APDU that stands in the room; undefined where its tag or the keys do not fit. */
  open({ keys, aesGcm }: UnsealContext): Uint8Array | undefined {
    if (keys !== this.#keys) this.#use(keys);
    const key = this.#encryptionKey;
    const additional = this.#additional;
    if (key === undefined || additional === undefined) return undefined;
    return aesGcm.open(key, this.#iv, additional, this.#content, this.#tag);
  }

  #use(keys: KeySet): void {
    const { encryptionKey, authenticationKey } = keys;
    const wanted = keyOctetsOf(this.securityControl & SecurityControl.SuiteMask);
    const fit = encryptionKey?.length === wanted && authenticationKey?.length === wanted;
    this.#keys = keys;
    this.#encryptionKey = encryptionKey;
    this.#additional = fit ? Uint8Array.of(this.securityControl, ...authenticationKey) : undefined;
  }
}
