import { createIntlZoneRules } from "@meter2mqtt/decoder";
import { Calendar } from "@meter2mqtt/energy";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type OpenLedger, openLedger } from "../../test/support/open-ledger.ts";
import { energyYesterday } from "./energy-yesterday.ts";

const calendar = new Calendar("Europe/Oslo", createIntlZoneRules());
const hourMs = 3_600_000;

let open: OpenLedger;
beforeEach(async () => {
  open = await openLedger();
});
afterEach(async () => {
  await open[Symbol.asyncDispose]();
});

/** Hour after hour from `from`, 100 Wh in the first, 101 in the next. */
function hearHours(from: number, count: number): void {
  open.hear(from, 0);
  for (let hour = 0; hour < count; hour++) open.hear(from + (hour + 1) * hourMs, 100 + hour, 7);
}

const yesterdayAt = (now: number) =>
  energyYesterday(open.reader, { meter: open.meter, names: [open.meter], calendar, now }).yesterday;

describe("energyYesterday", () => {
  test("gives the same hour, and the day up to this quarter", () => {
    const midnight = calendar.startOfDate({ year: 2026, month: 1, day: 14 });
    hearHours(midnight, 30);
    const yesterday = yesterdayAt(midnight + (24 + 3) * hourMs + 1);
    expect(yesterday?.hour).toEqual({
      ...{ start: "2026-01-14T03:00:00+01:00", end: "2026-01-14T04:00:00+01:00" },
      ...{ import: 103, export: 7 },
    });
    expect(yesterday?.day).toEqual({
      ...{ start: "2026-01-14T00:00:00+01:00", end: "2026-01-14T03:00:00+01:00" },
      ...{ import: 100 + 101 + 102, export: 21 },
    });
  });

  test("goes by the clock on the wall where the clocks were put back", () => {
    const midnight = calendar.startOfDate({ year: 2026, month: 10, day: 25 });
    hearHours(midnight, 40);
    // 05:00 on Monday; Sunday's 05:00 was 25 hours before that from midnight to midnight.
    const monday = calendar.startOfDate({ year: 2026, month: 10, day: 26 });
    expect(yesterdayAt(monday + 5 * hourMs)?.hour).toMatchObject({ start: "2026-10-25T05:00:00+01:00", import: 106 });
  });

  test("says nothing where nothing is known", () => {
    expect(yesterdayAt(calendar.startOfDate({ year: 2026, month: 1, day: 14 }))).toBeUndefined();
  });
});
