import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type OpenLedger, openLedger } from "../../../test/support/open-ledger.ts";
import { plotAnswer } from "./energy-plots.ts";
import { toJsonText } from "./json-text.ts";

const hour = 3_600_000;
/** Midnight in Oslo before the day on which clocks are put forward. */
const spring = Date.UTC(2026, 2, 28, 23);

let book: OpenLedger;
beforeEach(async () => {
  book = await openLedger();
});
afterEach(() => book[Symbol.asyncDispose]());

function plot(name: "dayplot" | "monthplot", now: number): Record<string, unknown> {
  const { ledger, reader, meter } = book;
  const calendar = ledger.calendarOf(meter);
  if (calendar === undefined) throw new Error("the meter is not there");
  const text = toJsonText(plotAnswer(name, { reader, names: [meter], calendar }, now));
  expect(text).toMatch(/"i01":\d+\.\d{3},/);
  return JSON.parse(text);
}

const keys = (letter: string, first: number, count: number) =>
  Array.from({ length: count }, (_, index) => `${letter}${String(first + index).padStart(2, "0")}`);

describe("dayplot", () => {
  test("has the firmware's keys, in its order", () => {
    book.hear(spring, 0);
    expect(Object.keys(plot("dayplot", spring))).toEqual(["unit", ...keys("i", 0, 24), ...keys("e", 0, 24)]);
  });

  test("is the last 24 full hours, each by its hour of UTC, whatever the clock does", () => {
    for (let index = 0; index <= 30; index++) book.hear(spring + index * hour, 100 + index, index);
    // 06:00 UTC; the hour that began then is open.
    const answer = plot("dayplot", spring + 31 * hour - 60_000);
    expect(answer["unit"]).toBe("kwh");
    // Energy up to the list 30 hours after 23:00, which is 05:00: in the hour of 04:00.
    expect([answer["i04"], answer["e04"]]).toEqual([0.13, 0.03]);
    expect([answer["i05"], answer["e05"]]).toEqual([0.107, 0.007]);
    expect(answer["i23"]).toBe(0.125);
    const sum = keys("i", 0, 24).reduce((total, key) => total + Number(answer[key]), 0);
    expect(sum).toBeCloseTo(
      Array.from({ length: 24 }, (_, index) => 0.107 + index / 1000).reduce((a, b) => a + b),
      6,
    );
  });

  test("what is not known is 0", () => {
    book.hear(spring, 0);
    book.hear(spring + hour, 50);
    const answer = plot("dayplot", spring + hour + 60_000);
    expect(answer["i23"]).toBe(0.05);
    expect(answer["i22"]).toBe(0);
  });
});

describe("monthplot", () => {
  test("is the days before today, each by its number; the day of 23 hours whole", () => {
    for (let index = 0; index <= 23 + 24; index++) book.hear(spring + index * hour, index === 0 ? 0 : 10, 1);
    // Noon on the 31st: the 29th and 30th are whole.
    const answer = plot("monthplot", spring + (23 + 24 + 12) * hour);
    expect(Object.keys(answer)).toEqual(["unit", ...keys("i", 1, 31), ...keys("e", 1, 31)]);
    expect([answer["i29"], answer["e29"]]).toEqual([0.23, 0.023]);
    expect([answer["i30"], answer["e30"]]).toEqual([0.24, 0.024]);
    expect([answer["i28"], answer["i31"]]).toEqual([0, 0]);
  });

  test("a later month writes over an earlier one", () => {
    book.hear(spring, 0);
    // Once a day is enough for days; the first of them has 23 hours.
    for (let day = 0; day < 40; day++) book.hear(spring + (23 + day * 24) * hour, 100 + day);
    // 7 May: the 6th is May's, the 8th is April's.
    const answer = plot("monthplot", Date.UTC(2026, 4, 7, 12));
    expect([answer["i06"], answer["i08"]]).toEqual([0.138, 0.11]);
  });
});
