import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { bookHome } from "../../test/support/booked-home.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { type CompareCommandOptions, runCompare } from "./compare.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const file = (name: string): string => join(folder.path, name);

beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const theirs = `MålepunktsID;Fra_dato;Til_dato;Mængde;Måleenhed;Kvalitet;Type
570000000000000001;25-10-2026 01:00:00;25-10-2026 02:00:00;1,000;KWH;Målt;Tidsserie
570000000000000001;25-10-2026 02:00:00;25-10-2026 03:00:00;2,000;KWH;Målt;Tidsserie
570000000000000001;25-10-2026 02:00:00;25-10-2026 03:00:00;1,500;KWH;Målt;Tidsserie
570000000000000001;25-10-2026 03:00:00;25-10-2026 04:00:00;1,000;KWH;Målt;Tidsserie
`;

/** An export of ours: quarters, in Wh. */
function ours(hours: Readonly<Record<string, number>>): string {
  const lines = Object.entries(hours).flatMap(([hour, wh]) =>
    [0, 15, 30, 45].map((minute) => {
      const start = `2026-10-${hour}:${String(minute).padStart(2, "0")}:00Z`;
      const end = new Date(Date.parse(start) + 900_000).toISOString();
      return `house,energyImportWh,${start},${end},${start},${wh / 4},Wh,measured`;
    }),
  );
  return ["meter,register,start,end,startUtc,amount,unit,quality", ...lines, ""].join("\n");
}

async function run(own: string, options: CompareCommandOptions = {}, text: string | Uint8Array = theirs) {
  await writeFile(file("theirs.csv"), text);
  await writeFile(file("ours.csv"), own);
  let out = "";
  let err = "";
  const stdout = { write: (part: string) => (out += part) };
  const stderr = { write: (part: string) => (err += part) };
  // With a configuration it is the ledger that is asked.
  const given = options.config === undefined ? { with: file("ours.csv"), ...options } : options;
  const code = await runCompare(file("theirs.csv"), given, { stdout, stderr, environment: {} });
  return { code, out, err };
}

const same = { "24T23": 1000, "25T00": 2000, "25T01": 1500, "25T02": 1000 };

describe("compare", () => {
  test("0 where nothing differs, over the hour that comes twice", async () => {
    const { code, out } = await run(ours(same));
    expect(code).toBe(0);
    expect(out).toBe(`Layout eloverblik, 4 amounts of 60 minutes; kWh.
Nothing in the file says the direction: taken for import. --direction export says otherwise.

          hours  theirs   ours  difference
  import      4   5.500  5.500       0.000

No hour differs by more than 1 % and more than the last digit.
`);
  });

  test("1 and a table where hours differ, and hours that one side has not", async () => {
    const { code, out } = await run(ours({ "24T23": 1000, "25T00": 1500, "25T01": 2000 }));
    expect(code).toBe(1);
    expect(out).toContain(`Hours that differ by more than 1 %: 2
  hour                               theirs   ours  difference
  2026-10-25T02:00:00+02:00  import   2.000  1.500      -0.500  -25.0 %
  2026-10-25T02:00:00+01:00  import   1.500  2.000      +0.500   33.3 %

Hours that are missing in ours: 1
  2026-10-25T03:00:00+01:00  import  1.000
`);
  });

  test("JSON", async () => {
    const { code, out } = await run(ours({ ...same, "25T02": 900 }), { json: true });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      layout: "eloverblik",
      minutes: 60,
      directionAssumed: true,
      directions: [{ direction: "import", hours: 4, theirsWh: 5500, oursWh: 5400 }],
      different: [{ direction: "import", start: "2026-10-25T02:00:00.000Z", theirsWh: 1000, oursWh: 900 }],
      missingInOurs: [],
      missingInTheirs: [],
    });
  });

  test("files in UTF-16 and Windows-1252 are read as well", async () => {
    const utf16 = Buffer.from(`\uFEFF${theirs}`, "utf16le");
    expect((await run(ours(same), {}, utf16)).code).toBe(0);
    expect((await run(ours(same), {}, Buffer.from(theirs, "latin1"))).code).toBe(0);
  });

  test("a mapping, and what is wrong with it, with a file or with an option", async () => {
    const map = "time=a,amount=b,zone=UTC,minutes=60";
    const text = "a;b\n2026-10-24 23:00;1,0\n";
    expect((await run(ours(same), { map, direction: "import" }, text)).code).toBe(0);
    expect(await run(ours(same), { map: "time=a" }, text)).toMatchObject({
      code: 2,
      err: expect.stringContaining("--map"),
    });
    expect(await run(ours(same), { map: `${map},zone=Mars` }, text)).toMatchObject({ code: 2 });
    expect(await run(ours(same), { map, layout: "elhub" }, text)).toMatchObject({ code: 2 });
    expect(await run(ours(same), { layout: "nobody" })).toMatchObject({ code: 2 });
    expect(await run(ours(same), { zone: "Mars" })).toMatchObject({ code: 2 });
    expect(await run(ours(same), { direction: "up" })).toMatchObject({ code: 2 });
    const broken = await run(ours(same), {}, theirs.replace("2,000", "2 kWh"));
    expect(broken).toMatchObject({ code: 2, out: "" });
    expect(broken.err).toContain("theirs.csv, line 3: `2 kWh`: expected a number with decimal comma.");
    const two = theirs.replace("570000000000000001;25-10-2026 03", "570000000000000002;25-10-2026 03");
    expect(await run(ours(same), {}, two)).toMatchObject({
      code: 2,
      err: expect.stringContaining("2 metering points"),
    });
  });

  test("with the ledger of a configuration, by the only meter or a named one", async () => {
    await writeFile(file("meter2mqtt.yaml"), "store: { path: m.sqlite }\n");
    await bookHome(file("m.sqlite"), {
      meter: "house",
      zone: "Europe/Copenhagen",
      from: Date.UTC(2026, 9, 24, 23),
      quarters: [250, 250, 250, 250, 500, 500, 500, 500, 300, 400, 400, 500, 200, 200, 200],
    });
    const config = file("meter2mqtt.yaml");
    const alone = { config };
    const found = await run("", { ...alone, json: true });
    expect(found).toMatchObject({ code: 1, err: "" });
    expect(JSON.parse(found.out)).toMatchObject({
      directions: [{ direction: "import", hours: 3, theirsWh: 4500, oursWh: 4600 }],
      different: [{ direction: "import", start: "2026-10-25T01:00:00.000Z", theirsWh: 1500, oursWh: 1600 }],
      missingInOurs: [{ direction: "import", start: "2026-10-25T02:00:00.000Z", wh: 1000 }],
      missingInTheirs: [],
    });
    expect((await run("", { ...alone, meter: "house" })).code).toBe(1);
    expect(await run("", { ...alone, meter: "shed" })).toMatchObject({
      code: 2,
      err: expect.stringContaining("house"),
    });
    expect((await run("", { config: file("none.yaml") })).code).toBe(78);
  });

  test("nothing in common is no agreement", async () => {
    const { code, err } = await run(ours({ "01T00": 5 }));
    expect(code).toBe(1);
    expect(err).toContain("nothing was compared");
  });
});
