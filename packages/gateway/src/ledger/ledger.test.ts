import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { Archive, type ArchiveConfig } from "../store/archive.ts";
import type { BookableReading } from "./bookable-reading.ts";
import { Ledger, type LedgerChange } from "./ledger.ts";
import { LedgerEditor } from "./ledger-editor.ts";
import { LedgerReader } from "./ledger-reader.ts";
import type { LedgerMeter } from "./ledger-state-table.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const quarterMs = 15 * minuteMs;
const dayMs = 24 * hourMs;
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
  readonly editor: LedgerEditor;
}

function config(name = "m"): ArchiveConfig {
  return {
    path: join(folder.path, `${name}.sqlite`),
    rawFrames: { maxFrames: 1000, maxMegabytes: 1, days: 30 },
    outbox: { maxMegabytes: 1, days: 7 },
    readings: { days: 90, fullDays: 30 },
    ledger: retention,
  };
}

type Options = Partial<ConstructorParameters<typeof Ledger>[0]>;

/** The store with its ledger, as the gateway has it. What was open before is left as a kill leaves it. */
async function start(options: Options = {}, name?: string): Promise<Running> {
  const ledger = new Ledger({ retention, ...options });
  const archive = new Archive(config(name), undefined, ledger);
  await archive.open();
  const flush = (now: number) => archive.flush(now);
  const editor = new LedgerEditor(ledger, { flush, hourDays: retention.hourDays });
  const opened = { archive, ledger, reader: new LedgerReader(ledger), editor };
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

type Said = Omit<BookableReading, "receivedAt" | "timestamp">;

/** A reading of a meter whose clock is right, two seconds after it was taken. */
function reading(at: number, values: Said): BookableReading {
  return { receivedAt: iso(at + 2000), timestamp: iso(at), ...values };
}

/** Every 10 s a live meter with 3600 W. */
function* liveReadings(from: number, to: number, first = 1_000_000) {
  for (let at = from; at <= to; at += 10_000) {
    yield reading(at, { energyImportWh: first + Math.round((at - from) / 1000), activeImportW: 3600 });
  }
}

interface Asked {
  readonly register?: string;
  readonly meters?: readonly string[];
}

function seriesOf({ reader }: Running, { register = "energyImportWh", meters = [about.meter] }: Asked = {}) {
  return reader.intervals({ places: [{ meters, register }], from: 0, to: Number.MAX_SAFE_INTEGER });
}

/** Minutes after noon, amount and quality of every interval. */
function shown(one: Running, asked?: Asked) {
  return (seriesOf(one, asked)?.items ?? []).map(({ start: at, amount, quality }) => [
    (at - noon) / minuteMs,
    amount,
    quality,
  ]);
}

function daysOf({ reader }: Running, span: "day" | "month" | "year" = "day") {
  const place = { meters: [about.meter], register: "energyImportWh" };
  return reader.rollups({ places: [place], from: 0, to: Date.UTC(2040, 0), span })?.items ?? [];
}

const measuredQuarters = (first: number, count: number, amount = 900) =>
  Array.from({ length: count }, (_, index) => [first + index * 15, amount, "measured"]);

describe("booking", () => {
  test("books quarters of a live meter; rows go to disk when a quarter has ended, and who listens is told", async () => {
    const one = await start();
    const changes: LedgerChange[] = [];
    one.ledger.subscribe((change) => changes.push(change));
    for (const item of liveReadings(noon, noon + 2 * quarterMs)) hear(one, item);
    // Power of the first ten seconds of the next one.
    expect(shown(one)).toEqual([...measuredQuarters(0, 2), [30, 10, "estimated"]]);
    expect(one.reader.registers([about.meter])).toMatchObject([
      { register: "energyImportWh", unit: "Wh", exponent: 0, kind: "live", periodMs: 10_000, firstStart: noon },
    ]);
    expect(one.ledger.waiting).toBeGreaterThan(0);
    one.archive.flush(noon + 2 * quarterMs + 31_000);
    expect(one.ledger.waiting).toBe(0);
    const { meter } = about;
    expect(changes.at(-1)).toEqual({
      meter,
      register: "energyImportWh",
      from: noon + quarterMs,
      to: noon + 3 * quarterMs,
    });
  });

  test("a register that is sent once an hour is learned, and what was booked before is booked again", async () => {
    const one = await start();
    const list = (hour: number, energyImportWh: number) => reading(noon + hour * hourMs + 10_000, { energyImportWh });
    hear(one, list(0, 1000));
    hear(one, list(1, 1700));
    expect(shown(one)).toContainEqual([15, 175, "interpolated"]);
    hear(one, list(2, 2000));
    const expected = [
      [0, 700, "measured"],
      [60, 300, "measured"],
    ];
    expect(shown(one)).toEqual(expected);
    expect(one.reader.registers([about.meter])).toMatchObject([{ kind: "snapshot", periodMs: hourMs }]);
    expect(shown(await start())).toEqual(expected);
  });

  test("a maker's own word about its registers counts from the first one on", async () => {
    const one = await start();
    const kaifa = { ...about, snapshotMinutes: 60 };
    hear(one, reading(noon + 10_000, { energyImportWh: 1000 }), kaifa);
    hear(one, reading(noon + hourMs + 10_000, { energyImportWh: 1700 }), kaifa);
    expect(shown(one)).toEqual([[0, 700, "measured"]]);
  });

  test("multipliers apply once, totals follow from the tariffs, and power from net power", async () => {
    const one = await start();
    const meter = { ...about, multipliers: { energy: 40, power: 40 } };
    for (const [at, value] of [
      [0, 10],
      [15, 12],
      [30, 13],
    ] as const) {
      const values = { energyImportT1Wh: value, energyImportT2Wh: 2 * value, netActiveW: 5 };
      hear(one, reading(noon + at * minuteMs, values), meter);
    }
    const amounts = (register: string) => seriesOf(one, { register })?.items.map(({ amount }) => amount);
    expect(amounts("energyImportT1Wh")).toEqual([80, 40]);
    // What power says of the ten seconds of the last reading: 200 W.
    expect(amounts("energyImportWh")).toEqual([240, 120, 1]);
    expect(amounts("energyExportWh")).toBeUndefined();
    // A list that lacks a tariff says nothing of the total.
    hear(one, reading(noon + 45 * minuteMs, { energyImportT1Wh: 14 }), meter);
    expect(amounts("energyImportT1Wh")).toEqual([80, 40, 40]);
    expect(amounts("energyImportWh")).toEqual([240, 120, 1]);
  });

  test("sub-meters have their own time, unit and steps; what is repeated counts once", async () => {
    const one = await start();
    const channel = (minutes: number, value: number) => [
      { channel: 1, id: "G1", unit: "m3", value, timestamp: iso(noon + minutes * minuteMs) },
    ];
    for (let at = 0; at <= 150; at++) {
      const hour = Math.floor(at / 60);
      hear(one, reading(noon + at * minuteMs, { channels: channel(hour * 60, 100 + hour * 0.123) }));
    }
    const gas = { register: "channel:1:G1" };
    expect(seriesOf(one, gas)).toMatchObject({ unit: "m3", exponent: -3, zone: "Europe/Oslo" });
    expect(shown(one, gas).reduce((sum, [, amount]) => sum + Number(amount), 0)).toBe(246);
    hear(one, reading(noon + 185 * minuteMs, { channels: channel(180, 100.369) }));
    expect(shown(one, gas)).toEqual([0, 60, 120].map((start) => [start, 123, "measured"]));
  });

  test("a value with more decimals makes the steps finer, also of what is on disk", async () => {
    const one = await start();
    hear(one, reading(noon, { energyImportWh: 1000 }));
    hear(one, reading(noon + quarterMs, { energyImportWh: 1010 }));
    one.archive.flush(noon + 20 * minuteMs);
    const again = await start();
    hear(again, reading(noon + 2 * quarterMs, { energyImportWh: 1020.5 }));
    const expected = { exponent: -1, items: [{ amount: 100 }, { amount: 105 }] };
    expect(seriesOf(again)).toMatchObject(expected);
    again.archive.flush(noon + 31 * minuteMs);
    expect(seriesOf(again)).toMatchObject(expected);
    expect(seriesOf(await start())).toMatchObject(expected);
  });

  test("a clock that shows midnight at noon, or jumps, is not believed", async () => {
    const one = await start();
    const at = (seconds: number) => noon + seconds * 1000;
    const arrived = (seconds: number, timestamp: string) =>
      one.ledger.book(about, { receivedAt: iso(at(seconds)), timestamp, energyImportWh: 1000 + seconds }, at(seconds));
    for (let seconds = 0; seconds < 60; seconds += 10)
      expect(arrived(seconds, iso(at(seconds)))).toMatchObject({ clock: "ok", by: "meter" });
    expect(arrived(60, "2026-01-15T00:00:00+01:00")).toMatchObject({ clock: "implausible", at: at(60) });
    expect(arrived(70, iso(at(70 + 600)))).toMatchObject({ clock: "swinging", at: at(70), offsetMs: 600_000 });
    expect(one.ledger.book(about, { energyImportWh: 1 }, at(80))).toBeUndefined();
  });
});

describe("over restarts", () => {
  test("killed at any moment, it is the same as if it had never been", async () => {
    const kills = new Set([3, 200, 211, 399, 571]);
    let current = await start();
    for (const [index, item] of [...liveReadings(noon - hourMs, noon + hourMs)].entries()) {
      if (kills.has(index)) current = await start();
      hear(current, item);
    }
    const expected = [...measuredQuarters(-60, 8), [60, 10, "estimated"]];
    expect(shown(current)).toEqual(expected);
    expect(shown(await start())).toEqual(expected);
  });

  test("readings of a clock that was set back are booked again after a kill as well", async () => {
    const one = await start();
    for (const item of liveReadings(noon, noon + quarterMs)) hear(one, item);
    one.archive.flush(noon + quarterMs + 40_000);
    // The gateway's clock was ten minutes fast; the meter's is right.
    const late = {
      receivedAt: iso(noon + 8 * minuteMs),
      timestamp: iso(noon + 16 * minuteMs),
      energyImportWh: 1_000_960,
    };
    hear(one, late);
    hear(one, {
      ...late,
      receivedAt: iso(noon + 9 * minuteMs),
      timestamp: iso(noon + 17 * minuteMs),
      energyImportWh: 1_001_020,
    });
    const expected = shown(one);
    expect(shown(await start())).toEqual(expected);
  });

  test("a database of before the ledger is booked from its readings, piece by piece", async () => {
    const archive = new Archive(config());
    await archive.open();
    for (const item of liveReadings(noon, noon + 2 * hourMs)) {
      const now = Date.parse(item.receivedAt ?? "");
      archive.addReading({ meter: about.meter, receivedAt: now, json: JSON.stringify(item) });
    }
    archive.close(noon + 2 * hourMs);
    const one = await start();
    // Nothing is known of the meter until it is heard: its zone, its multipliers.
    hear(one, reading(noon + 2 * hourMs + 10_000, { energyImportWh: 1_007_210 }));
    while (one.ledger.proceed(100)) one.archive.flush(noon + 2 * hourMs + 20_000);
    expect(shown(one).slice(0, 8)).toEqual(measuredQuarters(0, 8));
  });

  test("another process books as well, and neither forgets what the other has found", async () => {
    const gateway = await start();
    const other = await start({ catchesUp: false });
    const all = [...liveReadings(noon, noon + hourMs)];
    all.forEach((item, index) => {
      hear(index % 3 === 0 ? other : gateway, item);
      if (index % 50 === 0) other.archive.flush(Date.parse(item.receivedAt ?? "") + quarterMs);
    });
    other.archive.close(noon + hourMs);
    gateway.archive.flush(noon + 2 * hourMs);
    expect(shown(gateway)).toEqual([...measuredQuarters(0, 4), [60, 10, "estimated"]]);
    expect(shown(await start())).toEqual(shown(gateway));
  });

  test("while the disk fails it books on, and writes all of it later", async () => {
    const one = await start();
    const readings = [...liveReadings(noon, noon + hourMs)];
    for (const item of readings.slice(0, 100)) hear(one, item);
    const { database } = one.ledger.tables;
    database.exec("CREATE TRIGGER broken BEFORE INSERT ON buckets BEGIN SELECT RAISE(ABORT, 'no space'); END");
    for (const item of readings.slice(100)) {
      const now = Date.parse(item.receivedAt ?? "");
      one.archive.addReading({ meter: about.meter, receivedAt: now, json: JSON.stringify(item) });
      one.ledger.book(about, item, now);
    }
    expect(() => one.archive.flush(noon + hourMs + minuteMs)).toThrow(/no space/);
    expect(one.archive.health.status).toBe("degraded");
    database.exec("DROP TRIGGER broken");
    one.archive.flush(noon + hourMs + 2 * minuteMs);
    expect(one.ledger.waiting).toBe(0);
    expect(shown(await start())).toEqual([...measuredQuarters(0, 4), [60, 10, "estimated"]]);
  });
});

describe("whatever order readings come in", () => {
  test("the ledger is the same, also restarted between, and nothing in it is negative", async () => {
    let run = 0;
    const steps = fc.array(
      fc.record({ afterMs: fc.integer({ min: 1000, max: 3 * hourMs }), watts: fc.integer({ min: 0, max: 9000 }) }),
      { minLength: 3, maxLength: 25 },
    );
    const cases = steps.chain((list) => {
      let at = noon;
      let value = 5_000_000;
      const whole = list.map(({ afterMs, watts }) => {
        at += afterMs;
        value += Math.floor((watts * afterMs) / hourMs);
        return reading(at, { energyImportWh: value, activeImportW: watts });
      });
      const twice = [...whole, ...whole];
      const mixed = fc.shuffledSubarray(twice, { minLength: twice.length, maxLength: twice.length });
      return fc.record({ whole: fc.constant(whole), mixed, restartAt: fc.integer({ min: 0, max: twice.length }) });
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ whole, mixed, restartAt }) => {
        run++;
        // How it is sent is known beforehand: what is learned of that follows the order in which it is heard.
        const meter = { ...about, snapshotMinutes: 60 };
        const prelude = Array.from({ length: 6 }, (_, index) =>
          reading(noon - minuteMs + index * 10_000, { energyImportWh: 4_999_000, activeImportW: 0 }),
        );
        const inOrder = await start({}, `whole-${run}`);
        for (const item of prelude) inOrder.ledger.book(meter, item, Date.parse(item.receivedAt ?? ""));
        for (const item of whole) inOrder.ledger.book(meter, item, Date.parse(item.receivedAt ?? ""));
        let other = await start({}, `mixed-${run}`);
        for (const item of prelude) other.ledger.book(meter, item, Date.parse(item.receivedAt ?? ""));
        for (const [index, item] of mixed.entries()) {
          if (index === restartAt) {
            other.archive.close(noon);
            other = await start({}, `mixed-${run}`);
          }
          // An import has no time of arrival.
          const { receivedAt: _arrival, ...imported } = item;
          other.ledger.book(meter, imported, noon);
        }
        expect(seriesOf(other)).toEqual(seriesOf(inOrder));
        const amounts = seriesOf(inOrder)?.items.filter(({ quality }) => quality !== "estimated") ?? [];
        expect(amounts.every(({ amount }) => amount >= 0 && Number.isInteger(amount))).toBe(true);
        for (const one of running.splice(0)) one.archive.close(noon);
      }),
      { numRuns: 15 },
    );
  });
});

