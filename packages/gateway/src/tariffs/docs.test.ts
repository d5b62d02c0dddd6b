import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { capacityRules, readContractFile } from "@meter2mqtt/energy";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { loadContract } from "./load-contract.ts";
import { contractView } from "./tariff-answers.ts";

const docs = fileURLToPath(new URL("../../../../docs", import.meta.url));
const examples = readdirSync(join(docs, "examples/contracts"));

describe("docs/examples/contracts", () => {
  test.each(examples)("%s is a contract, each component with words", async (name) => {
    const loaded = await loadContract(join(docs, "examples/contracts", name), () =>
      Promise.reject(new Error("no web")),
    );
    expect(loaded.contract.components.length).toBeGreaterThan(3);
    for (const { words } of contractView(loaded).components) expect(words).toMatch(/^[^{}]+\.$/);
  });

  test("Norway, Sweden, Denmark, Flanders, the Netherlands, Austria and Germany are there", () => {
    expect(examples.map((name) => name.split("-")[0])).toEqual(
      expect.arrayContaining(["norway", "sweden", "denmark", "flanders", "netherlands", "austria", "germany"]),
    );
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
