import { describe, expect, test } from "vitest";
import { energyPriceAnswer } from "../../api/amsreader-prices.ts";
import { type AreaPrice, type PriceSnapshot, snapshotOf } from "../../prices/price-snapshot.ts";
import { toMqttPrices } from "../../prices/shown-prices.ts";
import type { AmsFormat, PayloadContext } from "./context.ts";
import { priceMessages } from "./price-payloads.ts";

const hour = 3_600_000;
const quarter = hour / 4;
const noon = Date.UTC(2026, 0, 15, 12);
const device = { id: "a2b3c4d5e6f7", name: "ams", version: "1", uptimeSeconds: 0, freeMemory: 0 };
const contextOf = (format: AmsFormat): PayloadContext => ({ format, topic: "ams", domoticz: {}, device });

function snapshot(start: number, lengthMs: number, prices: readonly number[], at: number): PriceSnapshot {
  const points = prices.map(
    (price, index): AreaPrice => ({
      start: start + index * lengthMs,
      lengthMs,
      price,
      currency: "NOK",
      source: "spot",
    }),
  );
  return snapshotOf({ area: "NO1", at }, points, () => "hvakosterstrommen");
}

const market = (shown: PriceSnapshot) => ({ import: shown, export: shown });

const payloadOf = (format: AmsFormat, shown: PriceSnapshot) =>
  JSON.parse(priceMessages(contextOf(format), market(shown))[0]?.payload ?? "null");

describe("prices in the firmware's formats", () => {
  // Noon to two o'clock in quarters; it is 12:50.
  const quarters = snapshot(
    noon,
    quarter,
    [100_000, 200_000, 300_000, 400_000, 50_050, 50_050, 50_050, 50_050],
    noon + 50 * 60_000,
  );

  test("steps are from the current quarter on, hours from the current hour on, with all of its quarters", () => {
    expect(payloadOf("json", quarters)).toEqual({
      id: device.id,
      prices: {
        import: [0.4, 0.0501, 0.0501, 0.0501, 0.0501],
        ...{ min: 0.0501, max: 0.25 },
        ...{ cheapest1hr: "2026-01-15T13:00:00Z", cheapest3hr: null, cheapest6hr: null },
      },
    });
    expect(payloadOf("json-flat", quarters)).toMatchObject({
      pr_0: 0.25,
      pr_1: 0.0501,
      pr_2: null,
      pr_37: null,
      pr_min: 0.0501,
    });
    expect(toMqttPrices(quarters)).toMatchObject({
      current: 0.4,
      min: 0.05005,
      max: 0.25,
      cheapest1h: "2026-01-15T13:00:00.000Z",
    });
    expect(toMqttPrices(quarters).prices).toHaveLength(5);
    expect(energyPriceAnswer(quarters)["source"]).toBe("HKS");
    expect(String(energyPriceAnswer(quarters)["00"])).toBe("0.2500");
  });

  test("a step that is not known is null, and what is below nothing stays so", () => {
    const gap = snapshotOf(
      { area: "NO1", at: noon + 1 },
      [
        { start: noon + hour, lengthMs: hour, price: -12_300, currency: "NOK", source: "spot" },
        { start: noon + 3 * hour, lengthMs: hour, price: 0, currency: "NOK", source: "spot" },
      ],
      () => "entsoe",
    );
    expect(payloadOf("home-assistant", gap)).toMatchObject({
      prices: { import: [null, -0.0123, null, 0] },
      t: "2026-01-15T12:00:00Z",
    });
    expect("current" in toMqttPrices(gap)).toBe(false);
  });

  test("the raw formats say every step of 38 hours: an empty payload takes an old one away", () => {
    const messages = priceMessages(contextOf("raw-full"), market(snapshot(noon, hour, [100_000, 90_000], noon)));
    const payloads = new Map(messages.map(({ topic, payload }) => [topic, payload]));
    expect(messages.every(({ retain }) => retain)).toBe(true);
    expect(payloads.get("ams/price/resolution")).toBe("60");
    expect(["0", "1", "2", "37", "38"].map((step) => payloads.get(`ams/price/import/${step}`))).toEqual([
      "0.1000",
      "0.0900",
      "",
      "",
      undefined,
    ]);
    expect(["min", "max", "cheapest/1hr", "cheapest/3hr"].map((level) => payloads.get(`ams/price/${level}`))).toEqual([
      "0.0900",
      "0.1000",
      "2026-01-15T13:00:00Z",
      "",
    ]);
    expect(
      priceMessages(contextOf("raw-full"), market(snapshot(noon, hour, [], noon))).filter(
        ({ payload }) => payload !== "",
      ),
    ).toHaveLength(1);
  });

  describe("of a contract whose export has its own price", () => {
    const contract = {
      import: snapshot(noon, hour, [1_250_000, 1_375_000], noon),
      export: snapshot(noon, hour, [-50_000, 420_000], noon),
    };
    const cheapest = '"cheapest1hr":"2026-01-15T12:00:00Z","cheapest3hr":null,"cheapest6hr":null';
    const levels = `"min":1.2500,"max":1.3750,${cheapest}`;
    const both = `"prices":{"import":[1.2500,1.3750],"export":[-0.0500,0.4200],${levels}}`;
    const messagesOf = (format: AmsFormat, hasExport: boolean) =>
      priceMessages(contextOf(format), contract, { hasExport }).map(({ topic, payload }) => `${topic} ${payload}`);

    test.each<[AmsFormat, string]>([
      ["json", `ams {"id":"${device.id}",${both}}`],
      ["json-multi", `ams/prices {"id":"${device.id}",${both}}`],
      ["home-assistant", `ams/prices {"id":"${device.id}",${both},"t":"2026-01-15T12:00:00Z"}`],
    ])("%s", (format, expected) => {
      expect(messagesOf(format, true)).toEqual([expected]);
    });

    test("json-flat has the import's only, as in the firmware", () => {
      expect(messagesOf("json-flat", true)[0]).toMatch(/"pr_0":1\.2500,"pr_1":1\.3750,"pr_2":null.*"pr_min":1\.2500/);
    });

    test("raw-full: a topic for each step of both", () => {
      const messages = messagesOf("raw-full", true);
      expect(messages.slice(0, 3)).toEqual([
        "ams/price/resolution 60",
        "ams/price/import/0 1.2500",
        "ams/price/import/1 1.3750",
      ]);
      expect(messages).toEqual(
        expect.arrayContaining(["ams/price/export/0 -0.0500", "ams/price/export/1 0.4200", "ams/price/export/2 "]),
      );
    });

    test("a home that never gave energy to the grid is told of no export price", () => {
      expect(messagesOf("json", false)[0]).not.toContain("export");
      expect(messagesOf("raw-full", false).some((message) => message.includes("export"))).toBe(false);
    });
  });

  test.each(["domoticz", "hex"] as const)("%s has none", (format) => {
    expect(priceMessages(contextOf(format), market(quarters))).toEqual([]);
  });
});
