import { join } from "node:path";
import { voltagePeriodMs } from "@meter2mqtt/energy";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { type Database, inTransaction, openDatabase } from "../store/database.ts";
import { migrate } from "../store/migrations.ts";
import { toVoltageCsv } from "./voltage-csv.ts";
import { VoltageKeeper } from "./voltage-keeper.ts";

const noon = Date.UTC(2026, 0, 15, 12);
const minute = 60_000;
const dayMs = 86_400_000;
const noEnd = Number.MAX_SAFE_INTEGER;

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

function createKeeper(keepMs = 400 * dayMs): VoltageKeeper {
  const keeper = new VoltageKeeper(keepMs);
  keeper.attach(database);
  return keeper;
}

/** As the archive writes its parts. */
function write(keeper: VoltageKeeper, now: number): boolean {
  if (!keeper.isDue(now)) return false;
  inTransaction(database, () => {
    keeper.write(now);
    keeper.prune(now);
  });
  keeper.committed();
  return true;
}

function hear(keeper: VoltageKeeper, at: number, ...volts: (number | undefined)[]): void {
  keeper.heard({ meter: "m", at, volts, isBetweenPhases: false });
}

const rowsOf = (keeper: VoltageKeeper) => [...keeper.rows("m", 0, noEnd)];

describe("VoltageKeeper", () => {
  test("writes the ten minutes that have ended, and no more often", () => {
    const keeper = createKeeper();
    let writes = 0;
    for (let at = noon; at < noon + 30 * minute; at += 1000) {
      if (at % 10_000 === 0) hear(keeper, at, 230, 0, undefined);
      if (write(keeper, at)) writes++;
    }
    // Two that find nothing to write, then those of 12:10:20 and 12:20:20.
    expect(writes).toBe(4);
    const known = { centivolts: 23_000, minutes: 10 };
    expect(rowsOf(keeper)).toEqual([
      { start: noon, means: [known, undefined, undefined], isBetweenPhases: false },
      { start: noon + voltagePeriodMs, means: [known, undefined, undefined], isBetweenPhases: false },
    ]);
  });

  test("at a stop the open ten minutes are written, and go on after a restart as if nothing had been", () => {
    const first = createKeeper();
    for (let n = 0; n < 30; n++) hear(first, noon + n * 10_000, 220);
    first.settle();
    write(first, noon + 5 * minute);
    const second = createKeeper();
    for (let n = 30; n < 60; n++) hear(second, noon + n * 10_000, 240);
    write(second, noon + 11 * minute);
    expect(rowsOf(second)[0]?.means[0]).toEqual({ centivolts: 23_022, minutes: 10 });
  });

  test("a transaction that fails loses nothing", () => {
    const keeper = createKeeper();
    for (let n = 0; n < 60; n++) hear(keeper, noon + n * 10_000, 231);
    const fail = () =>
      inTransaction(database, () => {
        keeper.write(noon + 11 * minute);
        throw new Error("the disk is full");
      });
    expect(fail).toThrow("the disk is full");
    keeper.failed();
    expect(rowsOf(keeper)).toEqual([]);
    expect(write(keeper, noon + 11 * minute)).toBe(true);
    expect(rowsOf(keeper)[0]?.means[0]).toEqual({ centivolts: 23_100, minutes: 10 });
  });

  test("what comes after the means were settled counts where it is the better known", () => {
    const keeper = createKeeper();
    for (let n = 0; n < 30; n++) hear(keeper, noon + n * 10_000, 220);
    write(keeper, noon + 11 * minute);
    database.exec("DELETE FROM voltage_slots");
    for (let n = 0; n < 18; n++) hear(keeper, noon + n * 10_000, 250);
    write(keeper, noon + 21 * minute);
    expect(rowsOf(keeper)[0]?.means[0]).toEqual({ centivolts: 22_000, minutes: 5 });
    for (let n = 0; n < 60; n++) hear(keeper, noon + n * 10_000, 250);
    write(keeper, noon + 31 * minute);
    expect(rowsOf(keeper)[0]?.means[0]).toEqual({ centivolts: 25_000, minutes: 10 });
  });

  test("forgets what is too old, and what means were made of much earlier", () => {
    const keeper = createKeeper(10 * dayMs);
    hear(keeper, noon, 230);
    write(keeper, noon + 11 * minute);
    hear(keeper, noon + 4 * dayMs, 230);
    write(keeper, noon + 4 * dayMs + 11 * minute);
    expect(database.prepare("SELECT start FROM voltage_slots").all()).toHaveLength(1);
    hear(keeper, noon + 11 * dayMs, 230);
    write(keeper, noon + 11 * dayMs + 11 * minute);
    expect(rowsOf(keeper).map(({ start }) => (start - noon) / dayMs)).toEqual([4, 11]);
  });

  test("a long capture is written as it is read, and stays bounded in memory", () => {
    const keeper = createKeeper();
    for (let n = 0; n < 5000; n++) {
      hear(keeper, noon - 100 * dayMs + n * voltagePeriodMs, 230);
      write(keeper, noon);
    }
    write(keeper, noon + 11 * minute);
    expect(rowsOf(keeper)).toHaveLength(5000);
  });

  test("the order, repetition and restarts make no difference", () => {
    const value = fc.tuple(fc.integer({ min: 0, max: 3 * voltagePeriodMs - 1 }), fc.integer({ min: 200, max: 260 }));
    const events = fc.array(value, { minLength: 1, maxLength: 60 }).chain((all) =>
      fc.record({
        all: fc.constant(all),
        mixed: fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2, maxLength: all.length * 2 }),
        writeEvery: fc.integer({ min: 1, max: 10 }),
      }),
    );
    const play = (list: readonly (readonly [number, number])[], writeEvery: number) => {
      database.exec("DELETE FROM voltage_slots; DELETE FROM voltage_means");
      let keeper = createKeeper();
      list.forEach(([at, volts], index) => {
        hear(keeper, noon + at, volts);
        if (index % writeEvery !== 0) return;
        keeper.settle();
        write(keeper, noon + at);
        keeper = createKeeper();
      });
      keeper.settle();
      write(keeper, noon + dayMs);
      return rowsOf(keeper);
    };
    fc.assert(
      fc.property(events, ({ all, mixed, writeEvery }) => {
        expect(play(mixed, writeEvery)).toEqual(play(all, all.length));
      }),
      { numRuns: 40 },
    );
  });
});

test("CSV names the voltages of an IT grid by their pairs, and leaves out what is not known", () => {
  const means = [{ centivolts: 23_145, minutes: 10 }, undefined, { centivolts: 22_900, minutes: 4 }];
  const row = { start: noon, means, isBetweenPhases: true };
  expect(toVoltageCsv("m,1", row)).toBe(
    '"m,1",2026-01-15T12:00:00.000Z,L1-L2,231.45,10\n"m,1",2026-01-15T12:00:00.000Z,L2-L3,229.00,4\n',
  );
});
