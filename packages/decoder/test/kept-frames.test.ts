import { createVirtualMeter, type VirtualMeterName } from "@meter2mqtt/simulator";
import { describe, expect, test } from "vitest";
import { createIntlZoneRules, createMeterDecoder, toHex } from "../src/index.ts";

/*
 * The octets of a frame are kept with its reading: as the chunk that brought it, where that has all of it, else in the line's
 * buffer. Whatever comes later, and however it is cut, they stay what they were.
 */

const names: readonly VirtualMeterName[] = ["aidon-no", "kamstrup-dk", "landis-gyr-ch-blocks", "p1-nl", "emh-de"];
const frameCount = 120;

/** Node's arrays as a source gives them, which share their memory with others. */
function halves(frame: Uint8Array): Uint8Array[] {
  const middle = Math.floor(frame.length / 2);
  return [Buffer.from(frame.subarray(0, middle)), Buffer.from(frame.subarray(middle))];
}

function pairs(frames: readonly Uint8Array[]): Uint8Array[] {
  return frames.flatMap((_, i) => (i % 2 === 0 ? [Buffer.concat(frames.slice(i, i + 2))] : []));
}

const cuts: Readonly<Record<string, (frames: readonly Uint8Array[]) => Uint8Array[]>> = {
  "a frame at once": (frames) => frames.map((frame) => Buffer.from(frame)),
  "two frames at once": pairs,
  "frames in halves": (frames) => frames.flatMap(halves),
  "whole frames between halves": (frames) =>
    frames.flatMap((frame, i) => (i % 3 === 0 ? halves(frame) : [Buffer.from(frame)])),
};

describe.each(names)("octets of the readings of %s", (name) => {
  const meter = createVirtualMeter(name, { start: Date.UTC(2026, 2, 3, 12), seed: 5 });
  const frames = Array.from({ length: frameCount }, () => meter.next());
  const sent = frames.map(({ octets }) => toHex(octets));

  test.each(Object.entries(cuts))("stay what they were: %s", (_, cut) => {
    const { zone } = meter.description;
    const decoder = createMeterDecoder({ zoneRules: createIntlZoneRules(), zone, keys: meter.keys });
    const start = frames[0]?.at ?? 0;
    const chunks = cut(frames.map(({ octets }) => octets));
    const events = chunks.flatMap((chunk, i) => decoder.push(chunk, start + i * 100));
    const readings = [...events, ...decoder.end()].flatMap((event) => (event.kind === "reading" ? [event.source] : []));
    // Only now: the line's buffer was used for all of them.
    const kept = readings.map(({ octets }) => toHex(octets));
    expect(kept.length).toBeGreaterThan(frameCount / 8);
    expect(kept.join("").length).toBeGreaterThanOrEqual(sent.join("").length - 4 * frameCount);
    const stream = sent.join("");
    let at = 0;
    for (const octets of kept) {
      const found = stream.indexOf(octets, at);
      expect(found).toBeGreaterThanOrEqual(at);
      at = found + octets.length - 2;
    }
    expect(readings.every(({ octets }) => octets.constructor === Uint8Array)).toBe(true);
  });
});
