import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeHexText, parseP1Number, parseP1Time } from "./value.ts";

describe("parseP1Number", () => {
  test.each([
    ["00.244*kW", 244, "W"],
    ["012345.678*kWh", 12345678, "Wh"],
    ["012345.678kWh", 12345678, "Wh"],
    ["012345,678*kWh", 12345678, "Wh"],
    ["0000123456*Wh", 123456, "Wh"],
    ["00.001*kvar", 1, "var"],
    ["00.001*kVAr", 1, "var"],
    ["00.001*kVA", 1, "VA"],
    ["001*A", 1, "A"],
    ["0350*mA", 0.35, "A"],
    ["221.9*V", 221.9, "V"],
    ["50.01*Hz", 50.01, "Hz"],
    ["12785.123*m3", 12785.123, "m3"],
    ["12785123*l", 12785.123, "m3"],
    ["00000.012*GJ", 0.012, "GJ"],
    ["12*MJ", 0.012, "GJ"],
    ["-00.244*kW", -244, "W"],
    ["+5*W", 5, "W"],
    ["00002", 2, undefined],
    ["0.98", 0.98, undefined],
    ["5*furlong", 5, "furlong"],
  ])("%s is %d %s", (text, value, unit) => {
    expect(parseP1Number(text)).toMatchObject({ value, unit });
  });

  test("nothing is not 0, and minus nothing is not minus 0", () => {
    expect(parseP1Number("")).toBeUndefined();
    expect(parseP1Number("-0*W")?.value).toBe(0);
  });

  test.each(["*kW", "1.2.3*kW", "1e5*kW", "0x10", "1234567890123456*Wh", "--1*W", "12:30", "101209112500W*"])(
    "%j is no number",
    (text) => {
      expect(parseP1Number(text)).toBeUndefined();
    },
  );

  test("kilowatt-hours with three places are whole watt-hours", () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), (wattHours) => {
        const text = `${`${Math.floor(wattHours / 1000)}`.padStart(6, "0")}.${`${wattHours % 1000}`.padStart(3, "0")}*kWh`;
        expect(parseP1Number(text)).toMatchObject({ value: wattHours, unit: "Wh" });
      }),
    );
  });
});

describe("decodeHexText", () => {
  test.each([
    ["4530303331303033", "E0031003"],
    ["", ""],
    ["00", "00"],
    ["ABC", "ABC"],
    ["XYZ12345", "XYZ12345"],
    ["00112233", "00112233"],
  ])("%j is %j", (text, decoded) => {
    expect(decodeHexText(text)).toBe(decoded);
  });
});

describe("parseP1Time", () => {
  const local = { year: 2020, month: 5, day: 9, hour: 13, minute: 45, second: 58 };

  test.each([
    ["200509134558S", "summer"],
    ["200509134558W", "winter"],
    ["200509134558s", "summer"],
    ["200509134558", undefined],
    ["20200509 13:45:58", undefined],
    ["2020-05-09 13:45:58", undefined],
    ["2020-05-09T13:45:58", undefined],
    ["20-05-09 13:45:58", undefined],
  ])("%s", (text, season) => {
    expect(parseP1Time(text)).toEqual({ local, season });
  });

  test("a clock that stands at the beginning is a time", () => {
    expect(parseP1Time("000101000000W")?.local).toEqual({
      year: 2000,
      month: 1,
      day: 1,
      hour: 0,
      minute: 0,
      second: 0,
    });
  });

  test.each([
    "",
    "632525252525S",
    "200230000000W",
    "200509246060S",
    "2005091345",
    "200509134558X",
    "0001-01-01 00:00:00",
    "9999-01-01 00:00:00",
  ])("%j is no time", (text) => {
    expect(parseP1Time(text)).toBeUndefined();
  });
});
