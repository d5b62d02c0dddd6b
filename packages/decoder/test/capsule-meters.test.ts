import { randomBytes } from "node:crypto";
import { createVirtualMeter, virtualMeters } from "@meter2mqtt/simulator";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { latin1 } from "../src/bytes/ascii.ts";
import { disguiseLines, type LinePiece } from "../src/capsule/index.ts";
import { fromLatin1 } from "../src/capsule/pseudonyms.ts";
import { hdlcFlag } from "../src/framing/hdlc.ts";
import { createIntlZoneRules, createMeterDecoder, type KeySet, parseHex, type Reading, toHex } from "../src/index.ts";
import { idsOf, leaksOf, valuesOf } from "./helpers/capsule.ts";

const random = (count: number): Uint8Array => new Uint8Array(randomBytes(count));
const zoneRules = createIntlZoneRules();
/** Ten minutes before an hour of a winter's day: meters that send an hourly list send it. */
const start = Date.UTC(2026, 0, 15, 11, 55);
const frameCount = 90;

interface Heard {
  readonly readings: readonly Reading[];
  readonly codes: readonly string[];
}

function hear(pieces: readonly LinePiece[], options: { readonly zone: string; readonly keys: KeySet }): Heard {
  const decoder = createMeterDecoder({ ...options, zoneRules, input: "live" });
  const events = pieces.flatMap(({ octets, at = start }) => [...decoder.push(octets, at), ...decoder.idle(at + 900)]);
  return {
    readings: events.flatMap((event) => (event.kind === "reading" ? [event.reading] : [])),
    codes: events.flatMap((event) => (event.kind === "diagnosis" ? [event.diagnosis.code] : [])),
  };
}

describe.each(Object.keys(virtualMeters))("a capsule of %s", (name) => {
  const meter = createVirtualMeter(name, { start });
  const { zone } = meter.description;
  const keys: KeySet = meter.keys ?? {};
  const pieces = Array.from({ length: frameCount }, () => meter.next()).map(({ octets, at }) => ({ octets, at }));
  const { lines, leaks } = disguiseLines([{ pieces, reading: { zoneRules, zone, keys } }], { random });
  const [line] = lines;
  const frames = line?.frames ?? [];
  const before = hear(pieces, { zone, keys });
  const after = hear(frames, { zone, keys: line?.keys ?? {} });

  test("says the same values with the same diagnoses, under keys of its own", () => {
    expect(before.readings.length).toBeGreaterThan(0);
    expect(after.readings.map(valuesOf)).toEqual(before.readings.map(valuesOf));
    expect(after.codes).toEqual(before.codes);
    expect(line?.leftOut).toEqual({});
    const own = [keys.encryptionKey, keys.authenticationKey].map((key) => key && toHex(key));
    const shown = [line?.keys?.encryptionKey, line?.keys?.authenticationKey].map((key) => key && toHex(key));
    expect(shown.map((key) => key?.length)).toEqual(own.map((key) => key?.length));
    expect(shown.filter((key) => key !== undefined && own.includes(key))).toEqual([]);
  });

  test("says nowhere whose they are", () => {
    const { meterId, systemTitle } = meter.description;
    const ids = [
      ...before.readings.flatMap(idsOf),
      meterId,
      ...(systemTitle === undefined ? [] : [toHex(systemTitle)]),
    ];
    expect(leaks).toBe(0);
    expect(
      leaksOf(
        ids,
        frames.map(({ octets }) => octets),
        after.readings,
      ),
    ).toEqual([]);
  });

  test("is one meter still, of the same maker", () => {
    const [first] = after.readings;
    for (const field of ["meterId", "systemTitle", "serverId", "logicalDeviceName"] as const) {
      const was = new Set(before.readings.map((reading) => reading[field]));
      expect(new Set(after.readings.map((reading) => reading[field])).size).toBe(was.size);
      expect(typeof first?.[field]).toBe(typeof before.readings[0]?.[field]);
    }
    expect(first?.manufacturer).toBe(before.readings[0]?.manufacturer);
    expect(makerOf(first?.systemTitle)).toBe(makerOf(before.readings[0]?.systemTitle));
  });
});

function makerOf(systemTitle: string | undefined): string | undefined {
  return systemTitle === undefined ? undefined : String.fromCharCode(...(parseHex(systemTitle)?.subarray(0, 3) ?? []));
}

