import type { PricePoint } from "@meter2mqtt/energy";
import { describe, expect, test } from "vitest";
import { toJsonText } from "../sinks/amsreader/json-text.ts";
import { dayPriceAnswer, energyPriceAnswer, type PriceDay, priceFields } from "./amsreader-prices.ts";

const hour = 3_600_000;
const start = Date.parse("2026-01-15T00:00:00+01:00");

function points(begin: number, lengthMs: number, prices: readonly number[]): PricePoint[] {
  return prices.map((price, index) => ({ start: begin + index * lengthMs, lengthMs, price, currency: "NOK" }));
}
function dayOf(changes: Partial<PriceDay>): PriceDay {
  return { start, now: start + 90 * 60_000, import: [], export: [], sourceType: "hvakosterstrommen", ...changes };
}
const textOf = (direction: "import" | "export", day: PriceDay) => {
  const answer = dayPriceAnswer(direction, day);
  return answer && toJsonText(answer);
};

describe("/importprice.json and /exportprice.json, key by key", () => {
  test("a market's prices by the hour from the day's beginning on, with the one that holds", () => {
    const prices = points(start, hour, [1_000_000, 1_250_000, -12_345]);
    const keys = '"cursor":1,"importExportPriceDifferent":false,"prices":[1.0000,1.2500,-0.0123]}';
    const day = dayOf({ import: prices, export: prices });
    expect(textOf("import", day)).toBe(`{"currency":"NOK","source":"HKS","resolution":60,"direction":"import",${keys}`);
    expect(textOf("export", day)).toBe(`{"currency":"NOK","source":"HKS","resolution":60,"direction":"export",${keys}`);
  });

  test("a contract's export is another; quarters are counted as quarters; a step without a price is null", () => {
    const day = dayOf({
      import: [...points(start, hour / 4, [1_000_000, 2_000_000]), ...points(start + hour, hour / 4, [500_000])],
      export: points(start, hour / 4, [400_000, 400_000, 400_000, 400_000, 400_000]),
      sourceType: "fixed",
    });
    const head = '"source":"FIX","resolution":15';
    expect(textOf("import", day)).toBe(
      `{"currency":"NOK",${head},"direction":"import","cursor":6,"importExportPriceDifferent":true,` +
        '"prices":[1.0000,2.0000,null,null,0.5000]}',
    );
    expect(textOf("export", day)).toContain('"prices":[0.4000,0.4000,0.4000,0.4000,0.4000]');
  });

  test("on days with a changed clock the cursor is still at the price that holds", () => {
    for (const [date, hours] of [
      ["2026-03-29T00:00:00+01:00", 23],
      ["2026-10-25T00:00:00+02:00", 25],
    ] as const) {
      const begin = Date.parse(date);
      const prices = points(
        begin,
        hour,
        Array.from({ length: hours + 24 }, (_, index) => index * 10_000),
      );
      // The last hour of the day by the clock.
      const now = begin + (hours - 1) * hour + 60_000;
      const answer = dayPriceAnswer("import", dayOf({ start: begin, now, import: prices, export: prices }));
      const shown = Array.isArray(answer?.["prices"]) ? answer["prices"] : [];
      expect(shown).toHaveLength(hours + 24);
      expect(String(shown[Number(String(answer?.["cursor"]))])).toBe((0.01 * (hours - 1)).toFixed(4));
    }
  });

  test("where nothing is known there is no answer", () => {
    expect(dayPriceAnswer("import", dayOf({}))).toBeUndefined();
    expect(dayPriceAnswer("export", dayOf({ import: points(start, hour, [1]) }))).toBeUndefined();
  });
});

describe("where nothing is known of prices", () => {
  test("/energyprice.json has null for each hour, /data.json says that there are none", () => {
    expect(Object.values(energyPriceAnswer(undefined)).filter((value) => value === null)).toHaveLength(36);
    expect(toJsonText(priceFields(undefined))).toBe('{"p":null,"px":null,"pe":false,"pr":"","pc":""}');
  });
});
