import { describe, expect, test } from "vitest";
import { parseHex, toHex } from "../bytes/hex.ts";
import { LeakSearch } from "./leak-search.ts";
import { fromLatin1 } from "./pseudonyms.ts";

const hex = (digits: string): Uint8Array => parseHex(digits) ?? new Uint8Array(0);
const number = "6970631405967075";
const title = hex("4b464d1020304050");
const search = new LeakSearch([fromLatin1(number), fromLatin1("KFM12345678"), title]);
const around = (octets: Uint8Array): Uint8Array => Uint8Array.of(0x7e, 0xa0, ...octets, 0x7e);

describe("LeakSearch", () => {
  test.each([
    ["a text", fromLatin1(number)],
    ["its hexadecimal digits", fromLatin1(toHex(fromLatin1(number)))],
    ["the same in capitals", fromLatin1(toHex(title).toUpperCase())],
    ["its octets backwards", fromLatin1(number).reverse()],
    ["BCD", hex(number)],
    ["BCD backwards", hex(number).reverse()],
    ["an integer", hex(BigInt(number).toString(16).padStart(16, "0"))],
    ["the number behind the maker's letters", fromLatin1("12345678")],
    ["the same as an integer of four octets, backwards", hex("00bc614e").reverse()],
    ["a system title", title],
  ])("finds what was planted in a frame: %s", (_, planted) => {
    expect(search.countInOctets(around(planted))).toBeGreaterThan(0);
    expect(search.countInText(`octets: ${toHex(around(planted))}`)).toBeGreaterThan(0);
  });

  test("finds a text in a text, in any case", () => {
    expect(search.countInText(`meter kfm12345678`)).toBeGreaterThan(0);
    expect(search.countInText("meter: KFM87654321, 4b464d8899aabbcc")).toBe(0);
  });

  test("what has little in it is not looked for: it is everywhere", () => {
    const weak = new LeakSearch([hex("0000000100000001"), fromLatin1("0000000000"), hex("0102")]);
    expect(weak.countInOctets(hex("000000010000000100000000010201020102"))).toBe(0);
  });
});
