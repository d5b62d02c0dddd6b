import { readFileSync } from "node:fs";
import { configuration } from "@meter2mqtt/contract";
import { describe, expect, test } from "vitest";
import { toSchemaNode } from "../config/schema-node.ts";
import { areaNames, eicOf, marketZoneOf } from "./areas.ts";

const page = readFileSync(new URL("../../../../docs/guides/prices.md", import.meta.url), "utf8");

describe("the guide of prices", () => {
  test("names every kind of source and every zone", () => {
    const types = toSchemaNode(configuration).properties?.["prices"]?.properties?.["sources"]?.items?.oneOf ?? [];
    expect(types).toHaveLength(7);
    for (const { properties } of types) expect(page).toContain(`| \`${String(properties?.["type"]?.const)}\` |`);
    for (const area of areaNames) expect(page).toContain(`\`${area}\``);
  });
});

describe("zones", () => {
  test("have codes of 16 characters, each its own", () => {
    const codes = areaNames.map(eicOf);
    for (const code of codes) expect(code).toMatch(/^[0-9A-Z-]{16}$/);
    expect(new Set(codes).size).toBe(codes.length);
    expect(eicOf("10Y1001A1001A46L")).toBe("10Y1001A1001A46L");
    expect(eicOf("SE5")).toBeUndefined();
  });

  test("have the days of their market, not of their own clock", () => {
    expect(["NO1", "FI", "GR", "PT", "10YFI-1--------U"].map(marketZoneOf)).toEqual(Array(5).fill("Europe/Brussels"));
    expect(["GB", "10YGB----------A"].map(marketZoneOf)).toEqual(Array(2).fill("Europe/London"));
  });
});
