import { encodeDateTime } from "@meter2mqtt/simulator";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseHex } from "../bytes/hex.ts";
import { isDaylightSaving, isLocalTime, parseDateTime } from "./date-time.ts";

const parse = (hex: string): ReturnType<typeof parseDateTime> => parseDateTime(parseHex(hex) ?? new Uint8Array(0));
const local = { year: 2021, month: 8, day: 30, hour: 22, minute: 20, second: 30 };

describe("parseDateTime", () => {
  test("reads date, time, deviation and status", () => {
    expect(parse("07e5081e0116141e05ff8880")).toEqual({ local, deviation: -120, status: 0x80 });
  });

  test("deviation 0x8000 and status 0xff are not specified, hence absent", () => {
    expect(parse("07e5081e0116141eff8000ff")).toEqual({ local });
  });

  test("deviation 0 and status 0 are values", () => {
    expect(parse("07e5081e0116141eff000000")).toEqual({ local, deviation: 0, status: 0 });
  });

  test("a deviation beyond half a day is no deviation", () => {
    expect(parse("07e5081e0116141eff02d100")).toEqual({ local, status: 0 });
    expect(parse("07e5081e0116141effd2ff00")).toEqual({ local, status: 0 });
  });

  test("seconds that are not specified count as 0", () => {
    expect(parse("07e5081e011614ffff8000ff")?.local.second).toBe(0);
  });

  test.each([
    ["year", "ffff081e0116141eff8000ff"],
    ["month", "07e5ff1e0116141eff8000ff"],
    ["month (begin of daylight saving)", "07e5fe1e0116141eff8000ff"],
    ["day", "07e508ff0116141eff8000ff"],
    ["day (last of month)", "07e508fe0116141eff8000ff"],
    ["hour", "07e5081e01ff141eff8000ff"],
    ["minute", "07e5081e0116ff1eff8000ff"],
    ["everything", "ffffffffffffffffffffffff"],
  ])("without %s there is no moment", (_, hex) => {
    expect(parse(hex)).toBeUndefined();
  });

  test("does not read past the end, and reads from any place", () => {
    expect(parse("07e5081e0116141eff8000")).toBeUndefined();
    expect(parseDateTime(parseHex("aabb07e5081e0116141eff8000ff") ?? new Uint8Array(0), 2)?.local).toEqual(local);
  });

  test("reads what the simulator writes", () => {
    const moment = fc.record({
      year: fc.integer({ min: 1900, max: 2200 }),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 28 }),
      hour: fc.nat(23),
      minute: fc.nat(59),
      second: fc.nat(59),
    });
    fc.assert(
      fc.property(moment, fc.integer({ min: -720, max: 720 }), fc.nat(0xfe), (time, deviation, status) => {
        const octets = encodeDateTime({ local: time, deviation, status });
        expect(parseDateTime(octets)).toEqual({ local: time, deviation: deviation + 0, status });
      }),
    );
  });
});

describe("isLocalTime", () => {
  const on = (year: number, month: number, day: number): boolean =>
    isLocalTime({ year, month, day, hour: 0, minute: 0, second: 0 });

  test("knows leap years, also at centuries", () => {
    expect([on(2024, 2, 29), on(2023, 2, 29), on(2000, 2, 29), on(2100, 2, 29)]).toEqual([true, false, true, false]);
  });

  test("knows the length of months", () => {
    expect([on(2021, 4, 30), on(2021, 4, 31), on(2021, 12, 31), on(2021, 1, 32)]).toEqual([true, false, true, false]);
    expect([on(2021, 0, 1), on(2021, 13, 1), on(2021, 1, 0)]).toEqual([false, false, false]);
  });

  test("ends the day at 23:59:59", () => {
    expect(isLocalTime({ ...local, hour: 24 })).toBe(false);
    expect(isLocalTime({ ...local, minute: 60 })).toBe(false);
    expect(isLocalTime({ ...local, second: 60 })).toBe(false);
  });
});

describe("isDaylightSaving", () => {
  test("is bit 7 of the clock status, and nothing where there is none", () => {
    expect([0x80, 0x88, 0x00, 0x7f, undefined].map(isDaylightSaving)).toEqual([true, true, false, false, false]);
  });
});