describe("reading", () => {
  test("days have 23 and 25 hours where the clock is changed, and months and years follow from them", async () => {
    const one = await start();
    const spring = Date.UTC(2026, 2, 28, 23);
    const autumn = Date.UTC(2026, 9, 24, 22);
    const meter = { ...about, snapshotMinutes: 60 };
    for (const first of [spring, autumn]) {
      for (let hour = 0; hour <= 49; hour++) {
        hear(one, reading(first + hour * hourMs, { energyImportWh: 1000 * hour }), meter);
      }
    }
    const days = daysOf(one);
    const hoursOf = (start: number) => {
      const day = days.find((candidate) => candidate.start === start);
      return [(day?.end ?? 0) - start, day?.amount, day?.measuredMs].map((value) => value && value / 1000);
    };
    expect(hoursOf(spring)).toEqual([23 * 3600, 23, 23 * 3600]);
    expect(hoursOf(autumn)).toEqual([25 * 3600, 25, 25 * 3600]);
    expect(daysOf(one, "month").map(({ amount }) => amount)).toEqual([49_000, 49_000]);
    expect(daysOf(one, "year").map(({ amount }) => amount)).toEqual([98_000]);
    // The same from disk.
    one.archive.flush(autumn + 50 * hourMs);
    expect(daysOf(await start())).toEqual(days);
  });

  test("meters that followed each other are one series, meters side by side a sum that lacks what one lacks", async () => {
    const one = await start();
    const second = { ...about, meter: "7359992900000002" };
    const at = (minutes: number) => noon + minutes * minuteMs;
    for (const minutes of [0, 15, 20]) hear(one, reading(at(minutes), { energyImportWh: 900_000 + minutes }));
    for (const minutes of [21, 30, 45]) hear(one, reading(at(minutes), { energyImportWh: minutes / 10 }), second);
    const meters = [about.meter, second.meter];
    const joined = seriesOf(one, { meters });
    expect(joined?.exponent).toBe(-1);
    expect(joined?.items.map(({ amount, coveredMs }) => [amount, coveredMs / minuteMs])).toEqual([
      [150, 15],
      [59, 14],
      [15, 15],
    ]);
    const places = meters.map((meter) => ({ meters: [meter], register: "energyImportWh" }));
    const sum = one.reader.intervals({ places, from: 0, to: at(60) });
    expect(sum?.items.map(({ amount, coveredMs }) => [amount, coveredMs / minuteMs])).toEqual([
      [150, 7.5],
      [59, 7],
      [15, 7.5],
    ]);
  });

  test("another zone adds the days up anew", async () => {
    const one = await start();
    const oslo = { ...about, snapshotMinutes: 60 };
    for (let hour = 0; hour <= 15; hour++)
      hear(one, reading(noon + hour * hourMs, { energyImportWh: hour * 100 }), oslo);
    one.archive.flush(noon + 16 * hourMs);
    expect(daysOf(one).map(({ amount }) => amount)).toEqual([1200, 300]);
    hear(one, reading(noon + 16 * hourMs, { energyImportWh: 1600 }), { ...oslo, zone: "Europe/Helsinki" });
    expect(daysOf(one).map(({ amount }) => amount)).toEqual([1100, 500]);
    one.archive.flush(noon + 17 * hourMs);
    expect(daysOf(await start()).map(({ amount }) => amount)).toEqual([1100, 500]);
  });
});

