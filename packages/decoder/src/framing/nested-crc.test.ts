import fc from "fast-check";
import { expect, test } from "vitest";
import { crc16Arc } from "../bytes/crc16.ts";
import { NestedCrc } from "./nested-crc.ts";

test("is the CRC of each run, in whatever order runs come", () => {
  const runs = fc.array(fc.tuple(fc.nat(60), fc.nat(60)), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 60, maxLength: 60 }), runs, (octets, places) => {
      const nested = new NestedCrc();
      for (const [a, b] of places) {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        expect(nested.of(octets, from, to, from)).toBe(crc16Arc(octets, from, to));
      }
    }),
  );
});

test("is the CRC of runs with the same end, also where the buffer moves on the way", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 50, maxLength: 90 }), fc.nat(40), fc.nat(1e6), (octets, moved, start) => {
      const nested = new NestedCrc();
      for (let from = 0; from < octets.length; from++) {
        // Octets in front of the place that was moved to the beginning are gone.
        const gone = from > moved ? moved : 0;
        const buffer = octets.slice(gone);
        const expected = crc16Arc(octets, from);
        expect(nested.of(buffer, from - gone, buffer.length, start + from)).toBe(expected);
      }
    }),
  );
});
