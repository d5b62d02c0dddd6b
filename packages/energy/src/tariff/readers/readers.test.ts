import { createIntlZoneRules } from "@meter2mqtt/decoder";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Calendar } from "../../calendar.ts";
import type { LedgerInterval } from "../../ledger-intervals.ts";
import type { Component } from "../contract.ts";
import { computeCosts } from "../costs.ts";
import { fromMoney } from "../money.ts";
import { SpotPrices } from "../spot-prices.ts";
import type { Holidays } from "../time-filter.ts";
import { readEltariff } from "./eltariff.ts";
import { readFriNettleie } from "./fri-nettleie.ts";
import { TariffFileError } from "./outside-value.ts";
import { componentsOfPriceRows } from "./price-rows.ts";

const hourMs = 3_600_000;
const oslo = new Calendar("Europe/Oslo", createIntlZoneRules());
/** Christmas Day only. */
const holidays: Holidays = { isHoliday: ({ month, day }) => month === 12 && day === 25 };

/** What a kWh in that hour costs by these components, in the currency. */
function priceAt(components: readonly Component[], text: string, spot = 0): number {
  const [year = 0, month = 0, day = 0, hour = 0] = text.split(/\D/).map(Number);
  const start = oslo.startOfDate({ year, month, day }) + hour * hourMs;
  const energy: LedgerInterval = { start, lengthMs: hourMs, amount: 1000, quality: "measured", coveredMs: hourMs };
  const parts = computeCosts({
    contract: { id: "x", name: "x", currency: "NOK", components },
    imported: components.some(({ direction }) => direction === "import") ? [energy] : [],
    exported: components.some(({ direction }) => direction === "export") ? [energy] : [],
    spot: new SpotPrices([{ start, lengthMs: hourMs, price: spot }]),
    calendar: oslo,
    holidays,
    from: start,
    to: start + hourMs,
  });
  const money = parts.filter(({ of }) => of === "interval").reduce((sum, part) => sum + (part.money ?? 0), 0);
  return fromMoney(money);
}

const exampleNett = {
  netteier: "Made Up Nett",
  gln: ["7080000000000"],
  sist_oppdatert: "2026-01-02",
  kilder: ["https://nett.example/priser"],
  tariffer: [
    {
      kundegrupper: ["husholdning"],
      gyldig_fra: "2026-01-01",
      gyldig_til: "2027-01-01",
      fastledd: {
        metode: "TRE_DØGNMAX_MND",
        terskel_inkludert: true,
        terskler: [
          { terskel: 0, pris: 1200 },
          { terskel: 5, pris: 4800 },
          { terskel: 2, pris: 2400 },
        ],
      },
      energiledd: {
        grunnpris: 10,
        unntak: [
          { navn: "Winter day", måneder: ["januar", "desember"], dager: ["virkedag"], timer: "6-21", pris: 30 },
          { navn: "Night", timer: ["22-5"], pris: 5 },
        ],
      },
    },
  ],
};

describe("readFriNettleie", () => {
  const [tariff] = readFriNettleie(exampleNett);

  test("energy in kroner, by months, kinds of days and hours of which the last is included", () => {
    const components = tariff?.components ?? [];
    expect(tariff?.name).toBe("Made Up Nett, husholdning, from 2026-01-01");
    expect(priceAt(components, "2026-01-14 06:00")).toBe(0.3);
    expect(priceAt(components, "2026-01-14 21:00")).toBe(0.3);
    expect(priceAt(components, "2026-01-14 22:00")).toBe(0.05);
    expect(priceAt(components, "2026-01-14 05:00")).toBe(0.05);
    // Saturday, a holiday on a Friday, and summer.
    expect(priceAt(components, "2026-01-17 12:00")).toBe(0.1);
    expect(priceAt(components, "2026-12-25 12:00")).toBe(0.1);
    expect(priceAt(components, "2026-07-14 12:00")).toBe(0.1);
    // Before it holds.
    expect(priceAt(components, "2025-12-31 12:00")).toBe(0);
  });

  test("capacity by the year's price in twelve parts, steps in order", () => {
    const capacity = tariff?.components.find(({ kind }) => kind === "capacity");
    expect(capacity?.kind === "capacity" ? capacity.rule.charge : undefined).toEqual({
      kind: "steps",
      steps: [
        { fromKw: 0, perMonth: 100 },
        { fromKw: 2, perMonth: 200 },
        { fromKw: 5, perMonth: 400 },
      ],
    });
    expect(capacity?.source?.url).toBe("https://nett.example/priser");
  });

  test("a method that no rule expresses is left out and said to be", () => {
    const [first] = exampleNett.tariffer;
    const file = { ...exampleNett, tariffer: [{ ...first, fastledd: { ...first?.fastledd, metode: "OV_TREFASE" } }] };
    const [read] = readFriNettleie(file);
    expect(read?.components.some(({ kind }) => kind === "capacity")).toBe(false);
    expect(read?.leftOut.map(({ message }) => message)).toEqual([
      "The fixed part goes by OV_TREFASE, which no rule of ours expresses.",
    ]);
  });

  test.each([
    [
      { ...exampleNett, tariffer: [{ ...exampleNett.tariffer[0], gyldig_fra: "soon" }] },
      /tariffer\[0\]\.gyldig_fra: expected a date/,
    ],
    [{ netteier: 4 }, /netteier: expected a text, found 4/],
    [[], /expected a mapping/],
    [undefined, /expected a mapping, found nothing/],
  ])("says where the file is wrong: %#", (file, message) => {
    expect(() => readFriNettleie(file)).toThrow(message);
  });

  test("answers anything with tariffs or a TariffFileError", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const read of [readFriNettleie, readEltariff]) {
          try {
            read(value);
            read({ ...exampleNett, tariffer: [value], tariffs: [value] });
          } catch (error) {
            expect(error).toBeInstanceOf(TariffFileError);
          }
        }
      }),
    );
  });
});

