import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { contractFileSchema } from "@meter2mqtt/contract";
import { createIntlZoneRules } from "@meter2mqtt/decoder";
import { Calendar, capacityRules, noHolidays, readContractFile, SpotPrices, sumCosts } from "@meter2mqtt/energy";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { contractDoubts, contractMistakes } from "./contract-mistakes.ts";
import { contractPatterns } from "./contract-patterns.ts";

const examples = fileURLToPath(new URL("../../../../docs/examples/contracts/", import.meta.url));
const exampleNames = readdirSync(examples);
const schema = contractFileSchema(capacityRules);
const isContract = new Ajv({ strict: false, allErrors: true }).compile(schema);

const calendar = new Calendar("Europe/Berlin", createIntlZoneRules());
const from = Date.parse("2026-01-01T00:00:00+01:00");
const to = Date.parse("2026-02-01T00:00:00+01:00");
const hourMs = 3_600_000;
const hours = Array.from({ length: (to - from) / hourMs }, (_, index) => from + index * hourMs);

describe("patterns of contracts", () => {
  test.each(contractPatterns)("$id loads, and costs something in each component that holds", ({ yaml, currency }) => {
    expect(contractMistakes(parse(yaml))).toEqual([]);
    expect(contractDoubts(parse(yaml))).toEqual([]);
    expect(isContract(parse(yaml)), JSON.stringify(isContract.errors)).toBe(true);
    const contract = readContractFile(parse(yaml));
    expect(contract.currency).toBe(currency);
    const intervals = (watts: number) =>
      hours.map((start) => ({
        start,
        lengthMs: hourMs,
        amount: watts,
        quality: "measured" as const,
        coveredMs: hourMs,
      }));
    const [month] = sumCosts(
      {
        ...{ contract, imported: intervals(1500), exported: intervals(100), calendar, holidays: noHolidays, from, to },
        spot: new SpotPrices(hours.map((start) => ({ start, lengthMs: hourMs, price: 1.2 }))),
      },
      "month",
    );
    const byComponent = month?.byComponent ?? new Map<string, number>();
    expect([...byComponent.values()].reduce((sum, money) => sum + money, 0)).toBeGreaterThan(0);
    // Summer's components don't hold in January, and what comes later doesn't hold yet.
    const held = contract.components.filter(({ when, from: day, kind }) => {
      if (day !== undefined || kind === "surplus") return false;
      return when?.dates === undefined && when?.months?.includes(1) !== false;
    });
    for (const { id } of held) expect(byComponent.get(id) ?? 0, id).not.toBe(0);
  });

  test("say of all their prices that they are made up, and come from nobody's example", () => {
    for (const { yaml } of contractPatterns) {
      expect(yaml).toContain("ALL PRICES ARE MADE UP");
      expect(yaml).toMatch(/^name: .*\(made-up prices\)$/m);
      const priced = yaml
        .split("\n")
        .filter((line) => /amount:|charge:|steps:|by:/.test(line) && !line.endsWith("charge:"));
      for (const line of priced) expect(line).toContain("# made up");
    }
  });

  test("are there for every country of the examples", () => {
    const countries = new Set(contractPatterns.map(({ country }) => country));
    const ofExamples = {
      norway: "NO",
      sweden: "SE",
      denmark: "DK",
      flanders: "BE",
      netherlands: "NL",
      austria: "AT",
      germany: "DE",
    };
    for (const name of exampleNames)
      expect(countries).toContain(Object.entries(ofExamples).find(([word]) => name.startsWith(word))?.[1]);
  });
});

describe("the schema of a contract", () => {
  test.each(exampleNames)("takes the example %s", (name) => {
    expect(isContract(parse(readFileSync(examples + name, "utf8"))), JSON.stringify(isContract.errors)).toBe(true);
  });

  /** What each kind needs, so that the reader takes it. */
  const kinds: Readonly<Record<string, object>> = {
    spot: { factor: 1, add: 0.1 },
    "spot-month-mean": { factor: 1, add: 0.1 },
    "per-kwh": { amount: 1 },
    tiers: { per: "month", tiers: [{ fromKwh: 0, amount: 1 }] },
    "spot-support": { share: 0.9, above: 0.5, capKwhPerMonth: 10 },
    "spot-replaced": { by: 0.5, capKwhPerMonth: 10 },
    percent: { percent: 25, of: ["a"] },
    fee: { amount: 1, per: "year" },
    capacity: { rule: "no-three-days", charge: { steps: [{ fromKw: 0, perMonth: 1 }], isFromExcluded: true } },
    netted: { per: "year", amount: -1 },
    surplus: { per: "year", amount: -1 },
  };
  const everything = {
    ...{ name: "A", direction: "import", from: "2026-01-01", to: "2027-01-01" },
    when: { months: [1], weekdays: [1], hours: [[22, 6]], dates: ["11-01", "03-31"], holidays: "only" },
    unless: [{ months: [12] }],
    source: { url: "https://a.example", about: "a" },
  };
  const contractWith = (component: object) => ({ id: "a", name: "A", currency: "NOK", components: [component] });

  test.each(Object.entries(kinds))("and the reader take the same of kind %s", (kind, own) => {
    const whole = { id: "x", kind, ...everything, ...own };
    expect(contractMistakes(contractWith(whole))).toEqual([]);
    expect(isContract(contractWith(whole)), JSON.stringify(isContract.errors)).toBe(true);
    for (const key of Object.keys(whole).filter((one) => one !== "kind")) {
      const { [key as keyof typeof whole]: _left, ...rest } = whole;
      const readers = contractMistakes(contractWith(rest)).length === 0;
      // Tiers and an empty charge aside, what the one needs the other needs, too.
      expect(isContract(contractWith(rest)), `without ${key}`).toBe(readers);
    }
    expect(contractMistakes(contractWith({ ...whole, strange: 1 }))).not.toEqual([]);
    expect(isContract(contractWith({ ...whole, strange: 1 }))).toBe(false);
  });

  test("has the kinds of the reader, and the rules that are shipped", () => {
    const words = contractMistakes(contractWith({ id: "x", kind: "nothing" }))[0]?.message ?? "";
    for (const kind of Object.keys(kinds)) expect(words).toContain(kind);
    expect(
      words
        .match(/one of (.*?), found/)?.[1]
        ?.split(", ")
        .sort(),
    ).toEqual(Object.keys(kinds).sort());
    expect(JSON.stringify(schema)).toContain(JSON.stringify(capacityRules.map(({ id }) => id)));
  });
});
