import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apduOf, codesOf, framesOf, join, mbusOf, split } from "../../test/helpers/framing.ts";
import { toHex } from "../bytes/hex.ts";
import { limits } from "../limits.ts";
import { recogniseMbus } from "./m-bus.ts";
import { Splitter } from "./splitter.ts";

/** A long frame whose length octets say `said`, whatever it holds. */
function frameSaying(said: number, apdu: Uint8Array): Uint8Array {
  const user = join([0x53, 0xff, 0x10, 0x01, 0x67], apdu);
  const sum = user.reduce((total, octet) => (total + octet) & 0xff, 0);
  return join([0x68, said, said, 0x68], user, [sum, 0x16]);
}

const look = (octets: Uint8Array, ended = false): ReturnType<typeof recogniseMbus> =>
  recogniseMbus({ octets, from: 0, end: octets.length, ended });

describe("recogniseMbus", () => {
  test("takes what the simulator encodes: number and last one from the CI field, data behind the TSAPs", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 245 }), fc.nat(0x1f), (data, ci) => {
        const octets = mbusOf(data, ci);
        const told = look(octets);
        expect(told).toMatchObject({
          is: "frame",
          octets: octets.length,
          frame: { segment: { number: ci & 15, last: ci > 15 } },
        });
        if (told.is === "frame") expect(told.frame.payload).toEqual(data);
      }),
    );
  });

  test.each([256, 257, 258])("a length of %d comes modulo 256", (length) => {
    const frame = frameSaying(length % 256, apduOf(length - 5));
    if (length > 256)
      expect(framesOf(split(join(frame, mbusOf(apduOf(20)))))).toEqual([
        `mbus ${toHex(frame)}`,
        `mbus ${toHex(mbusOf(apduOf(20)))}`,
      ]);
    else expect(framesOf(split(frame))).toEqual([`mbus ${toHex(frame)}`]);
  });

  test("a changed octet is a wrong checksum; a wrong end a wrong length", () => {
    const frame = mbusOf(apduOf(20));
    expect(codesOf(split(frame.map((octet, i) => (i === 12 ? octet ^ 1 : octet))))).toEqual(["frame/bad-checksum"]);
    expect(codesOf(split(frame.map((octet, i) => (i === frame.length - 1 ? 0 : octet))))).toEqual([
      "frame/length-mismatch",
    ]);
  });

  test("is truncated wherever the line ends behind its header", () => {
    const frame = mbusOf(apduOf(20));
    for (let seen = 4; seen < frame.length; seen++)
      expect(codesOf(split(frame.subarray(0, seen)))).toEqual(["frame/truncated"]);
    for (let seen = 1; seen < 4; seen++) expect(codesOf(split(frame.subarray(0, seen)))).toEqual([]);
  });

  test.each([
    ["no second start", [0x68, 0x10, 0x10, 0x69, 0x53, 0xff, 0x10]],
    ["a CI field of other protocols", [0x68, 0x10, 0x10, 0x68, 0x53, 0xff, 0x72]],
  ])("%s is no frame", (_, octets) => {
    expect(look(Uint8Array.from(octets)).is).toBe("no");
  });

  test("two different lengths in front of user data are a damaged header; elsewhere they are no header", () => {
    const told = look(Uint8Array.of(0x68, 0x10, 0x11, 0x68, 0x53, 0xff, 0x00));
    expect(told).toMatchObject({ is: "bad", octets: 7, diagnosis: { code: "frame/length-mismatch" } });
    expect(look(Uint8Array.of(0x68, 0x10, 0x11, 0x68, 0x99, 0xff, 0x00)).is).toBe("no");
  });
});

describe("an M-Bus frame of length 0", () => {
  const frame = frameSaying(0, apduOf(300));

  test("ends with the file", () => {
    expect(framesOf(split(frame, [1]))).toEqual([`mbus ${toHex(frame)}`]);
  });

  test("ends with a pause of half a second, not of a quarter", () => {
    const splitter = new Splitter();
    expect(splitter.push(frame.subarray(0, 100), 1000)).toEqual([]);
    expect(splitter.push(frame.subarray(100), 1250)).toEqual([]);
    expect(splitter.idle(1500)).toEqual([]);
    expect(framesOf(splitter.idle(1750))).toEqual([`mbus ${toHex(frame)}`]);
    expect(splitter.idle(9000)).toEqual([]);
  });

  test("ends when the next one begins behind a pause", () => {
    const splitter = new Splitter();
    splitter.push(frame, 1000);
    expect(framesOf(splitter.push(frame, 6000))).toEqual([`mbus ${toHex(frame)}`]);
  });

  test("is given up beyond its bound: what stands behind its header is found", () => {
    const good = mbusOf(apduOf(20));
    const stream = join([0x68, 0, 0, 0x68, 0x53, 0xff, 0x10], good, new Uint8Array(limits.mbusUnbounded).fill(0x55));
    for (const sizes of [[], [1], [700]]) {
      const events = split(stream, sizes);
      expect(framesOf(events)).toEqual([`mbus ${toHex(good)}`]);
      expect(codesOf(events)).toEqual(["frame/length-mismatch"]);
    }
  });
});
