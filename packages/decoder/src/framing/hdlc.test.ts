import { encodeHdlcAddress, encodeHdlcFrame } from "@meter2mqtt/simulator";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { recogniseHdlc } from "./hdlc.ts";

const look = (octets: Uint8Array, ended = false): ReturnType<typeof recogniseHdlc> =>
  recogniseHdlc({ octets, from: 0, end: octets.length, ended });
const frame = encodeHdlcFrame(Uint8Array.of(0xe6, 0xe7, 0, 0x0f, 1, 2, 3), {
  destination: [0x41],
  source: [3],
  control: 0x13,
});

function changed(octets: Uint8Array, at: number): Uint8Array {
  return octets.map((octet, i) => (i === at ? octet ^ 0x10 : octet));
}

describe("recogniseHdlc", () => {
  test("takes what the simulator encodes, with addresses of 1, 2 and 4 octets", () => {
    const address = fc
      .tuple(fc.nat(0x7f), fc.nat(0x7f), fc.constantFrom(1 as const, 2 as const, 4 as const))
      .map(([upper, lower, count]) => encodeHdlcAddress(upper, count === 1 ? undefined : lower, count));
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        address,
        address,
        fc.boolean(),
        (information, destination, source, segmented) => {
          const octets = encodeHdlcFrame(information, { destination, source, control: 0x13, segmented });
          const told = look(octets);
          expect(told).toMatchObject({
            is: "frame",
            octets: octets.length - 1,
            frame: { segment: { last: !segmented } },
          });
          if (told.is !== "frame") return;
          expect(told.frame.octets).toEqual(octets);
          expect(told.frame.payload).toEqual(information);
        },
      ),
    );
  });

  test("asks for more until it can tell, and never for less than it has", () => {
    for (let seen = 1; seen < frame.length; seen++) {
      const told = look(frame.subarray(0, seen));
      expect(told.is).toBe("more");
      if (told.is === "more") expect(told.octets).toBeGreaterThan(seen);
    }
  });

  test("says at every place where the line ended that it is truncated", () => {
    for (let seen = 3; seen < frame.length - 1; seen++) {
      expect(look(frame.subarray(0, seen), true)).toMatchObject({
        is: "bad",
        octets: seen,
        diagnosis: { code: "frame/truncated" },
      });
    }
    expect(look(frame.subarray(0, 1), true).is).toBe("no");
  });

  test("takes a frame whose closing flag another octet stands for, if its FCS is right", () => {
    expect(look(changed(frame, frame.length - 1))).toMatchObject({ is: "frame", octets: frame.length - 1 });
  });

  test("takes a frame whose closing flag is missing where the line ended, if its FCS is right", () => {
    const seen = frame.length - 1;
    expect(look(frame.subarray(0, seen)).is).toBe("more");
    // What stands behind the window is not of the line, even if it is a flag.
    const told = recogniseHdlc({ octets: frame, from: 0, end: seen, ended: true });
    expect(told).toMatchObject({ is: "frame", octets: seen });
    expect(told.is === "frame" && told.frame.octets).toEqual(frame.subarray(0, seen));
    expect(look(changed(frame, 10).subarray(0, seen), true)).toMatchObject({
      is: "bad",
      octets: seen,
      diagnosis: { code: "frame/truncated", evidence: { seen, length: frame.length } },
    });
  });

  test("tells a changed header and changed information apart, and whether a flag stands at the end", () => {
    expect(look(changed(frame, 5))).toMatchObject({ is: "bad", diagnosis: { code: "frame/bad-header-checksum" } });
    expect(look(changed(frame, 10))).toMatchObject({ is: "bad", diagnosis: { code: "frame/bad-checksum" } });
    const shorter = Uint8Array.from([...frame.subarray(0, 10), ...frame.subarray(11), 0x55]);
    expect(look(shorter)).toMatchObject({
      is: "bad",
      diagnosis: { code: "frame/bad-checksum", evidence: { closed: false } },
    });
  });

  test("judges a header as soon as its checksum is there, and holds only the header for damaged", () => {
    const bad = changed(frame, 5);
    expect(look(bad.subarray(0, 8))).toMatchObject({ is: "bad", octets: 8 });
    expect(look(bad)).toMatchObject({ is: "bad", octets: 8 });
  });

  test.each([
    ["another frame type", [0x7e, 0x30, 0x20]],
    ["two flags", [0x7e, 0x7e]],
    ["a length below a frame's least", [0x7e, 0xa0, 0x06]],
    ["an address without an end", [0x7e, 0xa0, 0x20, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2]],
    ["addresses that fill the whole frame", [0x7e, 0xa0, 0x07, 2, 2, 3, 2, 2, 3, 0x7e]],
  ])("%s is no frame", (_, octets) => {
    expect(look(Uint8Array.from(octets)).is).toBe("no");
  });
});