const period = { fromIncluding: "2026-01-01", toExcluding: "2027-01-01" };
const price = (priceExVat: number) => ({ priceExVat, priceIncVat: priceExVat * 1.25, currency: "SEK" });
const eltariff = {
  tariffs: [
    {
      id: "made-up",
      name: "House 20 A",
      companyName: "Made Up Elnät AB",
      validPeriod: period,
      direction: "consumption",
      fixedPrice: {
        components: [{ name: "Subscription", validPeriod: period, price: price(2400), pricedPeriod: "P1Y" }],
      },
      energyPrice: {
        components: [
          {
            name: "Transfer",
            type: "fixed",
            validPeriod: period,
            price: price(0.25),
            spotPriceSettings: null,
            recurringPeriods: [],
          },
          {
            name: "Losses",
            type: "spot",
            validPeriod: period,
            spotPriceSettings: { multiplier: 0.04, currency: "SEK" },
          },
          {
            name: "Peak hours",
            type: "fixed",
            validPeriod: period,
            price: price(0.5),
            recurringPeriods: [
              {
                reference: "high",
                frequency: "P1D",
                activePeriods: [
                  {
                    fromIncluding: "07:00:00",
                    toExcluding: "20:00:00",
                    calendarPatternReferences: { include: ["weekdays"], exclude: ["holidays"] },
                  },
                ],
              },
            ],
          },
        ],
      },
      powerPrice: {
        components: [
          {
            name: "Power",
            type: "peak",
            validPeriod: period,
            price: price(40),
            peakIdentificationSettings: {
              peakFunction: "peak(main)",
              peakIdentificationPeriod: "P1D",
              peakDuration: "PT1H",
              numberOfPeaksForAverageCalculation: 3,
            },
            recurringPeriods: [],
          },
          {
            name: "Above four",
            type: "peak",
            validPeriod: period,
            price: price(0.1),
            peakIdentificationSettings: {
              peakFunction: "max(avg(main) - 4, 0)",
              peakIdentificationPeriod: "PT15M",
              peakDuration: "PT15M",
              numberOfPeaksForAverageCalculation: 1,
            },
          },
        ],
      },
    },
  ],
};

describe("readEltariff", () => {
  const [tariff] = readEltariff(eltariff);

  test("energy, by patterns of days and spans of hours, and a share of the market's price", () => {
    const components = tariff?.components ?? [];
    expect(priceAt(components, "2026-01-14 07:00", 1)).toBe(0.25 + 0.04 + 0.5);
    expect(priceAt(components, "2026-01-14 20:00", 1)).toBe(0.29);
    expect(priceAt(components, "2026-01-17 12:00", 1)).toBe(0.29);
    expect(priceAt(components, "2026-12-25 12:00", 1)).toBe(0.29);
  });

  test("fees, and power of which the function is known; another function is left out and said to be", () => {
    expect(tariff?.components.filter(({ kind }) => kind === "fee" || kind === "capacity")).toMatchObject([
      { name: "Subscription", kind: "fee", amount: 2400, per: "year" },
      {
        name: "Power",
        kind: "capacity",
        rule: { windowMinutes: 60, top: 3, distinct: "day", charge: { kind: "per-kw", rates: [{ perKwMonth: 40 }] } },
      },
    ]);
    expect(tariff?.leftOut.map(({ message }) => message)).toEqual(["Above four: max(avg(main)-4,0) over PT15M."]);
  });
});

describe("componentsOfPriceRows", () => {
  test("fixed rows in the market's place, then the others in the order of the list", () => {
    const components = componentsOfPriceRows([
      { name: "Day", direction: "import", kind: "add", value: 0.4, hours: [6, 7, 8] },
      { name: "Fixed at night", direction: "import", kind: "fixed", value: 0.5, hours: [0, 1, 2] },
      { name: "VAT", direction: "import", kind: "percent", value: 25 },
      { name: "Support", direction: "import", kind: "subtract", value: 0.1 },
      { name: "Sold", direction: "export", kind: "subtract", value: 0.05 },
    ]);
    const bought = components.filter(({ direction }) => direction === "import");
    expect(priceAt(bought, "2026-11-03 07:00", 1)).toBeCloseTo((1 + 0.4) * 1.25 - 0.1, 8);
    expect(priceAt(bought, "2026-11-03 01:00", 1)).toBeCloseTo(0.5 * 1.25 - 0.1, 8);
    expect(priceAt(bought, "2026-11-03 12:00", 1)).toBeCloseTo(1.25 - 0.1, 8);
    const sold = components.filter(({ direction }) => direction === "export");
    expect(priceAt(sold, "2026-11-03 12:00", 1)).toBeCloseTo(-0.95, 8);
  });
});
