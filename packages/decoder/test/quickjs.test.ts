import { type CorpusRow, corpusAvailable, corpusRows, keysOf, octetsOf, zoneOf } from "@meter2mqtt/corpus";
import { createVirtualMeter } from "@meter2mqtt/simulator";
import type { QuickJSWASMModule } from "quickjs-emscripten-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createIntlZoneRules, createMeterDecoder } from "../src/index.ts";
import { codesFor } from "./expected-codes.ts";
import { bundleDecoder } from "./helpers/bundle.ts";
import { mismatchesOf, readingsOf } from "./helpers/corpus-row.ts";
import { createSmallQuickJs, QuickJsProgram, type Told } from "./helpers/small-quickjs.ts";
import { knownGaps } from "./known-gaps.ts";
import { storyApdu, storyReading } from "./story.ts";

const heapOctets = 4_000_000;
/**
 * A decoder that is put aside stays in the heap, some 13 kB in the holes that loading left: this build of the engine isn't told how
 * large things are, and waits too long before it looks for cycles. So a new program takes over now and then.
 */
const capturesPerProgram = 20;

let bundle: string;
let engine: QuickJSWASMModule;
let program: QuickJsProgram;

beforeAll(async () => {
  bundle = await bundleDecoder();
  engine = await createSmallQuickJs(heapOctets);
  program = new QuickJsProgram(engine, bundle);
});

afterAll(() => program.dispose());

function startAnew(): void {
  program.dispose();
  program = new QuickJsProgram(engine, bundle);
}

test(`the browser's bundle decodes in QuickJS, which knows neither Intl nor Web APIs and has ${heapOctets} octets`, () => {
  expect(program.run("[typeof Intl, typeof TextDecoder, typeof crypto, typeof process].join()")).toBe(
    "undefined,undefined,undefined,undefined",
  );
  program.createDecoder({ zone: "Europe/Copenhagen", input: "file" }, {});
  const readings = [...program.push(storyApdu).readings, ...program.end().readings];
  expect(readings).toEqual([expect.objectContaining(storyReading)]);
  expect(() => program.run(`String(new Uint8Array(${heapOctets - program.liveOctets}).length)`)).toThrow(
    "out of memory",
  );
});

describe("a line in QuickJS", () => {
  function listen(name: string, frames: number) {
    startAnew();
    const meter = createVirtualMeter(name, { start: Date.UTC(2026, 5, 1, 11, 59), seed: 3 });
    const keys = meter.keys ?? {};
    program.createDecoder({ zone: "Europe/Oslo" }, keys);
    const decoder = createMeterDecoder({ zoneRules: createIntlZoneRules(), zone: "Europe/Oslo", keys });
    return Array.from({ length: frames }, () => {
      const { octets, at } = meter.next();
      const told = program.push(octets, at);
      return { told, expected: JSON.stringify(readingsOf(decoder.push(octets, at))), live: program.liveOctets };
    });
  }

  // The second one is ciphered.
  test.each(["aidon-no", "kamstrup-dk", "p1-nl"])(
    "%s: gives what it gives in Node, by code that is made at run time",
    (name) => {
      const frames = listen(name, 50);
      expect(frames.map(({ told }) => JSON.stringify(told.readings))).toEqual(frames.map(({ expected }) => expected));
      expect(frames.flatMap(({ told }) => told.codes)).toEqual([]);
      expect(frames.every(({ told }) => told.readings.length === 1)).toBe(true);
      expect(program.madeCode).toBeGreaterThan(1);
    },
  );

  test("takes no more of the heap the longer it goes on, though nothing collects cycles", () => {
    const live = listen("aidon-no", 600).map((frame) => frame.live);
    // A buffer may still grow once: 50 octets a frame would be more.
    expect((live[599] ?? Number.NaN) - (live[199] ?? Number.NaN)).toBeLessThan(20_000);
  });
});

describe.skipIf(!corpusAvailable)("corpus (../shared/corpus) in QuickJS", () => {
  let decoded = 0;
  let mostLive = 0;

  function decode(row: CorpusRow): Told {
    if (decoded++ % capturesPerProgram === 0) startAnew();
    program.createDecoder({ zone: zoneOf(row), input: "file" }, keysOf(row));
    const told = [program.push(octetsOf(row)), program.end()];
    mostLive = Math.max(mostLive, program.liveOctets);
    return { readings: told.flatMap(({ readings }) => readings), codes: told.flatMap(({ codes }) => codes) };
  }

  test.each(corpusRows)("$file: $expect", (row) => {
    const { readings, codes } = decode(row);
    if (row.expect === "reading") {
      const mismatches = mismatchesOf(row, readings);
      if (knownGaps[row.file] === undefined) expect(mismatches).toEqual([]);
      else expect(mismatches).not.toEqual([]);
      return;
    }
    expect(readings).toEqual([]);
    expect(codes, `one of ${codesFor(row).join(", ")}`).toSatisfy(() =>
      codes.some((code) => codesFor(row).includes(code)),
    );
  });

  test("half of the heap is free after many captures", () => {
    startAnew();
    for (const row of corpusRows.slice(0, capturesPerProgram)) {
      program.createDecoder({ zone: zoneOf(row), input: "file" }, keysOf(row));
      program.push(octetsOf(row));
      program.end();
    }
    expect(program.liveOctets).toBeLessThan(heapOctets / 2);
  });

  afterAll(() => {
    process.stdout.write(
      `QuickJS: ${decoded} captures in a heap of ${heapOctets} octets; ${mostLive} in use after one, at most\n`,
    );
  });
});
