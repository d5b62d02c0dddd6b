import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { appendFile, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FilesSinkConfig, MeterState } from "@meter2mqtt/contract";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { availabilityEntry, diagnosisEntry, readingEntry } from "../../../test/support/outbox.ts";
import { describeSinkContract } from "../../../test/support/sink-contract.ts";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { ManualClock } from "../../runtime/manual-clock.ts";
import type { OutboxEntry } from "../sink.ts";
import { FilesSink } from "./files-sink.ts";

const never = new AbortController().signal;
const clock = new ManualClock(Date.UTC(2026, 0, 15, 12));

function sinkFor(folder: string, changes: Partial<FilesSinkConfig> = {}): FilesSink {
  const config: FilesSinkConfig = {
    ...{ type: "files", name: "files", folder, format: "csv", kinds: ["reading"], prefix: "readings" },
    ...{ zone: "UTC", maxMegabytes: 100, maxFiles: 400 },
    ...changes,
  };
  return new FilesSink(config, clock);
}

/** Files below the folder that this process has open. */
function openFilesIn(folder: string): number {
  if (process.platform !== "linux") return 0;
  const links = readdirSync("/proc/self/fd").map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return "";
    }
  });
  return links.filter((link) => link.startsWith(folder)).length;
}

describe.each(["csv", "jsonl"] as const)("%s", (format) => {
  describeSinkContract("Files", async () => {
    const parent = await temporaryFolder();
    const folder = join(parent.path, "exports");
    const powers = () => {
      const name = readdirSync(folder).find((file) => file.endsWith(format)) ?? "";
      const lines = readFileSync(join(folder, name), "utf8").trimEnd().split("\n");
      const column = lines[0]?.split(",").indexOf("activeImportW") ?? 0;
      const fromCsv = () => lines.slice(1).map((line) => Number(line.split(",")[column]));
      const fromJson = () => lines.map((line) => Number(JSON.parse(line).reading.activeImportW));
      return Promise.resolve(format === "csv" ? fromCsv() : fromJson());
    };
    return {
      ...{ createSink: () => sinkFor(folder, { format }), powers, openEnds: () => openFilesIn(parent.path) },
      cut: async () => {
        await rename(folder, `${folder}.away`);
        await writeFile(folder, "");
      },
      restore: async () => {
        await rm(folder);
        await rename(`${folder}.away`, folder);
      },
      end: () => parent.remove(),
    };
  });
});

