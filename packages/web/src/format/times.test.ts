import { describe, expect, test } from "vitest";
import { toAge, toAgo, toClock, toDateTime, toEpoch, toMeterClock } from "./times.ts";

// ICU puts a narrow no-break space before AM and PM; which one differs between versions.
const plain = (text: string) => text.replaceAll(/\s/g, " ");

describe("toMeterClock", () => {
  test("shows the digits that the meter sent, whatever the browser's zone", () => {
    expect(plain(toMeterClock("2021-08-30T22:20:30+02:00", "en-GB"))).toBe("30 Aug 2021, 22:20:30 (+02:00)");
    expect(plain(toMeterClock("2021-10-31T02:30:00+01:00", "en-GB"))).toBe("31 Oct 2021, 02:30:00 (+01:00)");
  });

  test("says UTC for Z, and nothing where no offset is known", () => {
    expect(plain(toMeterClock("2000-01-01T00:00:00Z", "en-GB"))).toBe("1 Jan 2000, 00:00:00 (UTC)");
    expect(plain(toMeterClock("2000-01-01T00:00:00", "en-GB"))).toBe("1 Jan 2000, 00:00:00");
  });

  test.each(["", "noon", "2021-99-99T00:00:00Z"])("leaves %j as it is", (text) => {
    expect(toMeterClock(text)).toBe(text);
  });
});

describe("toAgo", () => {
  test.each([
    [-5000, "now"],
    [1999, "now"],
    [2000, "2 seconds ago"],
    [59_999, "59 seconds ago"],
    [60_000, "1 minute ago"],
    [7_199_000, "1 hour ago"],
    [172_800_000, "2 days ago"],
  ])("%d ms is %s", (age, text) => {
    expect(toAgo(age)).toBe(text);
  });
});

describe("toAge", () => {
  test.each([
    [-1, "0 seconds"],
    [1999, "1 second"],
    [119_000, "1 minute"],
    [7_200_000, "2 hours"],
    [172_800_000, "2 days"],
  ])("%d ms is %s", (age, text) => {
    expect(toAge(age)).toBe(text);
  });
});

describe("instants", () => {
  const options = { locale: "en-GB", zone: "Europe/Oslo" };
  const at = Date.parse("2026-03-29T01:30:05Z");

  test("are shown in the zone that is asked for", () => {
    expect(toClock(at, true, options)).toBe("03:30:05");
    expect(toClock(at, false, options)).toBe("03:30");
    expect(plain(toDateTime(at, options))).toBe("29 Mar 2026, 03:30");
  });

  test("are undefined where they are not there", () => {
    expect(toEpoch(undefined)).toBeUndefined();
    expect(toEpoch("yesterday")).toBeUndefined();
    expect(toEpoch("1970-01-01T00:00:01Z")).toBe(1000);
  });
});
