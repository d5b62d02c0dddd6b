import type { TariffFileAnswer } from "@meter2mqtt/contract";
import { describe, expect, test } from "vitest";
import { contractAround, freeName, idOf, isFileName, sentName, tariffNames } from "./names.ts";

describe("names of contracts' files", () => {
  test("are those that the gateway takes", () => {
    expect(["a.yaml", "My-home_2.yml", "x.json"].filter(isFileName)).toHaveLength(3);
    expect(["", "a", ".yaml", "a/b.yaml", "a b.yaml", "a..yaml", "../a.yaml", "å.yaml"].filter(isFileName)).toEqual([]);
  });

  test("are made so that no other file has them", () => {
    expect(freeName("contract", [])).toBe("contract.yaml");
    expect(freeName("contract.yml", ["Contract.yaml", "contract-2.yaml"])).toBe("contract-3.yaml");
    expect(idOf("Contract-3.yaml")).toBe("contract-3");
  });

  test.each([
    ["elvia.yml", "elvia.yml"],
    ["Nettleie 2026 (ny).YAML", "Nettleie-2026-ny.yaml"],
    ["tariffs.json", "tariffs.json"],
    ["åøæ.txt", "tariff.yaml"],
    ["..", "tariff.yaml"],
  ])("%s is kept as %s", (name, kept) => {
    expect(sentName(name)).toBe(kept);
    expect(isFileName(sentName(name))).toBe(true);
  });
});

test("a contract around a tariff includes all of its periods", () => {
  const period = { components: 1, leftOut: [] };
  const file: TariffFileAnswer = {
    ...{ name: "grid.yml", format: "fri-nettleie", currency: "NOK" },
    tariffs: [
      { ...period, name: "Nett, Hjem, from 2025-01-01", from: "2025-01-01" },
      { ...period, name: "Nett, Hjem, from 2026-01-01", from: "2026-01-01" },
      { ...period, name: 'Nett, "Hytte", from 2026-01-01', from: "2026-01-01" },
    ],
  };
  expect(tariffNames(file)).toEqual(["Nett, Hjem", 'Nett, "Hytte"']);
  expect(contractAround(file, "Nett, Hjem", "mine")).toContain(
    'include:\n  - {"format": "fri-nettleie", "file": "grid.yml", "tariff": "Nett, Hjem"}\n',
  );
});
