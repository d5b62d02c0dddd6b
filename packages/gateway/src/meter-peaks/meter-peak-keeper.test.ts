import { join } from "node:path";
import { createIntlZoneRules, createMeterDecoder, type Reading } from "@meter2mqtt/decoder";
import { Calendar } from "@meter2mqtt/energy";
import { createVirtualMeter } from "@meter2mqtt/simulator";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { type Database, inTransaction, openDatabase } from "../store/database.ts";
import { migrate } from "../store/migrations.ts";
import { MeterPeakKeeper } from "./meter-peak-keeper.ts";

const zone = "Europe/Brussels";
const rules = createIntlZoneRules();
const calendar = new Calendar(zone, rules);

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let database: Database;

beforeEach(async () => {
  folder = await temporaryFolder();
  database = await openDatabase(join(folder.path, "m.sqlite"));
  migrate(database);
});
afterEach(async () => {
  database.close();
  await folder.remove();
});

function createKeeper(): MeterPeakKeeper {
  const keeper = new MeterPeakKeeper(rules);
  keeper.attach(database);
  return keeper;
}

function write(keeper: MeterPeakKeeper): boolean {
  if (!keeper.isDue()) return false;
  inTransaction(database, () => keeper.write());
  keeper.committed();
  return true;
}

function hear(keeper: MeterPeakKeeper, kw: number, time: string, history?: string, meter = "m"): void {
  const objects = history === undefined ? [] : [{ obis: "0-0:98.1.0*255", value: history, raw: history }];
  const reading = { demandMaxMonthImportW: kw * 1000, demandMaxMonthTimestamp: time, objects };
  keeper.heard({ meter, reading, multiplier: 1, zone });
}

const october = "(1)(1-0:1.6.0)(1-0:1.6.0)(261101000000W)(261016190000S)(04.100*kW)";
const shown = (keeper: MeterPeakKeeper, ...meters: string[]) =>
  keeper
    .peaksOf(meters.length === 0 ? ["m"] : meters, calendar)
    .map(({ month, watts, at }) => [calendar.format(month).slice(0, 7), watts, calendar.format(at).slice(0, 16)]);

describe("MeterPeakKeeper", () => {
  test("keeps the running month's peak and those of months before, over a restart", () => {
    const keeper = createKeeper();
    hear(keeper, 3.2, "2026-11-03T17:45:00+01:00", october);
    expect(write(keeper)).toBe(true);
    const again = createKeeper();
    expect(shown(again)).toEqual([
      ["2026-10", 4100, "2026-10-16T19:00"],
      ["2026-11", 3200, "2026-11-03T17:45"],
    ]);
    expect(again.isDue()).toBe(false);
  });

  test("what is the same as before is written once; a higher peak is news, a lower one is not", () => {
    const keeper = createKeeper();
    const writes = [3.2, 3.2, 3.2, 5, 4, 5].map((kw) => {
      hear(keeper, kw, "2026-11-03T17:45:00+01:00", october);
      return write(keeper);
    });
    expect(writes).toEqual([true, false, false, true, false, false]);
    expect(shown(keeper).at(-1)).toEqual(["2026-11", 5000, "2026-11-03T17:45"]);
  });

  test("the last quarter of a month ends with the next one's first second; a new month's 0 is no peak", () => {
    const keeper = createKeeper();
    hear(keeper, 6, "2026-12-01T00:00:00+01:00");
    hear(keeper, 0, "2026-12-01T00:00:00+01:00");
    expect(shown(keeper)).toEqual([["2026-11", 6000, "2026-12-01T00:00"]]);
  });

  test("the meter's last word of a month holds, whatever was heard while it ran", () => {
    const keeper = createKeeper();
    hear(keeper, 4.3, "2026-10-20T18:00:00+02:00");
    hear(keeper, 2, "2026-11-02T18:00:00+01:00", october);
    hear(keeper, 4.3, "2026-10-20T18:00:00+02:00");
    expect(shown(keeper)[0]).toEqual(["2026-10", 4100, "2026-10-16T19:00"]);
  });

  test("of meters that followed each other a month has the higher peak", () => {
    const keeper = createKeeper();
    hear(keeper, 4.3, "2026-11-04T18:00:00+01:00", undefined, "old");
    hear(keeper, 2, "2026-11-12T18:00:00+01:00", undefined, "m");
    expect(shown(keeper, "old", "m")).toEqual([["2026-11", 4300, "2026-11-04T18:00"]]);
    expect(shown(keeper)).toEqual([["2026-11", 2000, "2026-11-12T18:00"]]);
  });

  test("a disk that fails loses nothing", () => {
    const keeper = createKeeper();
    hear(keeper, 3, "2026-11-03T17:45:00+01:00");
    keeper.write();
    keeper.failed();
    expect(keeper.isDue()).toBe(true);
  });

  test("hears a Belgian meter from one month into the next", () => {
    const keeper = createKeeper();
    const meter = createVirtualMeter("p1-be", { start: Date.parse("2026-10-31T23:44:30+01:00") });
    const decoder = createMeterDecoder({ zoneRules: rules, zone });
    const monthEnd = Date.parse("2026-11-01T00:00:00+01:00");
    let last: Reading | undefined;
    let running: unknown;
    for (let at = 0; at < monthEnd + 30_000; ) {
      const frame = meter.next();
      at = frame.at;
      for (const event of decoder.push(frame.octets, at)) {
        if (event.kind !== "reading") continue;
        last = event.reading;
        if (at < monthEnd) running = last.demandMaxMonthImportW;
        keeper.heard({ meter: "m", reading: last, multiplier: 1, zone });
      }
    }
    expect(last?.demandMaxMonthImportW).toBe(0);
    const months = shown(keeper);
    expect(months).toHaveLength(13);
    expect(months[0]?.[0]).toBe("2025-10");
    expect(months.at(-1)?.slice(0, 2)).toEqual(["2026-10", running]);
  });
});
