import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { apduOf, framesOf, hdlcOf, join, lineOf, p1Of, split } from "../../test/helpers/framing.ts";
import { toHex } from "../bytes/hex.ts";
import { limits } from "../limits.ts";
import { Splitter } from "./splitter.ts";

const good = hdlcOf(apduOf(120));
const found = `hdlc ${toHex(good)}`;

/** `part` over and over, `size` octets in all. */
function repeated(part: Uint8Array, size: number): Uint8Array {
  const octets = new Uint8Array(size);
  for (let at = 0; at < size; at += part.length) octets.set(part.subarray(0, size - at), at);
  return octets;
}

/** An HDLC header whose HCS is right: 2047 octets are awaited behind each. */
const longHeader = hdlcOf(apduOf(2030)).subarray(0, 9);

const adversaries: readonly { readonly about: string; readonly part: Uint8Array }[] = [
  { about: "flags", part: Uint8Array.of(0x7e) },
  { about: "HDLC headers", part: Uint8Array.of(0x7e, 0xa7, 0xff) },
  { about: "HDLC headers with the right checksum", part: longHeader },
  { about: "M-Bus headers", part: Uint8Array.of(0x68, 0xff, 0xff, 0x68, 0x53, 0xff, 0x10) },
  { about: "M-Bus headers of length 0", part: Uint8Array.of(0x68, 0, 0, 0x68, 0x16, 0x16, 0x16) },
  { about: "wrapper headers", part: Uint8Array.of(0, 1, 0, 1, 0, 1, 0x0f, 0xff, 0x55) },
  { about: "zeros and ones", part: Uint8Array.of(0, 1) },
  { about: "P1 beginnings", part: join("/XYZ5") },
  { about: "P1 first lines", part: join("/XYZ5\r\n") },
  { about: "P1 first lines inside of lines", part: join("x/XYZ5\r\n") },
  { about: "P1 first lines inside of lines, all with one end", part: join("x/XYZ5\r\n".repeat(2000), "!0000\r\n") },
  { about: "P1 ends", part: join("/XYZ5\r\n!") },
  { about: "escapes", part: Uint8Array.of(0x1b) },
  { about: "SML beginnings", part: Uint8Array.of(0x1b, 0x1b, 0x1b, 0x1b, 1, 1, 1, 1) },
  { about: "ciphering headers", part: Uint8Array.of(0xdb, 8, 1, 2, 3, 4, 5, 6, 7, 8, 0x82, 3, 0, 0x30, 0, 0, 0, 1) },
];

describe("Splitter under load", () => {
  // A line of 115200 baud takes 45 s for half a megabyte; work that grows with the square of it takes minutes.
  test.each(adversaries)(
    "half a megabyte of $about costs little, and a good frame behind its bounds is found",
    ({ part }) => {
      const splitter = new Splitter();
      const stream = repeated(part, 524_288);
      const start = process.cpuUsage();
      let largest = 0;
      for (let from = 0; from < stream.length; from += 1000) {
        for (const event of splitter.push(stream.subarray(from, from + 1000), undefined)) {
          if (event.kind !== "noise")
            largest = Math.max(largest, event.kind === "frame" ? event.frame.octets.length : event.octets.length);
        }
      }
      expect(secondsSince(start)).toBeLessThan(2.5);
      expect(largest).toBeLessThanOrEqual(limits.p1Telegram + 4096);
      // What was begun may hold up to the largest frame's octets; behind them the stream is in step again.
      const behind = [
        ...splitter.push(new Uint8Array(limits.p1Telegram).fill(0x55), undefined),
        ...splitter.push(good, undefined),
      ];
      expect(framesOf([...behind, ...splitter.end()])).toContain(found);
    },
  );

  test("octet by octet costs about as much as at once", () => {
    const telegrams = repeated(join(p1Of(Array.from({ length: 400 }, () => "1-0:1.7.0(00.244*kW)")), good), 300_000);
    const start = process.cpuUsage();
    const events = split(telegrams, [1]);
    expect(secondsSince(start)).toBeLessThan(2.5);
    expect(events.map(lineOf)).toEqual(split(telegrams).map(lineOf));
  });

  test("holds no more than a few of the largest frames, whatever is awaited", () => {
    const streams = adversaries.map(({ part }) => repeated(part, 100_000));
    const before = heldOctets();
    const splitters = streams.map((stream) => {
      const splitter = new Splitter();
      for (let from = 0; from < stream.length; from += 777) splitter.push(stream.subarray(from, from + 777), undefined);
      return splitter;
    });
    expect(heldOctets() - before).toBeLessThan(splitters.length * 6 * limits.p1Telegram);
    // They count on both sides only while somebody holds them.
    expect(streams).toHaveLength(splitters.length);
  });
});

/** Of processor time, which other work on the machine does not change. */
function secondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000_000;
}

/** Octets in array buffers that are in use: garbage is collected first. */
function heldOctets(): number {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  if (typeof collect === "function") collect();
  return process.memoryUsage().arrayBuffers;
}
