import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { Archive } from "../store/archive.ts";
import { ReadingPages, type ReadingsRequest } from "./reading-pages.ts";

const start = Date.UTC(2026, 0, 15, 12);
const now = start + 86_400_000;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let archive: Archive;
let pages: ReadingPages;

beforeEach(async () => {
  folder = await temporaryFolder();
  archive = new Archive({
    path: `${folder.path}/store.sqlite`,
    readings: { days: 90, fullDays: 90 },
    rawFrames: { maxFrames: 10, maxMegabytes: 1, days: 10 },
    outbox: { maxMegabytes: 1, days: 1 },
    ledger: { quarterDays: 10, hourDays: 10 },
  });
  await archive.open();
  pages = new ReadingPages(archive);
});
afterEach(async () => {
  archive.close(now);
  await folder.remove();
});

function hear(meter: string, seconds: number, values: Record<string, number>): void {
  archive.addReading({
    meter,
    receivedAt: start + seconds * 1000,
    json: JSON.stringify({ ...values, meterId: meter }),
  });
}

/** All pages, one after the other. */
function all(names: readonly string[], request: Partial<ReadingsRequest>) {
  const asked = { from: start, to: now, limit: 3, ...request };
  const items = [];
  let cursor: string | undefined;
  do {
    const page = pages.page(names, { ...asked, cursor }, now);
    expect(page.items.length).toBeLessThanOrEqual(asked.limit);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return items;
}

describe("pages of readings", () => {
  test("hold each reading once, also those of one millisecond and of the meters before", () => {
    for (let i = 0; i < 4; i++) hear("old", i, { activeImportW: i });
    for (let i = 0; i < 5; i++) hear("new", 3, { activeImportW: 100 + i });
    hear("new", 9, { activeImportW: 200 });
    const powers = all(["old", "new"], {}).map(({ values }) => values["activeImportW"]);
    expect(powers).toEqual([0, 1, 2, 3, 100, 101, 102, 103, 104, 200]);
    expect(all(["old", "new"], { from: start + 3000, to: start + 9000 })).toHaveLength(6);
    expect(all(["other"], {})).toEqual([]);
  });

  test("of means hold each step once, with the last of a register", () => {
    for (let i = 0; i < 100; i++) hear("m", i, { activeImportW: i, energyImportWh: 1000 + i });
    const steps = all(["m"], { resolutionMs: 10_000, limit: 4, fields: new Set(["activeImportW", "energyImportWh"]) });
    expect(steps).toHaveLength(10);
    expect(steps[2]).toEqual({
      at: new Date(start + 20_000).toISOString(),
      values: { activeImportW: 24.5, energyImportWh: 1029 },
      min: { activeImportW: 20 },
      max: { activeImportW: 29 },
      count: 10,
    });
  });

  test("of means are cut at whole steps where there are very many readings", () => {
    for (let i = 0; i < 25_000; i++) {
      archive.addReading({ meter: "m", receivedAt: start + i * 100, json: '{"activeImportW":1}' });
      if (i % 5000 === 0) archive.flush(start);
    }
    const steps = all(["m"], { resolutionMs: 60_000, limit: 1000 });
    expect(steps.map(({ count }) => count)).toEqual([...Array.from({ length: 41 }, () => 600), 400]);
    // A step with more of them than a page reads is whole all the same.
    const hours = all(["m"], { resolutionMs: 1_800_000, limit: 1000 });
    expect(hours.map(({ count }) => count)).toEqual([18_000, 7000]);
  });

  test("refuse a cursor that is none of theirs", () => {
    for (const cursor of ["x", "1.2", "1.2.3.4", "-1.0.0"])
      expect(() => pages.page(["m"], { from: start, to: now, limit: 1, cursor }, now)).toThrow(RangeError);
  });
});
