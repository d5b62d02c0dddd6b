import { describe, expect, test } from "vitest";
import { createIntlZoneRules, type LocalTime, type Season } from "../zone-rules.ts";
import { DayClock } from "./day-clock.ts";
import { offsetOfSeasonTime, resolveSeasonTime } from "./meter-clock.ts";

const context = { rules: createIntlZoneRules(), zone: { zone: "Europe/Oslo", assumed: false } };
const offsetAt = (season?: Season) => (local: LocalTime) => offsetOfSeasonTime(local, season, context);

describe("DayClock", () => {
  test.each([
    { year: 2026, month: 1, day: 31 },
    { year: 2026, month: 3, day: 28 },
    { year: 2026, month: 7, day: 1 },
    { year: 2026, month: 12, day: 31 },
  ])("says of each time of $year-$month-$day what the rules say", (date) => {
    const clock = new DayClock();
    expect(clock.begin({ ...date, hour: 5, minute: 1, second: 2 }, offsetAt())).toBe(true);
    for (let second = 0; second < 86_400; second += 599) {
      const local = {
        ...date,
        hour: Math.floor(second / 3600),
        minute: Math.floor(second / 60) % 60,
        second: second % 60,
      };
      const { text, epoch, usedZone } = resolveSeasonTime(local, undefined, context);
      expect(clock.at(local.hour, local.minute, local.second)).toMatchObject({ text, epoch, usedZone });
      // The same time once more.
      expect(clock.at(local.hour, local.minute, local.second)).toMatchObject({ text, epoch, usedZone });
    }
  });

  test.each([
    { year: 2026, month: 3, day: 29 },
    { year: 2026, month: 10, day: 25 },
  ])("begins no day on which the offset changes: $year-$month-$day", (date) => {
    expect(new DayClock().begin({ ...date, hour: 12, minute: 0, second: 0 }, offsetAt())).toBe(false);
  });

  test("begins no day of which something has to be said", () => {
    const local = { year: 2026, month: 7, day: 1, hour: 12, minute: 0, second: 0 };
    expect(new DayClock().begin(local, offsetAt("winter"))).toBe(false);
    expect(new DayClock().begin(local, offsetAt("summer"))).toBe(true);
  });

  test("says nothing of a time that no day has, and goes on with the next day", () => {
    const clock = new DayClock();
    const date = { year: 2026, month: 7, day: 1, hour: 0, minute: 0, second: 0 };
    clock.begin(date, offsetAt());
    expect(clock.at(12, 0, 0)?.text).toBe("2026-07-01T12:00:00+02:00");
    for (const [hour, minute, second] of [
      [24, 0, 0],
      [0, 60, 0],
      [0, 0, 60],
    ] as const)
      expect(clock.at(hour, minute, second)).toBeUndefined();
    clock.begin({ ...date, day: 2 }, offsetAt());
    expect(clock.at(12, 0, 0)?.text).toBe("2026-07-02T12:00:00+02:00");
  });
});
