import { describe, expect, test } from "vitest";
import { virtualMeters } from "../meters/virtual-meters.ts";
import { formatIso, formatP1Clock, toStandardTime, toZonedTime } from "./zoned-time.ts";

const central = "Europe/Berlin";
const zones = [...new Set(Object.values(virtualMeters).map(({ zone }) => zone))];

describe("toZonedTime", () => {
  test.each([
    ["before the spring change", Date.UTC(2024, 2, 31, 0, 59, 59), "2024-03-31T01:59:59+01:00"],
    ["at the spring change", Date.UTC(2024, 2, 31, 1), "2024-03-31T03:00:00+02:00"],
    ["first of the two hours in autumn", Date.UTC(2024, 9, 27, 0, 30), "2024-10-27T02:30:00+02:00"],
    ["second of the two hours in autumn", Date.UTC(2024, 9, 27, 1, 30), "2024-10-27T02:30:00+01:00"],
    ["new year's eve", Date.UTC(2023, 11, 31, 23), "2024-01-01T00:00:00+01:00"],
    ["a change on the 31st of October", Date.UTC(2021, 9, 31, 1), "2021-10-31T02:00:00+01:00"],
  ])("%s", (_about, at, wanted) => {
    expect(formatIso(toZonedTime(at, central))).toBe(wanted);
  });

  test.each(zones)("%s: agrees with the platform's time zone data in every hour of three years", (zone) => {
    const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
    for (let at = Date.UTC(2024, 0, 1); at < Date.UTC(2027, 0, 1); at += 3_600_000) {
      const ours = formatIso(toZonedTime(at, zone)).slice(0, 19).replace("T", " ");
      if (ours !== format.format(at)) expect(ours).toBe(format.format(at));
    }
  });

  test("a clock that keeps standard time in summer", () => {
    expect(formatIso(toStandardTime(Date.UTC(2024, 6, 1, 10), central))).toBe("2024-07-01T11:00:00+01:00");
    expect(formatIso(toStandardTime(Date.UTC(2024, 6, 1, 10), "Europe/Helsinki"))).toBe("2024-07-01T12:00:00+02:00");
  });

  test("P1 writes the season behind the clock", () => {
    expect(formatP1Clock(toZonedTime(Date.UTC(2024, 9, 27, 0, 30), central))).toBe("241027023000S");
    expect(formatP1Clock(toZonedTime(Date.UTC(2024, 9, 27, 1, 30), central))).toBe("241027023000W");
  });
});
