import { afterEach, describe, expect, test } from "vitest";
import { useLocale } from "../../format/locale.ts";
import { parseAddress } from "../../shell/address.ts";
import { numberText, parseAmount, tickText, unitOf } from "./amounts.ts";
import { barLabel, labelWithin, periodLabel, spanLabel } from "./labels.ts";
import { differencesOf } from "./outside.ts";
import { changesOf } from "./trail.ts";
import { queryOf, viewOf } from "./view.ts";

afterEach(() => useLocale("en-GB"));

describe("view", () => {
  test.each([
    ["#/history", { range: "month", show: "import", span: "day", comparison: "none" }],
    ["#/history?range=day&resolution=quarter&show=export", { range: "day", show: "export", span: "quarter" }],
    ["#/history?range=day&resolution=quarter&show=cost", { range: "day", show: "cost", span: "hour" }],
    ["#/history?range=century&show=all&compare=x", { range: "month", show: "import", comparison: "none" }],
    ["#/history?range=all&compare=year", { range: "all", span: "year", comparison: "none" }],
  ])("%s is read, and written the same again", (hash, expected) => {
    const view = viewOf(parseAddress(hash));
    expect(view).toMatchObject(expected);
    const query = Object.entries(queryOf(view)).filter(([, value]) => value !== undefined);
    expect(viewOf({ page: "history", query: new Map(query.map(([name, value]) => [name, String(value)])) })).toEqual(
      view,
    );
  });
});

describe("amounts", () => {
  test.each([
    ["1 234,5", 1234.5],
    ["12.5", 12.5],
    ["0", 0],
    ["-1", undefined],
    ["much", undefined],
    ["1.2.3", undefined],
    ["", undefined],
  ])("%j is %s", (typed, expected) => {
    expect(parseAmount(typed)).toBe(expected);
  });

  test.each([
    ["en-GB", "1,234", 1234],
    ["en-GB", "1.234", 1.234],
    ["de", "1.234", 1234],
    ["de", "1.234,5", 1234.5],
    ["nb", "1,234", 1.234],
  ])("in %s, %j is %d", (locale, typed, expected) => {
    useLocale(locale);
    expect(parseAmount(typed)).toBe(expected);
  });

  test.each(["en-GB", "de", "nb", "nl"])("what is shown in %s can be typed back", (locale) => {
    useLocale(locale);
    for (const value of [0, 920, 38_000, 999_940, 1_234_560]) {
      const shown = numberText(value, unitOf("import", "Wh"));
      expect(parseAmount(shown)).toBeCloseTo(value / 1000, 1);
    }
  });
});

describe("tickText", () => {
  test.each([
    [[0, 50, 100, 250], 50, ["0.00", "0.05", "0.10", "0.25"]],
    [[0, 2500, 5000], 2500, ["0.0", "2.5", "5.0"]],
    [[0, 10_000], 10_000, ["0", "10"]],
    [[0], 0, ["0"]],
    [[-500_000, 1_000_000], 500_000, ["-500", "1,000"]],
  ])("%j Wh by steps of %d are written with the same decimals", (values, step, expected) => {
    useLocale("en-GB");
    expect(values.map((value) => tickText(value, step, unitOf("import", "Wh")))).toEqual(expected);
  });
});

