import { toHex } from "@meter2mqtt/decoder";
import { describe, expect, test } from "vitest";
import { SimulatorOptionError } from "../errors.ts";
import { createVirtualMeter, type VirtualFrame } from "./create-virtual-meter.ts";
import type { FrameTruth } from "./speaker.ts";
import { isVirtualMeterName, virtualMeters } from "./virtual-meters.ts";

const hour = 3_600_000;
/** A Monday in summer, five seconds before a full hour. */
const start = Date.UTC(2024, 6, 1, 10, 59, 55);

const names = Object.keys(virtualMeters).filter(isVirtualMeterName);

function framesUntil(name: string, until: number, options: Partial<Parameters<typeof createVirtualMeter>[1]> = {}) {
  const meter = createVirtualMeter(name, { start, ...options });
  const frames: VirtualFrame[] = [];
  for (let frame = meter.next(); frame.at <= until; frame = meter.next()) frames.push(frame);
  return frames;
}

const times = (frames: readonly VirtualFrame[]): string[] => {
  return frames.map(({ at, list }) => `${new Date(at).toISOString().slice(14, 21)} ${list}`);
};

describe("rhythm", () => {
  test("Kamstrup: every 10 s, and the hourly list five seconds after the hour", () => {
    expect(times(framesUntil("kamstrup-dk", start + 20_000))).toEqual([
      "00:00.0 momentary",
      "00:05.0 hourly",
      "00:10.0 momentary",
    ]);
  });

  test("Aidon: every 2.5 s, longer lists in place of shorter ones", () => {
    expect(times(framesUntil("aidon-no", start + 15_500))).toEqual([
      "59:55.0 power",
      "59:57.5 power",
      "00:00.0 hourly",
      "00:02.5 power",
      "00:05.0 power",
      "00:07.5 power",
      "00:10.0 momentary",
    ]);
  });

  test("Kaifa: every 2 s, the hourly list ten seconds after the hour", () => {
    expect(times(framesUntil("kaifa-no", start + 16_000))).toEqual([
      "59:56.0 power",
      "59:58.0 power",
      "00:00.0 momentary",
      "00:02.0 power",
      "00:04.0 power",
      "00:06.0 power",
      "00:08.0 power",
      "00:10.0 hourly",
    ]);
  });

  test("P1: every second", () => {
    expect(times(framesUntil("p1-nl", start + 2_000))).toEqual([
      "59:55.0 telegram",
      "59:56.0 telegram",
      "59:57.0 telegram",
    ]);
  });
});

