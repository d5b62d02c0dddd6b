import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hexOf12, parseHex, toHex } from "./hex.ts";

describe("hex", () => {
  test("writes lower case, two digits an octet", () => {
    expect(toHex(Uint8Array.of(0, 0x0f, 0xa0, 0xff))).toBe("000fa0ff");
    expect(toHex(new Uint8Array(0))).toBe("");
  });

  test("reads either case", () => {
    expect(parseHex("00fFA0")).toEqual(Uint8Array.of(0, 0xff, 0xa0));
    expect(parseHex("")).toEqual(new Uint8Array(0));
  });

  test.each(["0", "0g", "00 11", "0x00", "-1", "\u0660\u0661"])("refuses %j", (text) => {
    expect(parseHex(text)).toBeUndefined();
  });

  test("twelve octets at once are the same as one by one", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 12, maxLength: 20 }), (octets) => {
        const from = octets.length - 12;
        expect(hexOf12(octets, from)).toBe(toHex(octets.subarray(from)));
      }),
    );
  });

  test("goes there and back", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (octets) => {
        expect(parseHex(toHex(octets))).toEqual(octets);
      }),
    );
  });
});
