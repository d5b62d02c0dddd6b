import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { entsoeXml } from "../../test/support/price-services.ts";
import { parseEntsoeDocument } from "./entsoe-document.ts";
import { PriceError } from "./price-source.ts";

const zone = "10YNO-1--------2";
const wish = { eic: zone, resolution: 15, sequence: 1 } as const;
const from = Date.UTC(2026, 0, 14, 23);
const hour = 3_600_000;

interface Series {
  readonly resolution?: string;
  readonly curveType?: string;
  readonly sequence?: number;
  readonly agreement?: string;
  readonly unit?: string;
  readonly currency?: string;
  readonly points: readonly (readonly [position: number, amount: string])[];
  readonly hours?: number;
}

function seriesXml(series: Series): string {
  const {
    resolution = "PT60M",
    curveType = "A01",
    sequence,
    agreement = "A01",
    unit = "MWH",
    currency = "EUR",
  } = series;
  const end = new Date(from + (series.hours ?? 4) * hour).toISOString().slice(0, 16);
  const points = series.points.map(
    ([position, amount]) => `<Point><position>${position}</position><price.amount>${amount}</price.amount></Point>`,
  );
  const tag = "classificationSequence_AttributeInstanceComponent.position";
  return `<TimeSeries><in_Domain.mRID codingScheme="A01">${zone}</in_Domain.mRID>
    <contract_MarketAgreement.type>${agreement}</contract_MarketAgreement.type>
    ${sequence === undefined ? "" : `<${tag}>${sequence}</${tag}>`}
    <currency_Unit.name>${currency}</currency_Unit.name><price_Measure_Unit.name>${unit}</price_Measure_Unit.name>
    <curveType>${curveType}</curveType><Period><timeInterval><start>2026-01-14T23:00Z</start><end>${end}Z</end></timeInterval>
    <resolution>${resolution}</resolution>${points.join("")}</Period></TimeSeries>`;
}

function documentOf(...series: readonly Series[]): string {
  return `<Publication_MarketDocument xmlns="urn:x">${series.map(seriesXml).join("")}</Publication_MarketDocument>`;
}

const parse = (xml: string, more: Partial<typeof wish | { resolution: 60; sequence: number }> = {}) =>
  parseEntsoeDocument(xml, { ...wish, ...more }, "the server");
const rows = (xml: string, more = {}) =>
  parse(xml, more).map(({ start, lengthMs, price }) => [(start - from) / hour, lengthMs / hour, price]);

describe("parseEntsoeDocument", () => {
  test("a position that is left out has the price before it with curve type A03, and none with A01", () => {
    const points = [
      [1, "12.34"],
      [3, "-0.5"],
    ] as const;
    expect(rows(documentOf({ curveType: "A03", points }))).toEqual([
      [0, 1, 12_340],
      [1, 1, 12_340],
      [2, 1, -500],
      [3, 1, -500],
    ]);
    expect(rows(documentOf({ curveType: "A01", points }))).toEqual([
      [0, 1, 12_340],
      [2, 1, -500],
    ]);
  });

  test("what comes before the first position is missing", () => {
    expect(rows(documentOf({ curveType: "A03", points: [[4, "7"]] }))).toEqual([[3, 1, 7000]]);
  });

  test("of quarters and hours for the same time those that are wished for are taken, the others fill in", () => {
    const hours: Series = {
      points: [
        [1, "1"],
        [2, "2"],
      ],
      hours: 2,
    };
    const quarters: Series = {
      resolution: "PT15M",
      points: [
        [1, "4"],
        [2, "4"],
        [3, "4"],
        [4, "4"],
      ],
      hours: 1,
    };
    const both = documentOf(hours, quarters);
    expect(rows(both).map(([, length, price]) => [length, price])).toEqual([
      [0.25, 4000],
      [0.25, 4000],
      [0.25, 4000],
      [0.25, 4000],
      [1, 2000],
    ]);
    expect(rows(both, { resolution: 60 })).toEqual([
      [0, 1, 1000],
      [1, 1, 2000],
    ]);
  });

  test("the auction that is wished for is taken, and intraday ones never are", () => {
    const coupled: Series = { sequence: 1, points: [[1, "10"]], hours: 1 };
    const other: Series = { sequence: 2, points: [[1, "20"]], hours: 1 };
    const intraday: Series = { agreement: "A07", points: [[1, "30"]], hours: 1 };
    expect(rows(documentOf(intraday, other, coupled))).toEqual([[0, 1, 10_000]]);
    expect(rows(documentOf(coupled, other), { sequence: 2 })).toEqual([[0, 1, 20_000]]);
    expect(() => parse(documentOf(other))).toThrow(/no prices of sequence 1, only of 2/);
    expect(parse(documentOf(intraday))).toEqual([]);
  });

  test.each([
    [
      "<Acknowledgement_MarketDocument><Reason><code>999</code><text>No matching data found</text></Reason></Acknowledgement_MarketDocument>",
      "not-published",
    ],
    [
      "<Acknowledgement_MarketDocument><Reason><code>999</code><text>Delivered time interval is not valid</text></Reason></Acknowledgement_MarketDocument>",
      "permanent",
    ],
    [documentOf({ unit: "GJ", points: [[1, "1"]] }), "permanent"],
    [documentOf({ currency: "", points: [[1, "1"]] }), "permanent"],
    [documentOf({ resolution: "P1D", points: [[1, "1"]] }), "permanent"],
    [documentOf({ points: [[1, "n/a"]] }), "transient"],
    ["<html><body>Maintenance</body></html>", "permanent"],
    ["Service unavailable", "transient"],
    ["", "transient"],
    [documentOf({ points: [[1, "1"]] }).slice(0, -30), "transient"],
    [`<!DOCTYPE x [<!ENTITY a "b">]>${documentOf({ points: [[1, "&a;"]] })}`, "transient"],
  ])("%# is said to be no price list", (xml, kind) => {
    const thrown = () => parse(xml);
    expect(thrown).toThrow(PriceError);
    expect(thrown).toThrow(expect.objectContaining({ kind }));
  });

  test("entities and other files of a document are not followed", () => {
    for (const entity of ['price "12.34"', 'price SYSTEM "file:///etc/hostname"']) {
      const xml = `<!DOCTYPE d [<!ENTITY ${entity}>]>${documentOf({ points: [[1, "&price;"]] })}`;
      expect(() => parse(xml)).toThrow(PriceError);
    }
  });

  test("any damage gives true prices, fewer of them, or a PriceError", () => {
    const whole = entsoeXml({ zone, from, to: from + 2 * hour });
    const truth = new Map(parse(whole).map(({ start, price }) => [start, price]));
    expect(truth.size).toBe(8);
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(40), (at, length) => {
        try {
          parse(whole.slice(0, at) + whole.slice(at + length));
        } catch (error) {
          expect(error).toBeInstanceOf(PriceError);
        }
      }),
    );
  });
});
