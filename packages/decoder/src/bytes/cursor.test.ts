import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DecodeError } from "../errors.ts";
import { Cursor } from "./cursor.ts";

describe("Cursor", () => {
  test("reads big-endian numbers in order", () => {
    const cursor = new Cursor(Uint8Array.of(1, 2, 3, 0xff, 0xfe, 0xfd, 0xfc, 9), "axdr/malformed");
    expect([cursor.u8(), cursor.u16(), cursor.u32(), cursor.remaining]).toEqual([1, 0x0203, 0xfffe_fdfc, 1]);
  });

  test("gives views, not copies", () => {
    const octets = Uint8Array.of(1, 2, 3);
    const view = new Cursor(octets, "axdr/malformed", 1).bytes(2);
    octets[1] = 7;
    expect(view).toEqual(Uint8Array.of(7, 3));
  });

  test("does not read behind its end although octets follow", () => {
    const cursor = new Cursor(Uint8Array.of(1, 2, 3, 4), "security/malformed", 1, 3);
    expect(() => cursor.u32()).toThrow(expect.objectContaining({ code: "security/malformed", offset: 1 }));
    expect(cursor.offset).toBe(1);
    expect(cursor.u16()).toBe(0x0203);
    expect(() => cursor.u8()).toThrow(DecodeError);
  });

  test("says how many octets were expected and how many are left", () => {
    const cursor = new Cursor(Uint8Array.of(1, 2), "apdu/malformed");
    expect(() => cursor.bytes(5)).toThrow("5 octets expected, 2 left");
  });

  test("answers any reading with the octets or a DecodeError, and never moves past the end", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), fc.array(fc.nat(4), { maxLength: 8 }), (octets, counts) => {
        const cursor = new Cursor(octets, "axdr/malformed");
        for (const count of counts) {
          const before = cursor.offset;
          try {
            expect(cursor.bytes(count)).toEqual(octets.slice(before, before + count));
          } catch (error) {
            expect(error).toBeInstanceOf(DecodeError);
            expect(before + count).toBeGreaterThan(octets.length);
            expect(cursor.offset).toBe(before);
          }
        }
      }),
    );
  });
});
