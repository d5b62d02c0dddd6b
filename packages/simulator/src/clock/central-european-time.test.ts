import { describe, expect, test } from "vitest";
import { formatIso, formatP1Clock, toCentralEuropeanTime } from "./central-european-time.ts";

describe("toCentralEuropeanTime", () => {
  test.each([
    ["before the spring change", Date.UTC(2024, 2, 31, 0, 59, 59), "2024-03-31T01:59:59+01:00"],
    ["at the spring change", Date.UTC(2024, 2, 31, 1), "2024-03-31T03:00:00+02:00"],
    ["first of the two hours in autumn", Date.UTC(2024, 9, 27, 0, 30), "2024-10-27T02:30:00+02:00"],
    ["second of the two hours in autumn", Date.UTC(2024, 9, 27, 1, 30), "2024-10-27T02:30:00+01:00"],
    ["new year's eve", Date.UTC(2023, 11, 31, 23), "2024-01-01T00:00:00+01:00"],
    ["a change on the 31st of October", Date.UTC(2021, 9, 31, 1), "2021-10-31T02:00:00+01:00"],
  ])("%s", (_about, at, wanted) => {
    expect(formatIso(toCentralEuropeanTime(at))).toBe(wanted);
  });

  test("agrees with the platform's time zone data in every hour of five years", () => {
    const format = new Intl.DateTimeFormat("sv-SE", {
      timeZone: "Europe/Copenhagen",
      dateStyle: "short",
      timeStyle: "medium",
    });
    for (let at = Date.UTC(2022, 0, 1); at < Date.UTC(2027, 0, 1); at += 3_600_000) {
      const ours = formatIso(toCentralEuropeanTime(at)).slice(0, 19).replace("T", " ");
      if (ours !== format.format(at)) expect(ours).toBe(format.format(at));
    }
  });

  test("P1 writes the season behind the clock", () => {
    expect(formatP1Clock(toCentralEuropeanTime(Date.UTC(2024, 9, 27, 0, 30)))).toBe("241027023000S");
    expect(formatP1Clock(toCentralEuropeanTime(Date.UTC(2024, 9, 27, 1, 30)))).toBe("241027023000W");
  });
});