describe("labels", () => {
  const first = Date.parse("2025-10-26T02:00:00+02:00");
  const hour = (from: number) => barLabel({ from, to: from + 3_600_000 }, "hour", "Europe/Oslo");

  test("tell the hour that comes twice apart", () => {
    useLocale("en-GB");
    expect(hour(first)).toBe("Sun 26 Oct 02:00–03:00 CEST");
    expect(hour(first + 3_600_000)).toBe("Sun 26 Oct 02:00–03:00 CET");
    expect(hour(first - 3_600_000)).toBe("Sun 26 Oct 01:00–02:00");
    expect(hour(first + 7_200_000)).toBe("Sun 26 Oct 03:00–04:00");
    const last = { from: first + 3_600_000 + 2_700_000, to: first + 7_200_000 };
    expect(barLabel(last, "quarter", "Europe/Oslo")).toBe("Sun 26 Oct 02:45–03:00 CET");
    expect(periodLabel({ from: first, to: first + 3_600_000 }, "hour", "Europe/Oslo")).toMatch(/ 02:00–03:00 CEST$/);
  });

  test("leave out what the name of the period says", () => {
    useLocale("en-GB");
    const within = (span: "hour" | "month" | "day", range: "day" | "year" | "month") =>
      labelWithin({ from: first, to: first + 3_600_000 }, { span, range }, "Europe/Oslo");
    expect(within("hour", "day")).toBe("02:00–03:00 CEST");
    expect(within("month", "year")).toBe("October");
    expect(within("day", "month")).toBe("Sun 26 Oct");
  });

  test("name what was changed together", () => {
    useLocale("en-GB");
    const from = Date.parse("2025-10-09T00:00:00+02:00");
    const name = (hours: number) => spanLabel({ from, to: from + hours * 3_600_000 }, "Europe/Oslo");
    expect(name(1)).toBe("Thu 9 Oct 00:00–01:00");
    expect(name(24)).toBe("9 Oct 2025");
    expect(name(72)).toMatch(/^9\s?–\s?11 Oct 2025$/);
    const again = { from: first + 3_600_000, to: first + 7_200_000 };
    expect(spanLabel(again, "Europe/Oslo")).toBe("Sun 26 Oct 02:00–03:00 CET");
    expect(spanLabel({ from: first - 3_600_000, to: first }, "Europe/Oslo")).toBe("Sun 26 Oct 01:00–02:00");
  });

  test("name periods by the meter's zone", () => {
    useLocale("en-GB");
    const from = Date.parse("2025-09-30T22:00:00Z");
    expect(periodLabel({ from, to: from + 1 }, "month", "Europe/Oslo")).toBe("October 2025");
    expect(periodLabel({ from, to: from + 1 }, "month", "UTC")).toBe("September 2025");
  });
});

describe("the trail", () => {
  const edit = (start: string, at: string, amounts: { amount?: number; was?: number }) => ({
    start,
    at,
    by: "Kari",
    ...amounts,
  });

  test("puts together what was done at one moment, the latest first, and knows what still stands", () => {
    const changes = changesOf(
      [
        edit("2025-10-01T10:00:00Z", "2025-11-01T00:00:00Z", { amount: 10, was: 1 }),
        edit("2025-10-01T10:15:00Z", "2025-11-01T00:00:00Z", { amount: 20 }),
        edit("2025-10-01T10:00:00Z", "2025-11-02T00:00:00Z", { was: 10 }),
        edit("2025-10-01T10:15:00Z", "2025-11-02T00:00:00Z", { was: 20 }),
      ],
      900_000,
    );
    expect(changes).toMatchObject([
      { intervals: 2, amount: undefined, was: 30, stands: true },
      { intervals: 2, amount: 30, was: 1, stands: false, to: Date.parse("2025-10-01T10:30:00Z") },
    ]);
  });
});

describe("differencesOf", () => {
  const day = Date.parse("2025-10-01T00:00:00Z");
  const bar = (index: number) => ({
    from: day + index * 86_400_000,
    to: day + (index + 1) * 86_400_000,
    known: { value: 1000 },
  });
  const answer = {
    ...{ layout: "elhub", minutes: 60, directionAssumed: false, directions: [], missingInTheirs: [] },
    different: [
      { direction: "import" as const, start: "2025-10-02T10:00:00Z", theirsWh: 300, oursWh: 100 },
      { direction: "export" as const, start: "2025-10-01T10:00:00Z", theirsWh: 300, oursWh: 100 },
    ],
    missingInOurs: [{ direction: "import" as const, start: "2025-10-02T11:00:00Z", wh: 50 }],
  };

  test("says of each bar what it would come to by the file", () => {
    expect([...differencesOf([bar(0), bar(1)], answer, "import")]).toEqual([[1, { hours: 2, theirsWh: 1250 }]]);
    expect([...differencesOf([bar(0), bar(1)], answer, "export")]).toEqual([[0, { hours: 1, theirsWh: 1200 }]]);
    expect(differencesOf([bar(0)], undefined, "import").size).toBe(0);
  });
});
