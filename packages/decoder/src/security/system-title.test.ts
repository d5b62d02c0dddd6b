import fc from "fast-check";
import { expect, test } from "vitest";
import { toHex } from "../bytes/hex.ts";
import { systemTitleText } from "./system-title.ts";

test("titles of any length, in any order, are written as their own hexadecimal text", () => {
  const title = fc.oneof(fc.uint8Array({ maxLength: 9 }), fc.constantFrom(Uint8Array.of(1), Uint8Array.of(1, 2)));
  fc.assert(
    fc.property(fc.array(title, { maxLength: 12 }), (titles) => {
      for (const octets of titles) expect(systemTitleText(octets)).toBe(toHex(octets));
    }),
  );
});

test("a title whose octets were written over is not taken for the one before", () => {
  const title = Uint8Array.of(1, 2, 3);
  expect(systemTitleText(title)).toBe("010203");
  title[0] = 9;
  expect(systemTitleText(title)).toBe("090203");
});