describe("FilesSink", () => {
  let parent: Awaited<ReturnType<typeof temporaryFolder>>;
  let folder: string;

  beforeEach(async () => {
    parent = await temporaryFolder();
    folder = join(parent.path, "exports");
  });
  afterEach(() => parent.remove());

  async function write(entries: readonly OutboxEntry[], changes: Partial<FilesSinkConfig> = {}): Promise<void> {
    await using sink = sinkFor(folder, changes);
    await sink.deliver(entries, never);
  }
  const read = (name: string) => readFile(join(folder, name), "utf8");
  const at = (receivedAt: string, key: string, changes: Partial<MeterState> = {}) =>
    readingEntry({ receivedAt, values: { activeImportW: 1 }, channels: [], ...changes }, key);

  test("CSV: quantities by their names, whole Wh, an empty cell for what is not known, and no formulas", async () => {
    const values = { activeImportW: 0, currentL1A: 0.36, energyImportWh: 1_234_567.8 };
    const hostile = { meterId: '=HYPERLINK("x")', source: "a,b\nc" };
    await write([
      readingEntry({ values }),
      readingEntry({ values: { activeImportW: 1 }, channels: [], ...hostile }, "r2"),
    ]);
    expect(await read("readings-2024-02-01.csv")).toBe(
      [
        "key,receivedAt,meter,source,meterId,timestamp,activeImportW,energyImportWh,currentL1A,channel1Kind,channel1Unit,channel1Value",
        "r1,2024-02-01T12:00:00.000Z,house,han-port,9999990000000017,2024-02-01T13:00:00+01:00,0,1234568,0.36,gas,m3,12.345",
        `r2,2024-02-01T12:00:00.000Z,house,"a,b c","'=HYPERLINK(""x"")",2024-02-01T13:00:00+01:00,1,,,,,`,
        "",
      ].join("\n"),
    );
  });

  test("CSV: what was not there before begins a file with more columns, which the next day keeps", async () => {
    await write([at("2024-02-01T12:00:00.000Z", "a")]);
    const more = { values: { activeImportW: 2, voltageL1V: 230.1 } };
    await write([at("2024-02-01T12:00:10.000Z", "b", more), at("2024-02-02T00:00:00.000Z", "c")]);
    expect((await readdir(folder)).sort()).toEqual([
      "readings-2024-02-01.2.csv",
      "readings-2024-02-01.csv",
      "readings-2024-02-02.csv",
    ]);
    const header = "key,receivedAt,meter,source,meterId,timestamp,activeImportW,voltageL1V";
    expect(await read("readings-2024-02-01.2.csv")).toMatch(new RegExp(`^${header}\nb,.*,2,230\\.1\n$`));
    expect(await read("readings-2024-02-02.csv")).toMatch(new RegExp(`^${header}\nc,.*,1,\n$`));
  });

  test("JSON Lines: every kind, as MQTT and webhooks have it", async () => {
    const kinds: FilesSinkConfig["kinds"] = ["reading", "availability", "diagnosis"];
    const entries = [readingEntry(), diagnosisEntry("house")];
    await write([...entries, availabilityEntry("house", true)], { format: "jsonl", kinds, prefix: "house" });
    const lines = (await read("house-2024-02-01.jsonl")).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { kind: "reading", key: "r1", reading: { activeImportW: 169, energyImportWh: 1_234_560 } },
      { kind: "diagnosis", key: "d1", meter: "house" },
    ]);
    // It says nothing of its time, so it belongs to the day when it is written.
    expect(JSON.parse(await read("house-2026-01-15.jsonl"))).toMatchObject({ kind: "availability", online: true });
  });

  test("the day ends at midnight of the zone, also where the clocks change", async () => {
    const changes = { format: "jsonl", zone: "Europe/Oslo" } as const;
    const instants = ["2024-03-30T22:59:59Z", "2024-03-30T23:00:00Z", "2024-03-31T21:59:59Z", "2024-03-31T22:00:00Z"];
    await write(
      instants.map((instant, index) => at(instant, `k${index}`)),
      changes,
    );
    const counts = (await readdir(folder)).sort().map(async (name) => [name, (await read(name)).match(/\n/g)?.length]);
    expect(await Promise.all(counts)).toEqual([
      ["readings-2024-03-30.jsonl", 1],
      ["readings-2024-03-31.jsonl", 2],
      ["readings-2024-04-01.jsonl", 1],
    ]);
  });

  test("a file that is too large is followed by another, and only so many are kept; others' files stay", async () => {
    await mkdir(folder);
    await writeFile(join(folder, "readings-2024.csv"), "mine");
    const entries = Array.from({ length: 12 }, (_, index) => at("2024-02-01T12:00:00.000Z", `k${index}`));
    const changes = { format: "jsonl", maxMegabytes: 0.0005, maxFiles: 3 } as const;
    for (const entry of entries) await write([entry], changes);
    await write([at("2024-02-02T12:00:00.000Z", "last")], changes);
    const names = (await readdir(folder)).sort();
    expect(names).toHaveLength(4);
    expect(names).toContain("readings-2024.csv");
    expect(names).toContain("readings-2024-02-02.jsonl");
    const kept = names.filter((name) => name.startsWith("readings-2024-02-01."));
    expect(kept.map((name) => Number(name.split(".")[1]))).toEqual(
      [3, 4].map((n) => n + Number(kept[0]?.split(".")[1]) - 3),
    );
  });

  test("a line that a crash left half written is cut off, and its entry is written again", async () => {
    await write([at("2024-02-01T12:00:00.000Z", "a")], { format: "jsonl" });
    await appendFile(join(folder, "readings-2024-02-01.jsonl"), '{"kind":"reading","key":"b","rea');
    await write(
      ["a", "b"].map((key) => at("2024-02-01T12:00:00.000Z", key)),
      { format: "jsonl" },
    );
    const lines = (await read("readings-2024-02-01.jsonl")).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line).key)).toEqual(["a", "b"]);
  });

  test("a batch that spans two days is known again in both files", async () => {
    const batch = [at("2024-02-01T23:59:59.000Z", "a"), at("2024-02-02T00:00:00.000Z", "b")];
    await write(batch);
    await write(batch);
    expect((await read("readings-2024-02-01.csv")).match(/\n/g)).toHaveLength(2);
    expect((await read("readings-2024-02-02.csv")).match(/\n/g)).toHaveLength(2);
  });

  test("a file that was deleted or moved away is begun anew", async () => {
    await using sink = sinkFor(folder, { format: "jsonl" });
    await sink.deliver([at("2024-02-01T12:00:00.000Z", "a")], never);
    await rm(folder, { recursive: true });
    await expect(sink.deliver([at("2024-02-01T12:00:10.000Z", "b")], never)).rejects.toThrow("it was taken away");
    await sink.deliver([at("2024-02-01T12:00:10.000Z", "b")], never);
    expect(JSON.parse(await read("readings-2024-02-01.jsonl"))).toMatchObject({ key: "b" });
  });

  test("says why the folder can't be written", async () => {
    await writeFile(folder, "");
    const error = await write([readingEntry()]).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      kind: "transient",
      message: `The folder ${folder} can't be written: a file is in its place.`,
    });
  });
});
