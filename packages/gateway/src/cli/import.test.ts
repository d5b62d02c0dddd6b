import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { bookHome } from "../../test/support/booked-home.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { runExport } from "./export.ts";
import { type ImportCommandOptions, runImportFile } from "./import.ts";
import { runImportAmsreader } from "./import-amsreader.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const file = (name: string): string => join(folder.path, name);
const config = (): string => file("meter2mqtt.yaml");
/** The hour that comes twice in Copenhagen, the first time. */
const heardFrom = Date.UTC(2026, 9, 25, 0);

beforeEach(async () => {
  folder = await temporaryFolder();
  await writeFile(config(), "store: { path: m.sqlite }\n");
  const quarters = [500, 500, 500, 500];
  await bookHome(file("m.sqlite"), { meter: "house", zone: "Europe/Copenhagen", from: heardFrom, quarters });
});
afterEach(() => folder.remove());

function streams() {
  const written = { out: "", err: "" };
  return {
    written,
    stdout: { write: (part: string) => (written.out += part) },
    stderr: { write: (part: string) => (written.err += part) },
    environment: {},
  };
}

async function run(text: string, options: ImportCommandOptions = {}) {
  await writeFile(file("meterdata.csv"), text);
  const { written, ...given } = streams();
  const code = await runImportFile(file("meterdata.csv"), { config: config(), ...options }, given);
  return { code, ...written };
}

/** What counts in the ledger: hour of UTC, amount, quality. */
async function booked(register: string): Promise<string[]> {
  const { written, ...given } = streams();
  await runExport({ config: config(), ledger: true, out: "-" }, given);
  const lines = written.out.split("\r\n").filter((line) => line.includes(register));
  return lines.map((line) => {
    const [, , , , start = "", amount, , quality] = line.split(",");
    return `${start.slice(8, 16)} ${amount} ${quality}`;
  });
}

const theirs = `MålepunktsID;Fra_dato;Til_dato;Mængde;Måleenhed;Kvalitet;Type
570000000000000001;25-10-2026 01:00:00;25-10-2026 02:00:00;1,000;KWH;Målt;Tidsserie
570000000000000001;25-10-2026 02:00:00;25-10-2026 03:00:00;2,040;KWH;Målt;Tidsserie
570000000000000001;25-10-2026 02:00:00;25-10-2026 03:00:00;1,500;KWH;Estimeret;Tidsserie
`;

describe("import", () => {
  const own = ["25T00:00 500 measured", "25T00:15 500 measured", "25T00:30 500 measured", "25T00:45 500 measured"];

  test("hours count where the meter was not heard, and the same file again changes nothing", async () => {
    const wanted = ["24T23:00 1000 measured", ...own, "25T01:00 1500 estimated"];
    for (let time = 0; time < 2; time++) {
      expect(await run(theirs)).toEqual({
        code: 0,
        out: "import: 3 amounts were put in; 2 of them count, the rest is known from the meter itself or from another file.\n",
        err: "Nothing in the file says the direction: taken for import. --direction export says otherwise.\n",
      });
      expect(await booked("energyImportWh")).toEqual(wanted);
    }
  });

  test("export goes into its own register", async () => {
    expect(await run(theirs, { direction: "export" })).toMatchObject({ code: 0, err: "" });
    expect(await booked("energyImportWh")).toEqual(own);
    expect(await booked("energyExportWh")).toContain("25T01:00 1500 estimated");
  });

  test("intervals of five minutes are added up to quarters", async () => {
    const rows = [0, 5, 10, 15].map((minute) => `2026-10-24 20:${String(minute).padStart(2, "0")};10`);
    const map = "time=t,import=wh,unit=Wh,zone=UTC";
    expect((await run(`t;wh\n${rows.join("\n")}\n`, { map })).code).toBe(0);
    expect(await booked("energyImportWh")).toEqual(["24T20:00 30 measured", ...own]);
  });

  test("what can't be imported leaves the ledger as it was", async () => {
    expect((await run(theirs.replace("1,500", "x"))).code).toBe(2);
    expect((await run(theirs, { meter: "shed" })).code).toBe(2);
    expect((await run(theirs, { config: file("none.yaml") })).code).toBe(78);
    await writeFile(file("empty.yaml"), "store: { path: none.sqlite }\n");
    expect((await run(theirs, { config: file("empty.yaml") })).code).toBe(1);
    expect(await booked("energyImportWh")).toEqual(own);
  });

  test("the firmware's plots, from its backup", async () => {
    const readAt = Date.UTC(2026, 9, 25, 1, 0, 5) / 1000;
    const hours = Array.from({ length: 24 }, (_, hour) => 100 + hour).join(" ");
    await writeFile(file("a.cfg"), `amsconfig\nntpTimezone Europe/Copenhagen\ndayplot 6 ${readAt} 1 0 ${hours}\n`);
    const { written, ...given } = streams();
    expect(await runImportAmsreader(file("a.cfg"), { config: config(), history: true }, given)).toBe(0);
    expect(written.out).toBe(
      "import: 24 amounts were put in; 23 of them count, the rest is known from the meter itself or from another file.\n",
    );
    const found = await booked("energyImportWh");
    expect(found.slice(-5)).toEqual(["24T23:00 123 estimated", ...own]);
    expect(found[0]).toBe("24T01:00 101 estimated");
    await writeFile(file("none.cfg"), "amsconfig\n");
    expect(await runImportAmsreader(file("none.cfg"), { config: config(), history: true }, given)).toBe(2);
  });
});
