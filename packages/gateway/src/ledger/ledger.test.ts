import { join } from "node:path";
import type { StoreConfig } from "@meter2mqtt/contract";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { Archive } from "../store/archive.ts";
import type { BookableReading } from "./bookable-reading.ts";
import { Ledger } from "./ledger.ts";
import { LedgerReader } from "./ledger-reader.ts";
import type { LedgerMeter } from "./ledger-state-table.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const quarterMs = 15 * minuteMs;
/** A winter's noon in Oslo. */
const noon = Date.UTC(2026, 0, 15, 11);
const about: LedgerMeter = { meter: "7359992900000001", zone: "Europe/Oslo" };
const retention = { quarterDays: 1096, hourDays: 4018 };

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let running: Running[];

beforeEach(async () => {
  folder = await temporaryFolder();
  running = [];
});
afterEach(async () => {
  for (const { archive } of running) archive.close(noon);
  await folder.remove();
});

interface Running {
  readonly archive: Archive;
  readonly ledger: Ledger;
  readonly reader: LedgerReader;
}

function config(): StoreConfig {
  return {
    path: join(folder.path, "m.sqlite"),
    rawFrames: { maxFrames: 1000, maxMegabytes: 1, days: 30 },
    outbox: { maxMegabytes: 1, days: 7 },
    readings: { days: 90 },
    ledger: { quarterDays: 1096, hourDays: 4018 },
  };
}

/** The store with its ledger, as the gateway has it. What was open before is left as a kill leaves it. */
async function start(options: Partial<ConstructorParameters<typeof Ledger>[0]> = {}): Promise<Running> {
  const ledger = new Ledger({ retention, ...options });
  const archive = new Archive(config(), undefined, ledger);
  await archive.open();
  const opened = { archive, ledger, reader: new LedgerReader(ledger) };
  running.push(opened);
  return opened;
}

/** Hears a reading as the gateway does: kept, booked, written. */
function hear({ archive, ledger }: Running, reading: BookableReading, meter = about): void {
  const now = Date.parse(reading.receivedAt ?? "");
  archive.addReading({ meter: meter.meter, receivedAt: now, json: JSON.stringify(reading) });
  ledger.book(meter, reading, now);
  archive.flush(now);
}

const iso = (at: number) => new Date(at).toISOString();

/** A reading of a meter whose clock is right, two seconds after it was taken. */
function reading(at: number, values: Omit<BookableReading, "receivedAt" | "timestamp">): BookableReading {
  return { receivedAt: iso(at + 2000), timestamp: iso(at), ...values };
}

/** Every 10 s a live meter with 3600 W. */
function* liveReadings(from: number, to: number, first = 1_000_000) {
  for (let at = from; at <= to; at += 10_000) {
    yield reading(at, { energyImportWh: first + Math.round((at - from) / 1000), activeImportW: 3600 });
  }
}

function intervalsOf({ reader }: Running, register = "energyImportWh", meters = [about.meter]) {
  const series = reader.intervals({ meters, register, from: 0, to: Number.MAX_SAFE_INTEGER });
  return (series?.items ?? []).map(({ start: at, amount, quality }) => [(at - noon) / minuteMs, amount, quality]);
}

describe("the ledger", () => {
  test("books quarters of a live meter, and rows go to disk when a quarter has ended", async () => {
    const one = await start();
    for (const item of liveReadings(noon, noon + 2 * quarterMs)) hear(one, item);
    expect(intervalsOf(one)).toEqual([
      [0, 900, "measured"],
      [15, 900, "measured"],
      // Power of the first ten seconds of the next one.
      [30, 10, "estimated"],
    ]);
    expect(one.reader.registers([about.meter])).toMatchObject([
      { register: "energyImportWh", unit: "Wh", exponent: 0, kind: "live", periodMs: 10_000, firstStart: noon },
    ]);
    // The meter is kept at once, its quarters when they are over.
    expect(one.ledger.waiting).toBeGreaterThan(0);
    one.archive.flush(noon + 2 * quarterMs + 31_000);
    expect(one.ledger.waiting).toBe(0);
  });

  test("killed at any moment, it is the same as if it had never been", async () => {
    const whole = [...liveReadings(noon - hourMs, noon + hourMs)];
    const one = await start();
    const kills = new Set([3, 200, 211, 399, 571]);
    let current = one;
    for (const [index, item] of whole.entries()) {
      if (kills.has(index)) current = await start();
      hear(current, item);
    }
    const quarters = Array.from({ length: 8 }, (_, index) => [(index - 4) * 15, 900, "measured"]);
    const expected = [...quarters, [60, 10, "estimated"]];
    expect(intervalsOf(current)).toEqual(expected);
    expect(intervalsOf(await start())).toEqual(expected);
  });
});
