import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseHex, toHex } from "../bytes/hex.ts";
import { decodeHexText } from "../p1/value.ts";
import { textOf } from "../reading/text.ts";
import { Pseudonyms } from "./pseudonyms.ts";

/** Octets that follow from a seed: a failing run is the same each time. */
function seeded(seed: number): (count: number) => Uint8Array {
  let state = seed >>> 0;
  return (count) =>
    Uint8Array.from({ length: count }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state >>> 24;
    });
}

const seeds = fc.integer({ min: 1, max: 0xffff_ffff });
const idText = fc.stringMatching(/^[A-Za-z0-9 ./_-]{4,24}$/);
const classesOf = (text: string): string => text.replace(/[0-9]/g, "9").replace(/[A-Z]/g, "A").replace(/[a-z]/g, "a");

describe("Pseudonyms", () => {
  test("a text keeps its length and the kind of each character, and is the same wherever it stands", () => {
    fc.assert(
      fc.property(seeds, fc.array(idText, { minLength: 1, maxLength: 6 }), (seed, ids) => {
        const names = new Pseudonyms(seeded(seed));
        const stands = ids.map((id) => names.text(id));
        expect(stands.map(classesOf)).toEqual(ids.map(classesOf));
        expect(ids.map((id) => names.text(id))).toEqual(stands);
      }),
    );
  });

  test("two numbers stay two, none stays itself, and each is the same as text, with zeros in front, in BCD and as an integer", () => {
    const number = fc.bigInt({ min: 100_000n, max: (1n << 63n) - 1n });
    fc.assert(
      fc.property(seeds, fc.uniqueArray(number, { minLength: 2, maxLength: 8 }), (seed, ids) => {
        const names = new Pseudonyms(seeded(seed));
        const stands = ids.map((id) => names.number(id));
        expect(new Set(stands).size).toBe(ids.length);
        for (const [i, id] of ids.entries()) {
          const stand = stands[i] ?? 0n;
          expect(stand).not.toBe(id);
          expect(`${stand}`).toHaveLength(`${id}`.length);
          for (const bits of [32n, 63n]) if (id < 1n << bits) expect(stand).toBeLessThan(1n << bits);
          expect(names.text(`000${id}`)).toBe(`000${stand}`);
          const digits = `${id}`.length % 2 === 0 ? `${id}` : `0${id}`;
          const octets = parseHex(digits) ?? new Uint8Array(0);
          expect(BigInt(toHex(names.octets(octets)))).toBe(stand);
        }
      }),
    );
  });

  test("octets keep the maker's letters, and never look like text", () => {
    const rest = fc
      .uint8Array({ minLength: 4, maxLength: 8 })
      .filter((octets) => octets.some((o) => o !== 0 && o !== 255));
    fc.assert(
      fc.property(seeds, fc.constantFrom([], [0x0a, 0x01], [0x06]), rest, (seed, head, tail) => {
        const names = new Pseudonyms(seeded(seed));
        const original = Uint8Array.of(...head, 0x45, 0x4d, 0x48, ...tail);
        const stand = names.octets(original);
        expect([...stand.subarray(0, head.length + 3)]).toEqual([...head, 0x45, 0x4d, 0x48]);
        expect(toHex(stand)).not.toBe(toHex(original));
        expect(stand).toHaveLength(original.length);
        expect(textOf(stand, 0, stand.length)).toBeUndefined();
        expect(toHex(names.octets(original))).toBe(toHex(stand));
      }),
    );
  });

  test("what P1 writes as hexadecimal digits of a text stays that, with the same text", () => {
    fc.assert(
      fc.property(seeds, fc.stringMatching(/^[A-Z]\d{9,16}$/), (seed, id) => {
        const names = new Pseudonyms(seeded(seed));
        const written = toHex(Uint8Array.from(id, (c) => c.charCodeAt(0))).toUpperCase();
        const stand = names.p1Text(written);
        expect(stand).toMatch(/^[0-9A-F]+$/);
        expect(stand).toHaveLength(written.length);
        expect(decodeHexText(stand)).toBe(names.text(id));
        expect(decodeHexText(stand)).not.toBe(id);
      }),
    );
  });

  test("digits that are no text as hexadecimal never become one", () => {
    fc.assert(
      fc.property(seeds, fc.stringMatching(/^7359\d{14}$/), (seed, id) => {
        const names = new Pseudonyms(seeded(seed));
        expect(decodeHexText(names.p1Text(id)) === names.p1Text(id)).toBe(decodeHexText(id) === id);
      }),
    );
  });

  test.each(["", "A", "255", "    ", "0000000000000000"])("nothing is hidden in %j", (text) => {
    const names = new Pseudonyms(seeded(1));
    expect(names.text(text)).toBe(text);
    expect(names.originals).toEqual([]);
  });

  test("what is said of frames is said of the pseudonyms, in digits of either case", () => {
    const names = new Pseudonyms(seeded(7));
    const title = Uint8Array.of(0x4b, 0x46, 0x4d, 0x10, 0x20, 0x30, 0x40, 0x50);
    const stand = toHex(names.octets(title, 3));
    const id = names.text("6970631405967075");
    expect(names.replaceIn("The meter 4b464d1020304050 (4B464D1020304050), 6970631405967075.")).toBe(
      `The meter ${stand} (${stand.toUpperCase()}), ${id}.`,
    );
  });

  test("more identities than meters have are refused", () => {
    const names = new Pseudonyms(seeded(3));
    const many = () => Array.from({ length: 5000 }, (_, i) => names.text(`${1_000_000 + i}`));
    expect(many).toThrow(RangeError);
  });
});