describe("changes by hand and from elsewhere", () => {
  test("an edit counts before anything else, keeps what stood there, and can be taken back", async () => {
    const one = await start();
    for (const item of liveReadings(noon, noon + hourMs)) hear(one, item);
    const request = { meter: about.meter, register: "energyImportWh", start: noon + quarterMs, by: "Kari" };
    const edit = one.editor.edit({ ...request, amount: 100.5 }, noon + hourMs);
    expect(edit).toMatchObject({ amount: 1005, was: 9000, by: "Kari", editedAt: noon + hourMs, lengthMs: quarterMs });
    expect(seriesOf(one)).toMatchObject({ exponent: -1 });
    expect(shown(one)[1]).toEqual([15, 1005, "edited"]);
    expect(daysOf(one)).toMatchObject([{ amount: 3 * 9000 + 1005 + 100, editedMs: quarterMs }]);
    const again = await start();
    expect(shown(again)[1]).toEqual([15, 1005, "edited"]);
    again.editor.edit({ ...request, amount: undefined }, noon + 2 * hourMs);
    expect(shown(again)[1]).toEqual([15, 9000, "measured"]);
    const trail = again.ledger
      .meter(about.meter)
      ?.register("energyImportWh")
      ?.changes.edits(noon, noon + hourMs);
    expect(trail).toMatchObject([
      { amount: 1005, was: 9000 },
      { amount: undefined, was: 1005 },
    ]);
    expect(again.editor.edit({ ...request, start: noon + 7, amount: 1 }, noon)).toBeUndefined();
    expect(again.editor.edit({ ...request, meter: "nobody", amount: 1 }, noon)).toBeUndefined();
  });

  test("imports fill what the registers leave empty, and taking them twice changes nothing", async () => {
    const one = await start();
    for (const item of liveReadings(noon, noon + hourMs)) hear(one, item);
    const hour = (offset: number, amount: number) =>
      ({ start: noon + offset * hourMs, lengthMs: hourMs, amount, quality: "measured", origin: "elhub.csv" }) as const;
    const request = { about, register: "energyImportWh", unit: "Wh" };
    const intervals = [hour(-2, 500), hour(-1, 600.5), hour(0, 9999), hour(-24 * 5000, 1)];
    for (let time = 0; time < 2; time++) {
      expect(one.editor.importIntervals({ ...request, intervals }, noon + hourMs)).toEqual({ taken: 3, tooOld: 1 });
      expect(shown(one).slice(0, 3)).toEqual([
        [-120, 5000, "measured"],
        [-60, 6005, "measured"],
        [0, 9000, "measured"],
      ]);
    }
    expect(daysOf(one)).toMatchObject([{ amount: 5000 + 6005 + 36_000 + 100 }]);
    expect(daysOf(await start())).toEqual(daysOf(one));
    const wrong = { ...hour(1, 1), lengthMs: 7 };
    expect(() => one.editor.importIntervals({ ...request, intervals: [wrong] }, noon)).toThrow(/whole quarters/);
    // A meter that was never heard.
    const other = { ...request, about: { ...about, meter: "before" }, intervals };
    expect(one.editor.importIntervals(other, noon + hourMs).taken).toBe(3);
    expect(shown(one, { meters: ["before"] })[2]).toEqual([0, 99_990, "measured"]);
  });
});

