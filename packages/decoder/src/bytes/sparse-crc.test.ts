import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { crc16Arc, crc16X25 } from "./crc16.ts";
import { SparseCrc } from "./sparse-crc.ts";

const viewOf = (octets: Uint8Array): DataView => new DataView(octets.buffer, octets.byteOffset, octets.length);

const range = (length: number) =>
  fc.tuple(fc.nat(length), fc.nat(length)).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));

describe("SparseCrc", () => {
  test.each(["arc", "x25"] as const)("%s: is the CRC of all octets, whatever stands in the free ones", (kind) => {
    const whole = kind === "arc" ? crc16Arc : crc16X25;
    const given = fc.uint8Array({ minLength: 4, maxLength: 60 }).chain((octets) =>
      fc.record({
        octets: fc.constant(octets),
        covered: range(octets.length),
        // Side by side: no octet is in two of them.
        free: fc.tuple(range(Math.floor(octets.length / 2)), range(Math.ceil(octets.length / 2))),
        others: fc.uint8Array({ minLength: octets.length, maxLength: octets.length }),
        at: fc.nat(4),
      }),
    );
    fc.assert(
      fc.property(given, ({ octets, covered, free: [first, second], others, at }) => {
        const half = Math.floor(octets.length / 2);
        const free = [first, { from: second.from + half, to: second.to + half }];
        const sparse = new SparseCrc(kind, octets, covered, { free });
        const changed = octets.slice();
        for (const { from, to } of free) changed.set(others.subarray(from, to), from);
        const stream = new Uint8Array(at + changed.length);
        stream.set(changed, at);
        expect(sparse.of(viewOf(octets), 0)).toBe(whole(octets, covered.from, covered.to));
        expect(sparse.of(viewOf(stream), at)).toBe(whole(changed, covered.from, covered.to));
      }),
      { numRuns: 1000 },
    );
  });

  test.each(["arc", "x25"] as const)("%s: digits may be other digits, and nothing else", (kind) => {
    const whole = kind === "arc" ? crc16Arc : crc16X25;
    const digit = fc.integer({ min: 0x30, max: 0x39 });
    fc.assert(
      fc.property(fc.array(digit, { minLength: 8, maxLength: 8 }), fc.nat(7), fc.nat(255), (digits, place, octet) => {
        const first = new TextEncoder().encode("1-0:1.8.0(00000000*kWh)");
        const at = first.indexOf(0x28) + 1;
        const sparse = new SparseCrc(
          kind,
          first,
          { from: 2, to: first.length },
          {
            free: [],
            digits: [{ from: at, to: at + 8 }],
          },
        );
        const next = first.slice();
        next.set(digits, at);
        next[at + place] = octet;
        const isDigit = octet >> 4 === 3;
        if (isDigit) expect(sparse.of(viewOf(next), 0)).toBe(whole(next, 2));
        else expect(sparse.of(viewOf(next), 0)).toBeLessThan(0);
      }),
    );
  });
});
