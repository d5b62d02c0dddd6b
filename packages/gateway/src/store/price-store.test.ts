import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { StoreError } from "../errors.ts";
import { type Database, openDatabase } from "./database.ts";
import { migrate } from "./migrations.ts";
import { PriceStore } from "./price-store.ts";
import type { StoredPrice } from "./prices-table.ts";

const hour = 3_600_000;
const noon = Date.UTC(2026, 0, 15, 12);
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let database: Database;

beforeEach(async () => {
  folder = await temporaryFolder();
  database = await openDatabase(join(folder.path, "prices.sqlite"));
  migrate(database);
});
afterEach(async () => {
  database.close();
  await folder.remove();
});

function prices(start: number, lengthMs: number, values: readonly number[], source = "spot"): StoredPrice[] {
  return values.map((price, index) => ({
    ...{ area: "NO1", source, lengthMs, price, currency: "EUR" },
    start: start + index * lengthMs,
  }));
}

const valuesOf = (store: PriceStore, source = "spot") =>
  store
    .pricesBetween("NO1", noon, noon + 4 * hour)
    .get(source)
    ?.map(({ price }) => price);

describe("PriceStore", () => {
  test("what a new price overlaps is no longer so: hours become quarters, and quarters hours", () => {
    const store = new PriceStore();
    store.attach(database);
    store.put(prices(noon, hour, [1, 2, 3]));
    store.put(prices(noon + hour, hour / 4, [20, 21, 22, 23]));
    expect(valuesOf(store)).toEqual([1, 20, 21, 22, 23, 3]);
    store.put(prices(noon, hour, [5, 6]));
    expect(valuesOf(store)).toEqual([5, 6, 3]);
    store.put(prices(noon, hour, [7], "other"));
    expect([valuesOf(store), valuesOf(store, "other")]).toEqual([[5, 6, 3], [7]]);
  });

  test("without a database prices are kept in memory, and written once there is one", () => {
    const store = new PriceStore();
    store.put(prices(noon, hour, [1, -2]), [{ bank: "ecb", day: "2026-01-15", base: "EUR", quote: "NOK", rate: 1 }]);
    expect(valuesOf(store)).toEqual([1, -2]);
    expect(store.rateRange("ecb")).toEqual({ first: "2026-01-15", last: "2026-01-15" });
    store.attach(database);
    store.detach();
    const later = new PriceStore();
    later.attach(database);
    expect(valuesOf(later)).toEqual([1, -2]);
    expect(later.ratesBetween("ecb", "2026-01-01", "2026-01-31")).toHaveLength(1);
    expect(later.rateRange("norges-bank")).toBeUndefined();
  });

  test("a disk that fails is said, loses nothing, and what is new is read all the same", () => {
    const store = new PriceStore();
    store.attach(database);
    store.put(prices(noon, hour, [1, 2]));
    database.exec("CREATE TRIGGER full BEFORE INSERT ON prices BEGIN SELECT RAISE(ABORT, 'disk full'); END");
    store.put(prices(noon + hour, hour, [8, 9]));
    expect(store.failure).toContain("disk full");
    expect(valuesOf(store)).toEqual([1, 8, 9]);
    database.exec("DROP TRIGGER full");
    store.flush();
    expect(store.failure).toBeUndefined();
    expect(valuesOf(store)).toEqual([1, 8, 9]);
    database.exec("DROP TABLE prices");
    expect(() => valuesOf(store)).toThrow(StoreError);
  });

  test("prices at the edges of a span belong to it where they hold in it", () => {
    const store = new PriceStore();
    store.attach(database);
    store.put(prices(noon, hour, [1, 2, 3]));
    const between = (from: number, to: number) => store.pricesBetween("NO1", from, to).get("spot")?.length ?? 0;
    expect([between(noon + 1, noon + 2), between(noon + hour, noon + 2 * hour), between(noon - hour, noon)]).toEqual([
      1, 1, 0,
    ]);
  });
});
