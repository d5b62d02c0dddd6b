import { createIntlZoneRules } from "@meter2mqtt/decoder";
import { Calendar } from "@meter2mqtt/energy";
import { describe, expect, test } from "vitest";
import { instantOf } from "./instant-of.ts";

const calendarOf = (zone: string) => new Calendar(zone, createIntlZoneRules());

describe("instantOf", () => {
  test.each([
    ["2026-11-01", "Europe/Oslo", "2026-10-31T23:00:00Z"],
    ["2026-07-01", "Europe/Oslo", "2026-06-30T22:00:00Z"],
    ["2026-11-01", "America/New_York", "2026-11-01T04:00:00Z"],
    ["2026-11-01", "Asia/Kolkata", "2026-10-31T18:30:00Z"],
    // Without an offset it is the meter's clock; on both sides of a change.
    ["2026-10-25T01:30:00", "Europe/Oslo", "2026-10-24T23:30:00Z"],
    ["2026-10-25T04:00:00", "Europe/Oslo", "2026-10-25T03:00:00Z"],
    ["2026-11-01T13:00:00+01:00", "Asia/Kolkata", "2026-11-01T12:00:00Z"],
    ["2026-11-01T12:00:00Z", "Europe/Oslo", "2026-11-01T12:00:00Z"],
  ])("%s in %s is %s", (text, zone, instant) => {
    expect(instantOf(text, calendarOf(zone))).toBe(Date.parse(instant));
  });

  test("where no zone is known it is UTC's", () => {
    expect(instantOf("2026-11-01")).toBe(Date.UTC(2026, 10, 1));
    expect(instantOf("2026-11-01T06:00:00")).toBe(Date.UTC(2026, 10, 1, 6));
  });

  test.each([
    "yesterday",
    "2026-13-01",
    "2026-11-01T25:00:00Z",
    "2026",
    "",
    "2026-11-01Z",
    "2026-02-30",
    "2026-02-29T12:00:00Z",
  ])("%s is no time", (text) => {
    expect(() => instantOf(text, calendarOf("Europe/Oslo"))).toThrow("is no time");
  });
});
