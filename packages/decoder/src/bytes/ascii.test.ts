import fc from "fast-check";
import { expect, test } from "vitest";
import { latin1 } from "./ascii.ts";

test("latin1 gives a character for each octet", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(40), fc.nat(40), (octets, a, b) => {
      const [from, to] = [Math.min(a, b, octets.length), Math.min(Math.max(a, b), octets.length)];
      expect(latin1(octets, from, to)).toBe(
        Array.from(octets.subarray(from, to), (o) => String.fromCodePoint(o)).join(""),
      );
    }),
  );
});