describe("frames that nobody can make anonymous", () => {
  const meter = createVirtualMeter("kamstrup-dk-extended", { start });
  const pieces = Array.from({ length: 3 }, () => meter.next()).map(({ octets, at }) => ({ octets, at }));
  const reading = { zoneRules, zone: "Europe/Copenhagen", keys: {} };
  const damaged = { octets: Uint8Array.from(pieces[0]?.octets ?? [], (octet, i) => (i === 40 ? octet ^ 1 : octet)) };

  test("are left out and counted", () => {
    const { lines } = disguiseLines([{ pieces: [...pieces, damaged], reading }], { random });
    expect(lines[0]?.frames).toEqual([]);
    expect(lines[0]?.leftOut).toEqual({ "not-deciphered": 3, damaged: 1 });
    expect(lines[0]?.keys).toBeUndefined();
  });

  test("go in as they are where that is chosen, and say so", () => {
    const { lines } = disguiseLines([{ pieces: [...pieces, damaged], reading }], { random, includeIdentifying: true });
    const frames = lines[0]?.frames ?? [];
    expect(frames.map(({ identifying }) => identifying)).toEqual([...pieces.map(() => "not-deciphered"), "damaged"]);
    expect(frames.slice(0, 3).map(({ octets }) => toHex(octets))).toEqual(pieces.map(({ octets }) => toHex(octets)));
  });
});

describe("damage of any kind", () => {
  const names = ["kamstrup-dk-extended", "p1-nl", "emh-de", "landis-gyr-ch-blocks", "kaifa-at", "sagemcom-lu"] as const;
  const lines = names.map((name) => {
    const meter = createVirtualMeter(name, { start });
    const octets = Array.from({ length: 4 }, () => meter.next().octets);
    return { name, octets, reading: { zoneRules, zone: meter.description.zone, keys: meter.keys ?? {} } };
  });

  test.each(lines.filter(({ octets: [first] }) => first?.[0] === hdlcFlag))(
    "a frame of $name whose closing flag the line changed is read alone as it was among others",
    ({ octets: frames, reading }) => {
      const octets = Uint8Array.from(frames.flatMap((frame) => [...frame]));
      const secondEnd = frames.slice(0, 2).reduce((sum, { length }) => sum + length, 0) - 1;
      expect(octets[secondEnd]).toBe(hdlcFlag);
      octets[secondEnd] = 0;
      const { lines: made } = disguiseLines([{ pieces: [{ octets }], reading }], { random });
      const alone = made.flatMap(({ frames: disguised, keys = {} }) =>
        disguised.map(({ octets: frame }) => {
          const decoder = createMeterDecoder({ ...reading, keys, input: "file" });
          return [...decoder.push(frame), ...decoder.end()].map(({ kind }) => kind);
        }),
      );
      expect(alone).toEqual(frames.map(() => ["reading"]));
    },
  );

  test("that makes a text of a value is replaced, and the same digits in good values are no identity that was left", () => {
    // Of a meter whose telegrams have no checksum.
    const meter = createVirtualMeter("iskraemeco-si-p1", { start });
    const [good, other] = [meter.next(), meter.next()].map(({ octets }) => latin1(octets, 0, octets.length));
    const [line = "", value = ""] = /1-0:1\.8\.1\((.+)\*kWh\)/.exec(good ?? "") ?? [];
    expect(other).toContain(`1-0:1.8.1(${value}`);
    const octets = fromLatin1(`${good?.replace(line, line.replace("kWh", "k&h"))}${other}`);
    const reading = { zoneRules, zone: meter.description.zone, keys: {} };
    const { lines: made, leaks } = disguiseLines([{ pieces: [{ octets }], reading }], { random });
    const texts = made.flatMap(({ frames }) => frames.map((frame) => latin1(frame.octets, 0, frame.octets.length)));
    expect(texts.map((text) => text.includes(`(${value}`))).toEqual([false, true]);
    expect(leaks).toBe(0);
  });

  test("is never thrown, and what it leaves of a frame is no anonymous frame", () => {
    const place = fc.tuple(fc.nat(4000), fc.nat(255));
    fc.assert(
      fc.property(
        fc.constantFrom(...lines),
        fc.array(place, { minLength: 1, maxLength: 6 }),
        fc.nat(600),
        (line, hits, cut) => {
          const stream = Uint8Array.from(line.octets.flatMap((frame) => [...frame]));
          for (const [at, octet] of hits) stream[at % stream.length] = octet;
          const octets = stream.subarray(cut % stream.length);
          const { lines: made, leaks } = disguiseLines([{ pieces: [{ octets }], reading: line.reading }], { random });
          const [disguised] = made;
          const options = { ...line.reading, keys: disguised?.keys ?? {}, input: "file" } as const;
          for (const { octets: frame } of disguised?.frames ?? []) {
            const decoder = createMeterDecoder(options);
            const events = [...decoder.push(frame), ...decoder.end()];
            expect(events.filter(({ kind }) => kind === "reading")).toHaveLength(1);
          }
          expect(leaks).toBe(0);
        },
      ),
      { numRuns: 150 },
    );
  });
});
