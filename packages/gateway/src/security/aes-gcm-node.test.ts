import { createCipheriv } from "node:crypto";
import { nobleAesGcm } from "@meter2mqtt/decoder";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nodeAesGcm } from "./aes-gcm-node.ts";

const octets = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const keys = fc.oneof(octets(16), octets(32));
const sealedInput = fc.record({
  key: keys,
  iv: octets(12),
  additionalData: fc.uint8Array({ maxLength: 40 }),
  // Without any plain text the tag is of the additional data alone: a frame that is signed and not encrypted.
  plain: fc.uint8Array({ maxLength: 600 }),
});

interface Plain {
  readonly key: Uint8Array;
  readonly iv: Uint8Array;
  readonly additionalData: Uint8Array;
  readonly plain: Uint8Array;
}

function seal({ key, iv, additionalData, plain }: Plain) {
  const cipher = createCipheriv(key.length === 32 ? "aes-256-gcm" : "aes-128-gcm", key, iv, { authTagLength: 12 });
  cipher.setAAD(additionalData);
  const ciphertext = Uint8Array.from(Buffer.concat([cipher.update(plain), cipher.final()]));
  return { key, iv, additionalData, ciphertext, tag: Uint8Array.from(cipher.getAuthTag()) };
}

type Sealed = ReturnType<typeof seal>;

/** Node's answer is a Buffer: its octets. */
function openBy(by: typeof nodeAesGcm, { key, iv, additionalData, ciphertext, tag }: Sealed): Uint8Array | undefined {
  const plain = by.open(key, iv, additionalData, ciphertext, tag);
  return plain === undefined ? undefined : Uint8Array.from(plain);
}

describe("nodeAesGcm", () => {
  test("opens what was sealed, as the decoder's own does", () => {
    fc.assert(
      fc.property(sealedInput, (input) => {
        const sealed = seal(input);
        expect(openBy(nodeAesGcm, sealed)).toEqual(input.plain);
        expect(openBy(nobleAesGcm, sealed)).toEqual(input.plain);
      }),
    );
  });

  test("gives nothing where one bit of anything has changed, as the decoder's own does", () => {
    const parts = ["key", "iv", "additionalData", "ciphertext", "tag"] as const;
    fc.assert(
      fc.property(sealedInput, fc.constantFrom(...parts), fc.nat(), fc.nat({ max: 7 }), (input, part, place, bit) => {
        const sealed = seal(input);
        const changed = Uint8Array.from(sealed[part]);
        fc.pre(changed.length > 0);
        const at = place % changed.length;
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        const broken = { ...sealed, [part]: changed };
        expect(openBy(nodeAesGcm, broken)).toBeUndefined();
        expect(openBy(nobleAesGcm, broken)).toBeUndefined();
      }),
    );
  });

  test.each([0, 4, 11, 13, 16])("refuses a tag of %i octets", (length) => {
    const sealed = seal({
      key: new Uint8Array(16),
      iv: new Uint8Array(12),
      additionalData: new Uint8Array(0),
      plain: new Uint8Array(20),
    });
    const tag = new Uint8Array(16);
    tag.set(sealed.tag);
    expect(openBy(nodeAesGcm, { ...sealed, tag: tag.subarray(0, length) })).toBeUndefined();
  });

  test("deciphers without a look at the tag, as the decoder's own does", () => {
    fc.assert(
      fc.property(keys, octets(12), fc.uint8Array({ maxLength: 600 }), (key, iv, ciphertext) => {
        expect(nodeAesGcm.decipher(key, iv, ciphertext)).toEqual(nobleAesGcm.decipher(key, iv, ciphertext));
      }),
    );
  });

  test("deciphers what was sealed", () => {
    fc.assert(
      fc.property(sealedInput, (input) => {
        const { key, iv, ciphertext } = seal(input);
        expect(nodeAesGcm.decipher(key, iv, ciphertext)).toEqual(input.plain);
      }),
    );
  });

  test("deciphers into octets that are no Buffer, and leaves its input alone", () => {
    const sealed = seal({
      key: new Uint8Array(16).fill(1),
      iv: new Uint8Array(12).fill(2),
      additionalData: Uint8Array.of(0x30),
      plain: Uint8Array.of(1, 2, 3),
    });
    const before = structuredClone(sealed);
    expect(openBy(nodeAesGcm, sealed)).toEqual(Uint8Array.of(1, 2, 3));
    expect(Object.getPrototypeOf(nodeAesGcm.decipher(sealed.key, sealed.iv, sealed.ciphertext))).toBe(
      Uint8Array.prototype,
    );
    expect(sealed).toEqual(before);
  });
});
