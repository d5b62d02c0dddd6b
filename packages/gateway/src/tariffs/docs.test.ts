import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { contractsAnswer } from "@meter2mqtt/contract";
import { createIntlZoneRules } from "@meter2mqtt/decoder";
import { Calendar, capacityRules, contractPrices, noHolidays, readContractFile, SpotPrices } from "@meter2mqtt/energy";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { loadContract } from "./load-contract.ts";
import { contractView } from "./tariff-answers.ts";

const docs = fileURLToPath(new URL("../../../../docs", import.meta.url));
const ajv = new Ajv({ strict: false });
const examples = readdirSync(join(docs, "examples/contracts"));

describe("docs/examples/contracts", () => {
  test.each(examples)("%s is a contract, each component as the API has it", async (name) => {
    const loaded = await loadContract(join(docs, "examples/contracts", name), () =>
      Promise.reject(new Error("no web")),
    );
    expect(loaded.contract.components.length).toBeGreaterThan(3);
    const view = contractView(loaded);
    expect(ajv.validate(contractsAnswer, { contract: view, alternatives: [] }), JSON.stringify(ajv.errors)).toBe(true);
  });

  test("Norway, Sweden, Denmark, Flanders, the Netherlands, Austria and Germany are there", () => {
    expect(examples.map((name) => name.split("-")[0])).toEqual(
      expect.arrayContaining(["norway", "sweden", "denmark", "flanders", "netherlands", "austria", "germany"]),
    );
  });
});

describe("the examples whose source says prices and hours", () => {
  const rules = createIntlZoneRules();
  /** What a kWh of the grid costs at a local time of 2026, by the components that begin so. */
  async function gridPrices(name: string, zone: string, times: readonly string[]): Promise<(string | number)[][]> {
    const { contract } = await loadContract(join(docs, "examples/contracts", name), () =>
      Promise.reject(new Error("no web")),
    );
    const grid = contract.components.filter(({ kind }) => kind === "per-kwh").filter(({ id }) => id !== "levies");
    const calendar = new Calendar(zone, rules);
    return times.map((text) => {
      const local = Date.parse(`2026-${text}Z`);
      const from = local - calendar.offsetMinutes(local - 3_600_000) * 60_000;
      const [price] = contractPrices({
        contract: { ...contract, components: grid },
        ...{ imported: [], exported: [], spot: new SpotPrices([]), calendar, holidays: noHolidays },
        ...{ from, to: from + 900_000, stepMs: 900_000 },
      });
      return [text, price?.import ?? Number.NaN];
    });
  }

  // EWW Wanfried: in the first and the fourth quarter low from 1 to 4 and high from 17 to 19; standard at all other times.
  test("Germany, module 3", async () => {
    const winter = ["01-15T00:45", "01-15T01:00", "01-15T03:45", "01-15T04:00", "12-31T17:00", "12-31T18:45"];
    const summer = ["04-01T01:00", "09-30T18:00", "10-01T18:00"];
    expect(await gridPrices("germany-module-3.yaml", "Europe/Berlin", [...winter, ...summer])).toEqual([
      ["01-15T00:45", 0.0862],
      ["01-15T01:00", 0.0345],
      ["01-15T03:45", 0.0345],
      ["01-15T04:00", 0.0862],
      ["12-31T17:00", 0.1084],
      ["12-31T18:45", 0.1084],
      ["04-01T01:00", 0.0862],
      ["09-30T18:00", 0.0862],
      ["10-01T18:00", 0.1084],
    ]);
  });

  // SNE-V 2018, Novelle 2026: from 1 April to 30 September, each day from 10 to 16 o'clock, a fifth less.
  test("Austria, the summer window", async () => {
    const times = ["03-31T12:00", "04-01T09:45", "04-01T10:00", "09-30T15:45", "09-30T16:00", "10-01T12:00"];
    const prices = await gridPrices("austria-summer-window.yaml", "Europe/Vienna", times);
    expect(prices.map(([, price]) => price)).toEqual([0.08, 0.08, 0.064, 0.064, 0.08, 0.08]);
  });
});

describe("docs/guides/contracts.md", () => {
  const page = readFileSync(join(docs, "guides/contracts.md"), "utf8");

  test("has every rule with its name and its source", () => {
    for (const { id, name, source } of capacityRules) {
      const row = page.split("\n").find((line) => line.startsWith(`| \`${id}\` |`));
      expect(row).toContain(name);
      expect(row).toContain(source.url);
    }
  });

  test("its contract is one", () => {
    const [, text = ""] = /# contract\.yaml\n([\s\S]*?)```/.exec(page) ?? [];
    expect(readContractFile(parse(text)).components).toHaveLength(3);
  });
});
