import { encodeLength } from "@meter2mqtt/simulator";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Cursor } from "../bytes/cursor.ts";
import { readLength } from "./length.ts";

const lengthOf = (...octets: number[]): number => readLength(new Cursor(Uint8Array.from(octets), "axdr/malformed"));

describe("readLength", () => {
  test.each([
    [[0x00], 0],
    [[0x7f], 127],
    [[0x81, 0x80], 128],
    [[0x82, 0x00, 0x05], 5],
    [[0x82, 0x01, 0x00], 256],
    [[0x84, 0xff, 0xff, 0xff, 0xff], 0xffff_ffff],
  ])("%j is %d", (octets, length) => {
    expect(lengthOf(...octets)).toBe(length);
  });

  test.each([0x80, 0x85, 0xff])("refuses a first octet of %d", (first) => {
    expect(() => lengthOf(first, 0, 0, 0, 0, 0)).toThrow(
      expect.objectContaining({ code: "axdr/limit-exceeded", offset: 0 }),
    );
  });

  test("a length that is cut short is malformed", () => {
    expect(() => lengthOf(0x82, 0x01)).toThrow(expect.objectContaining({ code: "axdr/malformed" }));
    expect(() => lengthOf()).toThrow(expect.objectContaining({ code: "axdr/malformed" }));
  });

  test("reads what the simulator writes, in both forms", () => {
    fc.assert(
      fc.property(fc.nat(0xffff), (length) => {
        expect(lengthOf(...encodeLength(length))).toBe(length);
        expect(lengthOf(...encodeLength(length, "two-octets"))).toBe(length);
      }),
    );
  });
});
