import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ledger } from "../src/ledger/ledger.ts";
import { LedgerReader } from "../src/ledger/ledger-reader.ts";
import { Archive } from "../src/store/archive.ts";
import { inTransaction } from "../src/store/database.ts";

/*
 * The ledger on disk: readings booked per second, a month view over ten years of quarters, the size of a year of two
 * registers at a reading every 10 s, and after thinning. Ends with 1 where the month view takes 50 ms or more.
 */
const dayMs = 86_400_000;
const stepMs = 10_000;
const start = Date.UTC(2016, 0, 1);
const about = { meter: "7359992900000001", zone: "Europe/Oslo" };
const place = { meters: [about.meter], register: "energyImportWh" };
const monthViewLimitMs = 50;
/** Days that are booked for real; a year is so many times more. */
const dayCount = 20;

const folder = mkdtempSync(join(tmpdir(), "meter2mqtt-bench-"));
try {
  const booked = await bookOneYear(join(folder, "year.sqlite"));
  const view = await viewTenYears(join(folder, "decade.sqlite"));
  console.log("| ledger | |");
  console.log("| --- | ---: |");
  for (const [what, value] of [...booked, ...view.rows]) console.log(`| ${what} | ${value} |`);
  if (view.slowestMs >= monthViewLimitMs) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}

function open(path: string, quarterDays = 1096) {
  const ledger = new Ledger({ retention: { quarterDays, hourDays: 4018 } });
  const config = {
    path,
    rawFrames: { maxFrames: 100, maxMegabytes: 1, days: 1 },
    outbox: { maxMegabytes: 1, days: 1 },
    readings: { days: 90, fullDays: 30 },
    ledger: { quarterDays, hourDays: 4018 },
  };
  return { ledger, archive: new Archive(config, undefined, ledger), reader: new LedgerReader(ledger) };
}

/** A home with solar panels: import and export with their powers. */
function readingAt(at: number, energy: { imported: number; exported: number }) {
  const watts = 900 + 600 * Math.sin(at / 3_000_000) + 400 * Math.sin(at / 170_000);
  const sun = Math.max(0, 3000 * Math.sin(((at % dayMs) / dayMs) * 2 * Math.PI - 1.5));
  const net = Math.round(watts - sun);
  if (net >= 0) energy.imported += (net * stepMs) / 3_600_000;
  else energy.exported -= (net * stepMs) / 3_600_000;
  return {
    receivedAt: new Date(at + 500).toISOString(),
    timestamp: new Date(at).toISOString(),
    energyImportWh: Math.floor(energy.imported),
    energyExportWh: Math.floor(energy.exported),
    activeImportW: Math.max(0, net),
    activeExportW: Math.max(0, -net),
  };
}

async function bookOneYear(path: string): Promise<[string, string][]> {
  const { ledger, archive } = open(path);
  await archive.open();
  const energy = { imported: 0, exported: 0 };
  const begun = performance.now();
  const written = writtenOctets();
  let count = 0;
  for (let at = start; at < start + dayCount * dayMs; at += stepMs) {
    ledger.book(about, readingAt(at, energy), at + 500);
    count++;
    // The gateway looks once a second; a quarter is written when it has ended.
    if (at % 60_000 === 0) archive.flush(at + 500);
  }
  archive.close(start + dayCount * dayMs);
  const seconds = (performance.now() - begun) / 1000;
  const perDay = (writtenOctets() - written) / dayCount;
  const full = await compacted(path);
  // Three years later: only hours are left of the quarters.
  const later = open(path, 40);
  await later.archive.open();
  for (let hour = 0; hour < 60; hour++) later.archive.flush(start + (dayCount + 40) * dayMs + hour * 3_600_000);
  later.archive.close(start + (dayCount + 43) * dayMs);
  return [
    ["readings booked per second", String(Math.round(count / seconds))],
    ["written a day for two registers with power", Number.isNaN(perDay) ? "unknown" : megabytes(perDay)],
    ["the ledger of a year at a reading every 10 s, power in full", megabytes((full * 365) / dayCount)],
    ["the same when its quarters are joined to hours", megabytes(((await compacted(path)) * 365) / dayCount)],
  ];
}

async function compacted(path: string): Promise<number> {
  const { archive, ledger } = open(path);
  await archive.open();
  ledger.tables.database.exec("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
  archive.close(start);
  return statSync(path).size;
}

/** Ten years of quarters, put there as they would be, and asked for by month. */
async function viewTenYears(path: string): Promise<{ rows: [string, string][]; slowestMs: number }> {
  const { ledger, archive } = open(path, 4000);
  await archive.open();
  const end = Date.UTC(2026, 0, 1);
  let value = 0;
  for (let at = start; at <= end; at += 900_000) {
    value += 250;
    ledger.book(about, { timestamp: new Date(at).toISOString(), energyImportWh: value }, at);
    if (at % (30 * dayMs) === 0) inTransaction(ledger.tables.database, () => ledger.write(at));
    if (at % (30 * dayMs) === 0) ledger.committed(at);
  }
  archive.flush(end);
  archive.close(end);
  const again = open(path, 4000);
  await again.archive.open();
  const times = Array.from({ length: 5 }, () => {
    const begun = process.cpuUsage();
    const months = again.reader.rollups({ places: [place], from: start - dayMs, to: end, span: "month" });
    if ((months?.items.length ?? 0) < 120) throw new Error("ten years have 120 months");
    // The processor's time: a machine with other work stalls for moments.
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1000;
  });
  const month = performance.now();
  again.reader.rollups({ places: [place], from: end - 31 * dayMs, to: end, span: "day" });
  const monthMs = performance.now() - month;
  again.archive.close(end);
  return {
    rows: [
      ["ten years by month, the first time, processor's time", `${times[0]?.toFixed(1)} ms`],
      ["ten years by month, again, processor's time", `${times[4]?.toFixed(1)} ms`],
      ["a month by day", `${monthMs.toFixed(1)} ms`],
      ["ten years of quarters of one register", megabytes(statSync(path).size)],
    ],
    slowestMs: Math.max(...times.slice(1)),
  };
}

/** Octets that this process gave the system to write; NaN where the system doesn't say. */
function writtenOctets(): number {
  try {
    return Number(/^wchar: (\d+)$/m.exec(readFileSync("/proc/self/io", "utf8"))?.[1]);
  } catch {
    return Number.NaN;
  }
}

function megabytes(octets: number): string {
  return `${(octets / 1e6).toFixed(2)} MB`;
}
