import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apduOf, codesOf, framesOf, join, split, wrapperOf } from "../../test/helpers/framing.ts";
import { toHex } from "../bytes/hex.ts";
import { limits } from "../limits.ts";
import { recogniseWrapper } from "./wrapper.ts";

describe("recogniseWrapper", () => {
  test("takes what the simulator encodes, behind one another", () => {
    fc.assert(
      fc.property(fc.integer({ min: 6, max: 600 }), fc.integer({ min: 6, max: 600 }), (first, second) => {
        const [a, b] = [wrapperOf(apduOf(first)), wrapperOf(apduOf(second))];
        expect(framesOf(split(join(a, b)))).toEqual([`wrapper ${toHex(a)}`, `wrapper ${toHex(b)}`]);
      }),
    );
  });

  test("gives the APDU as payload", () => {
    const octets = wrapperOf(apduOf(30));
    const told = recogniseWrapper({ octets, from: 0, end: octets.length, ended: false });
    expect(told.is === "frame" && told.frame.payload).toEqual(apduOf(30));
  });

  test("is truncated where the line ends", () => {
    expect(codesOf(split(wrapperOf(apduOf(30)).subarray(0, 20)))).toEqual(["frame/truncated"]);
  });

  test.each([
    ["another version", [0, 2, 0, 1, 0, 1, 0, 10, 0x0f]],
    ["a length that holds no APDU", [0, 1, 0, 1, 0, 1, 0, 5, 0x0f]],
    ["a length beyond any push", [0, 1, 0, 1, 0, 1, (limits.wrapperPayload + 1) >> 8, 1, 0x0f]],
    ["no APDU's tag", [0, 1, 0, 1, 0, 1, 0, 10, 0x55]],
  ])("%s is no frame", (_, octets) => {
    expect(recogniseWrapper({ octets: Uint8Array.from(octets), from: 0, end: 9, ended: false }).is).toBe("no");
  });

  test("zeros are told at once, not held", () => {
    expect(recogniseWrapper({ octets: new Uint8Array(2), from: 0, end: 2, ended: false }).is).toBe("no");
  });
});
