import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createIntlZoneRules } from "@meter2mqtt/decoder";
import { readIntervals } from "@meter2mqtt/energy";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { bookHome } from "../../test/support/booked-home.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { type ExportOptions, runExport } from "./export.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const file = (name: string): string => join(folder.path, name);
const from = Date.UTC(2026, 9, 25, 0, 45);
const quarters = [100, 0, 250];

beforeEach(async () => {
  folder = await temporaryFolder();
  await writeFile(file("meter2mqtt.yaml"), "store: { path: m.sqlite }\n");
  await bookHome(file("m.sqlite"), { meter: "house", zone: "Europe/Oslo", from, quarters });
});
afterEach(() => folder.remove());

async function run(options: Partial<ExportOptions> = {}) {
  let out = "";
  let err = "";
  const stdout = { write: (part: string) => (out += part) };
  const stderr = { write: (part: string) => (err += part) };
  const given = { config: file("meter2mqtt.yaml"), ledger: true, out: "-", ...options };
  const code = await runExport(given, { stdout, stderr, environment: {} });
  return { code, out, err };
}

describe("export --ledger", () => {
  test("CSV that is read again as it was booked, over the hour that comes twice", async () => {
    const { code, out } = await run();
    expect(code).toBe(0);
    expect(out.split("\r\n").slice(0, 3)).toEqual([
      "meter,register,start,end,startUtc,amount,unit,quality",
      "house,energyImportWh,2026-10-25T02:45:00+02:00,2026-10-25T02:00:00+01:00,2026-10-25T00:45:00Z,100,Wh,measured",
      "house,energyImportWh,2026-10-25T02:00:00+01:00,2026-10-25T02:15:00+01:00,2026-10-25T01:00:00Z,0,Wh,measured",
    ]);
    const { intervals } = readIntervals(out, { rules: createIntlZoneRules() });
    const imported = intervals.filter(({ direction }) => direction === "import");
    expect(imported.map(({ start, wh }) => [start, wh])).toEqual(quarters.map((wh, i) => [from + i * 900_000, wh]));
    expect(intervals.filter(({ direction }) => direction === "export").map(({ wh }) => wh)).toEqual([0, 0, 0]);
  });

  test("JSON Lines of a part, in a new file for its owner only", async () => {
    const out = file("part.jsonl");
    const part = { format: "jsonl", from: "2026-10-25T01:15:00Z", to: "2026-10-25T01:15:00Z", out };
    expect(await run(part)).toMatchObject({ code: 0, err: `2 intervals were written to ${out}.\n` });
    const [line = ""] = (await readFile(out, "utf8")).split("\n");
    expect(JSON.parse(line)).toMatchObject({ register: "energyImportWh", amount: 250, quality: "measured" });
    expect((await stat(out)).mode & 0o777).toBe(0o600);
    expect(await run(part)).toMatchObject({ code: 1, err: expect.stringContaining("is there already") });
  });

  test("nothing in the time asked for, and what can't be asked", async () => {
    expect((await run({ from: "2020-01-01", to: "2020-02-01" })).code).toBe(1);
    expect((await run({ format: "xlsx" })).code).toBe(2);
    expect((await run({ meter: "shed" })).code).toBe(2);
    expect((await run({ raw: true })).code).toBe(2);
    expect((await run({ ledger: false })).code).toBe(2);
  });
});