describe("frames", () => {
  test.each(names)("%s: the same seed gives the same octets, another seed others", (name) => {
    const octets = (seed: number): string[] => framesUntil(name, start + 30_000, { seed }).map((f) => toHex(f.octets));
    expect(octets(4)).toEqual(octets(4));
    expect(octets(4)).not.toEqual(octets(5));
  });

  test("list 2 of Kamstrup is as long as those of real meters, and the encrypted one holds 30 octets more", () => {
    const [plain] = framesUntil("kamstrup-no", start + 5_000);
    const [ciphered] = framesUntil("kamstrup-dk", start + 5_000);
    expect(toHex((plain?.octets ?? new Uint8Array(0)).subarray(0, 16))).toBe("7ea0e22b2113239ae6e7000f00000000");
    // System title, length, security control, counter and tag: 18 and 12.
    expect(ciphered?.octets.length).toBe((plain?.octets.length ?? 0) + 30);
    expect(toHex((ciphered?.octets ?? new Uint8Array(0)).subarray(8, 26))).toMatch(/^e6e700db084b414d0000000001820/);
  });

  test("the clock of Kamstrup says summer time, and winter time in the second of the autumn's two hours", () => {
    const autumn = Date.UTC(2024, 9, 27, 0, 59, 50);
    const frames = framesUntil("kamstrup-no", autumn + 10_000, { start: autumn });
    expect(frames.map(({ truth }) => truth.timestamp)).toEqual([
      "2024-10-27T02:59:50+02:00",
      "2024-10-27T02:00:00+01:00",
    ]);
    expect(frames.map(({ octets }) => toHex(octets.subarray(17, 29)))).toEqual([
      "07e80a1b07023b32ff800080",
      "07e80a1b07020000ff800000",
    ]);
  });

  test("the clock of Aidon shows local time with a deviation of 0, and Sunday as 0", () => {
    const sunday = Date.UTC(2024, 9, 27, 11);
    const [frame] = framesUntil("aidon-no", sunday, { start: sunday });
    expect(frame?.list).toBe("hourly");
    expect(toHex(frame?.octets ?? new Uint8Array(0))).toContain("09060000010000ff090c07e80a1b000c0000ff000000");
    expect(frame?.truth.timestamp).toBe("2024-10-27T12:00:00+01:00");
  });

  test("a P1 telegram says in its lines what its truth says", () => {
    const [frame] = framesUntil("p1-nl", start);
    const text = String.fromCharCode(...(frame?.octets ?? []));
    const { truth } = frame ?? {};
    expect(text).toContain("0-0:1.0.0(240701125955S)\r\n");
    expect(truth?.timestamp).toBe("2024-07-01T12:59:55+02:00");
    expect(text).toContain(`1-0:1.8.2(${((truth?.energyImportT2Wh ?? 0) / 1000).toFixed(3).padStart(10, "0")}*kWh)`);
    expect(text).toContain(`1-0:32.7.0(${truth?.voltageL1V?.toFixed(1)}*V)`);
    expect(text).toContain("0-0:96.14.0(0002)");
    expect(text).toContain("0-1:24.2.1(240701125500S)(");
    expect(truth?.channels?.[0]?.timestamp).toBe("2024-07-01T12:55:00+02:00");
    expect(text).toMatch(/![0-9A-F]{4}\r\n$/);
  });

  test("Belgian peaks: the mean of a quarter-hour so far, and the month's highest", () => {
    const quarter = Date.UTC(2024, 6, 1, 10, 45);
    const frames = framesUntil("p1-be", quarter + hour / 4, { start: quarter, seed: 3 });
    const [first] = frames;
    const beforeEnd = frames.at(-2);
    const atEnd = frames.at(-1);
    const imported = (frame: VirtualFrame | undefined): number => {
      return (frame?.truth.energyImportT1Wh ?? 0) + (frame?.truth.energyImportT2Wh ?? 0);
    };
    expect(first?.truth.demandAvgImportW).toBe(0);
    // Import of nearly a quarter-hour in Wh, times four.
    const mean = 4 * (imported(beforeEnd) - imported(first));
    expect(Math.abs((beforeEnd?.truth.demandAvgImportW ?? 0) - mean)).toBeLessThanOrEqual(10);
    expect(atEnd?.truth.demandAvgImportW).toBe(0);
  });

  test.each(names)("%s: registers never go back, and grow with the power", (name) => {
    const { interval, rhythm } = virtualMeters[name];
    const isHourly = rhythm.some(({ list }) => list === "hourly" || list === "registers");
    const until = isHourly ? 3 * hour : Math.max(hour / 3, 20 * interval);
    const registers = framesUntil(name, start + until)
      .map(({ truth }) => registersOf(truth))
      .filter((values) => values.length > 0);
    expect(registers.length).toBeGreaterThanOrEqual(3);
    for (const [i, values] of registers.entries()) {
      for (const [j, value] of values.entries()) expect(value).toBeGreaterThanOrEqual(registers[i - 1]?.[j] ?? 0);
    }
    const grown = sum(registers.at(-1) ?? []) - sum(registers[0] ?? []);
    // Whole kilowatt-hours take longer than this.
    if (name !== "ebz-de") expect(grown).toBeGreaterThan(0);
  });
});

