import { encodeHdlcSegments } from "@meter2mqtt/simulator";
import { describe, expect, test } from "vitest";
import { cipherStory, storyApdu, storyFrame, storyFrameCut } from "../../test/story.ts";
import { listUnits } from "./list-units.ts";

const joined = (...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));

describe("listUnits", () => {
  test("frames, what is damaged, and octets between them", () => {
    const units = listUnits(joined([0xff, 0xff], storyFrame, storyFrameCut, storyFrame));
    const end = storyFrame.length + 2;
    expect(units).toEqual([
      { from: 2, to: end, framing: "hdlc", frames: 1 },
      expect.objectContaining({ from: end, frames: 1, problem: expect.stringMatching(/^frame\//) }),
      {
        from: end + storyFrameCut.length,
        to: end + storyFrameCut.length + storyFrame.length,
        framing: "hdlc",
        frames: 1,
      },
    ]);
  });

  test("frames that share a flag each have it", () => {
    const units = listUnits(joined(storyFrame, storyFrame.subarray(1)));
    expect(units.map(({ from, to }) => [from, to])).toEqual([
      [0, storyFrame.length],
      [storyFrame.length - 1, 2 * storyFrame.length - 1],
    ]);
  });

  test("a damaged frame has its closing flag, so that it looks alone as it does among others", () => {
    const damaged = storyFrame.map((octet, at) => (at === 60 ? octet ^ 1 : octet));
    const [, unit] = listUnits(joined(storyFrame, damaged, storyFrame));
    expect(unit).toEqual({
      from: storyFrame.length,
      to: 2 * storyFrame.length,
      frames: 1,
      problem: "frame/bad-checksum",
    });
    expect(listUnits(damaged)).toEqual([expect.objectContaining({ problem: "frame/bad-checksum" })]);
  });

  test("APDUs without frames", () => {
    expect(listUnits(joined(storyApdu, cipherStory(0x30)))).toHaveLength(2);
    expect(listUnits(storyApdu)).toEqual([{ from: 0, to: storyApdu.length, framing: "apdu", frames: 1 }]);
  });

  test("segments of one message are one unit; without the last one it is incomplete", () => {
    const segments = encodeHdlcSegments(storyApdu, { destination: [0x03], source: [0x05], control: 0x13 }, 100);
    const all = joined(...segments);
    expect(listUnits(joined(storyFrame, all))).toEqual([
      expect.objectContaining({ from: 0, frames: 1 }),
      { from: storyFrame.length, to: storyFrame.length + all.length, framing: "hdlc", frames: segments.length },
    ]);
    expect(listUnits(joined(...segments.slice(0, -1)))).toEqual([
      expect.objectContaining({ frames: segments.length - 1, problem: "reassembly/incomplete" }),
    ]);
  });

  test("nothing in what is none", () => {
    expect(listUnits(new Uint8Array(0))).toEqual([]);
    expect(listUnits(Uint8Array.from({ length: 100 }, () => 0xff))).toEqual([]);
  });
});