describe("retention", () => {
  test("old quarters become hours, old hours days; sums stay, and late readings change nothing any more", async () => {
    const short = { quarterDays: 3, hourDays: 7 };
    const one = await start({ retention: short });
    const dawn = Date.UTC(2026, 0, 1);
    let value = 0;
    for (let at = dawn; at < dawn + 11 * dayMs; at += quarterMs) {
      value += 250;
      one.ledger.book(about, reading(at, { energyImportWh: value, activeImportW: 1000 }), at);
      if (at % dayMs === 0) one.archive.flush(at);
    }
    // A week of quarters is joined at a time.
    for (let hour = 0; hour < 8; hour++) one.archive.flush(dawn + 11 * dayMs + hour * hourMs);
    const now = dawn + 11 * dayMs;
    const items = seriesOf(one)?.items ?? [];
    const lengths = (from: number, to: number) =>
      new Set(items.filter(({ start }) => start >= from && start < to).map(({ lengthMs }) => lengthMs / minuteMs));
    expect(items[0]?.start).toBeGreaterThanOrEqual(now - 7 * dayMs);
    expect(lengths(now - 7 * dayMs, now - 4 * dayMs)).toEqual(new Set([60]));
    expect(lengths(now - 2 * dayMs, now)).toEqual(new Set([15]));
    const days = daysOf(one);
    expect(days).toHaveLength(12);
    expect(days.slice(1, -1).every(({ amount }) => amount === 24_000)).toBe(true);
    const { database } = one.ledger.tables;
    const count = (sql: string) => Object.values(Object(database.prepare(sql).get()))[0];
    expect(count("SELECT min(start) FROM buckets")).toBeGreaterThanOrEqual(now - 6 * dayMs);
    one.ledger.book(about, reading(now - 5 * dayMs, { energyImportWh: 1 }), now);
    one.archive.flush(now + 9 * hourMs);
    expect(daysOf(one)).toEqual(days);
    expect(seriesOf(await start({ retention: short }))?.items).toEqual(seriesOf(one)?.items);
  });

  test("of power that is old only the means are kept, and a late value doesn't take their place", async () => {
    const one = await start();
    for (const item of liveReadings(noon, noon + quarterMs)) hear(one, item);
    one.archive.flush(noon + dayMs);
    const power = () => one.ledger.tables.database.prepare("SELECT slots, octets IS NULL AS thin FROM power").all();
    expect(power()).toMatchObject([{ slots: 90, thin: 0 }, { thin: 0 }]);
    one.archive.flush(noon + 37 * dayMs);
    expect(power()).toMatchObject([{ slots: 90, thin: 1 }, { thin: 1 }]);
    one.ledger.book(about, { timestamp: iso(noon + 5000), activeImportW: 9 }, noon + 37 * dayMs);
    one.archive.flush(noon + 38 * dayMs);
    expect(power()).toMatchObject([{ slots: 90, thin: 1 }, { thin: 1 }]);
  });
});
