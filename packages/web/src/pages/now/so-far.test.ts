import type { SummaryAnswer } from "@meter2mqtt/contract";
import { expect, test } from "vitest";
import { soFarRows } from "./so-far.ts";

const shares = { measured: 1, interpolated: 0, estimated: 0, edited: 0 };
const span = (amount: number) => ({ start: "2026-01-15T00:00:00+01:00", amount, shares });
const time = { start: "2026-01-14T00:00:00+01:00", end: "2026-01-14T12:00:00+01:00" };

test("each span is followed by its yesterday, and what is not known is left out or absent, never 0", () => {
  const summary: SummaryAnswer = {
    ...{ meter: "house", at: "2026-01-15T12:00:00+01:00", zone: "Europe/Oslo" },
    import: { hour: span(1200), day: span(9000) },
    yesterday: { day: { ...time, import: 8000 } },
  };
  expect(soFarRows(summary)).toEqual([
    { name: "hour", importWh: 1200, exportWh: undefined, net: undefined, end: undefined },
    { name: "day", importWh: 9000, exportWh: undefined, net: undefined, end: undefined },
    { name: "yesterdayDay", importWh: 8000, exportWh: undefined, net: undefined, end: time.end },
  ]);
  expect(soFarRows({ meter: "house", at: "2026-01-15T12:00:00+01:00", zone: "Europe/Oslo" })).toEqual([]);
});