/** Active registers, whichever of them a frame says. */
function registersOf(truth: FrameTruth): readonly number[] {
  const { energyImportWh, energyExportWh } = truth;
  const { energyImportT1Wh, energyImportT2Wh, energyExportT1Wh, energyExportT2Wh } = truth;
  return [
    energyImportWh,
    energyExportWh,
    energyImportT1Wh,
    energyImportT2Wh,
    energyExportT1Wh,
    energyExportT2Wh,
  ].filter((value) => value !== undefined);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe("createVirtualMeter", () => {
  test.each([
    ["an unknown meter", "kamstrup", { start }, "meter"],
    ["a speed of 0", "p1-nl", { start, speed: 0 }, "speed"],
    ["no time", "p1-nl", { start: Number.NaN }, "start"],
    ["half a set of keys", "kamstrup-dk", { start, keys: { encryptionKey: new Uint8Array(16) } }, "keys"],
  ])("refuses %s", (_about, name, options, option) => {
    expect(() => createVirtualMeter(name, options)).toThrow(
      expect.objectContaining({ name: "SimulatorOptionError", option }),
    );
    expect(() => createVirtualMeter(name, options)).toThrow(SimulatorOptionError);
  });

  test("speed moves only the moment at which a frame is due", () => {
    const meter = createVirtualMeter("p1-nl", { start, speed: 10 });
    meter.next();
    const { at, due } = meter.next();
    expect([at - start, due - start]).toEqual([1_000, 100]);
  });

  test("keys of one's own change the ciphertext and are what the meter says it uses", () => {
    const keys = { encryptionKey: new Uint8Array(16).fill(1), authenticationKey: new Uint8Array(16).fill(2) };
    const own = createVirtualMeter("kamstrup-dk", { start, keys });
    const made = createVirtualMeter("kamstrup-dk", { start });
    expect(own.keys).toEqual(keys);
    expect(toHex(made.keys?.encryptionKey ?? new Uint8Array(0))).toBe("00112233445566778899aabbccddeeff");
    expect(toHex(own.next().octets)).not.toBe(toHex(made.next().octets));
    expect(createVirtualMeter("kamstrup-no", { start, keys }).keys).toBeUndefined();
  });

  test("the invocation counter rises from frame to frame, and over a restart", () => {
    const counters = [
      ...framesUntil("kamstrup-dk", start + 60_000),
      ...framesUntil("kamstrup-dk", start + 120_000, { start: start + 65_000 }),
    ].map(({ octets }) => Number.parseInt(toHex(octets.subarray(25, 29)), 16));
    expect(counters.length).toBeGreaterThan(10);
    for (const [i, counter] of counters.entries()) expect(counter).toBeGreaterThan(counters[i - 1] ?? 0);
  });

  test("the counter of a meter whose time ran ahead rises over a restart as well", () => {
    const counterOf = (octets: Uint8Array) => Number.parseInt(toHex(octets.subarray(25, 29)), 16);
    const fast = createVirtualMeter("kamstrup-dk", { start, speed: 50 });
    const frames = Array.from({ length: 40 }, () => fast.next());
    const last = frames.at(-1);
    const again = createVirtualMeter("kamstrup-dk", { start: (last?.due ?? start) + 1_000, speed: 50 }).next();
    expect(again.at).toBeLessThan(last?.at ?? 0);
    expect(counterOf(again.octets)).toBeGreaterThan(counterOf(last?.octets ?? new Uint8Array(29)));
  });

  test("faults strike frames and say so", () => {
    const frames = framesUntil("kamstrup-no", start + hour, { faults: { checksum: 0.2, noise: 0.2 } });
    const damaged = frames.filter((frame) => !frame.intact);
    expect(damaged.length).toBeGreaterThan(frames.length / 10);
    expect(damaged.every((frame) => frame.faults.includes("checksum"))).toBe(true);
    expect(frames.some((frame) => frame.intact && frame.faults.includes("noise"))).toBe(true);
  });
});
