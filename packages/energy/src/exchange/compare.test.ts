import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ComparedInterval, compareIntervals } from "./compare.ts";

const hour = 3_600_000;
const first = Date.UTC(2026, 0, 1);
const hours = (
  amounts: readonly (number | undefined)[],
  direction: "import" | "export" = "import",
): ComparedInterval[] =>
  amounts.flatMap((wh, index) =>
    wh === undefined ? [] : [{ direction, start: first + index * hour, lengthMs: hour, wh }],
  );
const quarters = (amounts: readonly number[]): ComparedInterval[] =>
  amounts.map((wh, index) => ({ direction: "import", start: first + (index * hour) / 4, lengthMs: hour / 4, wh }));

describe("compareIntervals", () => {
  test("names hours that differ by more than 1 % and more than the resolution", () => {
    const theirs = hours([1000, 1000, 1000, 20, 0, 0]);
    const ours = hours([1000, 1010, 1011, 21, 1, 2]);
    const { different, directions } = compareIntervals(theirs, ours, { resolutionWh: 1 });
    expect(different.map(({ start, theirsWh, oursWh }) => [(start - first) / hour, theirsWh, oursWh])).toEqual([
      [2, 1000, 1011],
      [5, 0, 2],
    ]);
    expect(directions).toEqual([{ direction: "import", hours: 6, theirsWh: 3020, oursWh: 3045 }]);
    expect(compareIntervals(theirs, ours, { resolutionWh: 10 }).different).toHaveLength(1);
  });

  test("quarters are put together; an hour with three of them is missing", () => {
    const ours = quarters([1, 2, 3, 4, 5, 6, 7]);
    const found = compareIntervals(hours([10, 18]), ours, { resolutionWh: 1 });
    expect(found.different).toEqual([]);
    expect(found.missingInOurs).toEqual([{ direction: "import", start: first + hour, wh: 18 }]);
  });

  test("hours missing on either side, within the file's time and directions only", () => {
    const theirs = hours([undefined, 5, undefined, 7]);
    const ours = [...hours([1, 5, 6, undefined, 9]), ...hours([3, 3], "export")];
    const found = compareIntervals(theirs, ours, { resolutionWh: 1 });
    expect(found.missingInOurs).toEqual([{ direction: "import", start: first + 3 * hour, wh: 7 }]);
    expect(found.missingInTheirs).toEqual([{ direction: "import", start: first + 2 * hour, wh: 6 }]);
    expect(found.directions).toHaveLength(1);
  });

  test("nothing differs from itself, in whatever order it comes", () => {
    const amounts = fc.array(fc.option(fc.nat(100_000), { nil: undefined }), { maxLength: 50 });
    fc.assert(
      fc.property(amounts, (given) => {
        const found = compareIntervals(hours(given), hours(given).toReversed(), { resolutionWh: 1, tolerance: 0 });
        expect([found.different, found.missingInOurs, found.missingInTheirs]).toEqual([[], [], []]);
      }),
    );
  });
});
