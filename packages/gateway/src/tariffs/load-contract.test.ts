import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ConfigError } from "../errors.ts";
import { createHolidays } from "./holidays.ts";
import { loadContract } from "./load-contract.ts";

const gridTariff = `---
netteier: Made Up Nett
kilder: [https://nett.example/priser]
tariffer:
  - kundegrupper: [husholdning]
    gyldig_fra: 2026-01-01
    gyldig_til: 2027-01-01
    fastledd: { metode: TRE_DØGNMAX_MND, terskel_inkludert: true, terskler: [{ terskel: 0, pris: 1200 }] }
    energiledd: { grunnpris: 10 }
  - kundegrupper: [husholdning]
    gyldig_fra: 2027-01-01
    fastledd: { metode: OV_TREFASE, terskler: [] }
    energiledd: { grunnpris: 12 }
  - kundegrupper: [fritid]
    gyldig_fra: 2026-01-01
    energiledd: { grunnpris: 20 }
`;
const contractOf = (include: string) => `id: home
name: Home
currency: NOK
include:
  - { format: fri-nettleie, file: ${include}, tariff: husholdning }
components:
  - { id: spot, kind: spot }
  - { id: vat, kind: percent, percent: 25 }
`;
const noWeb = () => Promise.reject(new Error("nothing is fetched here"));

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "contract-"));
  await writeFile(join(folder, "nett.yml"), gridTariff);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function contract(text: string): Promise<string> {
  const path = join(folder, "contract.yaml");
  await writeFile(path, text);
  return path;
}

describe("loadContract", () => {
  test("takes the grid's part from a file beside it: all periods of the tariff that is meant, before the contract's own", async () => {
    const { contract: loaded, leftOut } = await loadContract(await contract(contractOf("nett.yml")), noWeb);
    expect(loaded.components.map(({ id, from }) => [id, from])).toEqual([
      ["grid-energy", "2026-01-01"],
      ["grid-capacity", "2026-01-01"],
      ["grid-2-energy", "2027-01-01"],
      ["spot", undefined],
      ["vat", undefined],
    ]);
    expect(leftOut).toMatchObject([{ message: expect.stringContaining("OV_TREFASE") }]);
  });

  test("takes it from the web as well", async () => {
    const asked: string[] = [];
    const path = await contract(contractOf("https://tariffs.example/nett.yml"));
    const { contract: loaded } = await loadContract(path, (url) => {
      asked.push(url);
      return Promise.resolve(gridTariff);
    });
    expect(asked).toEqual(["https://tariffs.example/nett.yml"]);
    expect(loaded.components).toHaveLength(5);
  });

  test.each([
    ["id: x", /contract\.yaml: currency: expected a text, found nothing\./],
    ["{{", /contract\.yaml: It is no YAML and no JSON/],
    [contractOf("absent.yml"), /absent\.yml: There is no such file\./],
    [
      contractOf("nett.yml").replace("husholdning", "gewerbe"),
      /nett\.yml has no tariff "gewerbe"; it has "Made Up Nett, husholdning/,
    ],
    [contractOf("nett.yml").replace("NOK", "SEK"), /nett\.yml is in NOK, and the contract in SEK/],
  ])("says where it is wrong: %#", async (text, message) => {
    const load = loadContract(await contract(text), noWeb);
    await expect(load).rejects.toThrow(message);
    await expect(load).rejects.toBeInstanceOf(ConfigError);
  });
});

describe("createHolidays", () => {
  test.each([
    ["NO", undefined, "2026-05-17", true],
    ["NO", undefined, "2026-05-18", false],
    ["NO", undefined, "2027-03-29", true],
    ["SE", undefined, "2026-06-19", true],
    ["DE", "BY", "2026-01-06", true],
    ["DE", "BE", "2026-01-06", false],
  ])("%s %s: %s is a holiday: %s", async (country, region, text, expected) => {
    const [year = 0, month = 0, day = 0] = text.split("-").map(Number);
    const holidays = await createHolidays(country, region);
    expect(holidays.isHoliday({ year, month, day })).toBe(expected);
  });

  test("a country that isn't known is the operator's mistake", async () => {
    await expect(createHolidays("XX")).rejects.toThrow(/No public holidays are known of XX/);
  });
});
