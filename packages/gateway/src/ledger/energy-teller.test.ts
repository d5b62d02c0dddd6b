import { type MeterState, mqttEnergy } from "@meter2mqtt/contract";
import { Ajv } from "ajv";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type OpenLedger, openLedger } from "../../test/support/open-ledger.ts";
import { exampleState } from "../../test/support/outbox.ts";
import { EnergyTeller } from "./energy-teller.ts";

const minute = 60_000;
const hour = 60 * minute;
/** Midnight in Oslo before the day on which clocks are put back. */
const autumn = Date.UTC(2026, 9, 24, 22);

let book: OpenLedger;
beforeEach(async () => {
  book = await openLedger();
});
afterEach(() => book[Symbol.asyncDispose]());

const heardAt = (at: number): MeterState => exampleState({ meter: "house", receivedAt: new Date(at).toISOString() });

function teller(extra?: () => object) {
  const made = new EnergyTeller({
    ledger: book.ledger,
    storedNames: () => [book.meter],
    ...(extra === undefined ? {} : { extra }),
  });
  return (heard: number, now: number) => made.due([heardAt(heard)], now).map(({ energy }) => energy);
}

describe("EnergyTeller", () => {
  test("tells the hour, day, month and year so far, on a day of 25 hours too, by the schema that is published", () => {
    for (let index = 0; index <= 24; index++) book.hear(autumn + index * hour, 100 + index, 3);
    const now = autumn + 24 * hour + 30_000;
    const [energy] = teller(() => ({ cost: { day: 1.5 } }))(now, now);
    const day = 24 * 100 + (24 * 25) / 2;
    expect(energy).toMatchObject({
      ...{ meter: "house", at: "2026-10-25T23:00:30+01:00", zone: "Europe/Oslo", unit: "Wh", cost: { day: 1.5 } },
      import: {
        day: { start: "2026-10-25T00:00:00+02:00", amount: day, shares: { interpolated: 0, edited: 0 } },
        month: { start: "2026-10-01T00:00:00+02:00", amount: day },
        year: { start: "2026-01-01T00:00:00+01:00", amount: day },
      },
      export: { day: { amount: 72 } },
    });
    expect(energy?.import?.day?.shares.measured).toBeCloseTo(1, 2);
    // Nothing is known of the hour that has just begun.
    expect(energy?.import).not.toHaveProperty("hour");
    const obeys = new Ajv().compile(mqttEnergy);
    expect(obeys(JSON.parse(JSON.stringify(energy))), JSON.stringify(obeys.errors)).toBe(true);
  });

  test("once a minute at most, at once where an interval has ended, and not for a silent meter", () => {
    for (let index = 0; index <= 2; index++) book.hear(autumn + index * hour, 100);
    const due = teller();
    const start = autumn + 2 * hour + 5 * minute;
    expect(due(start, start)).toHaveLength(1);
    expect(due(start + 30_000, start + 30_000)).toEqual([]);
    expect(due(start, start + minute)).toEqual([]);
    expect(due(start + minute, start + minute)).toHaveLength(1);
    const quarter = autumn + 2 * hour + 15 * minute;
    expect(due(quarter - 10_000, quarter - 10_000)).toHaveLength(1);
    expect(due(quarter, quarter)).toHaveLength(1);
  });

  test("tells of an edit of a meter that is silent", () => {
    for (let index = 0; index <= 2; index++) book.hear(autumn + index * hour, 100);
    const due = teller();
    const now = autumn + 2 * hour + 5 * minute;
    due(now, now);
    const edit = { meter: book.meter, register: "energyImportWh", start: autumn, amount: 700, by: "me" };
    book.editor.edit(edit, now);
    expect(due(now, now + 1000)).toEqual([]);
    expect(due(now, now + 5000)[0]?.import?.day?.amount).toBe(800);
    expect(due(now, now + 10_000)).toEqual([]);
  });

  test("waits for the disk, and says nothing where nothing is known", () => {
    const due = teller();
    expect(due(autumn, autumn)).toEqual([]);
    for (let index = 0; index <= 2; index++) book.hear(autumn + index * hour, 100);
    book.archive.flush(autumn + 2 * hour + 20_000);
    book.ledger.detach();
    const now = autumn + 2 * hour + minute;
    expect(due(now, now)).toEqual([]);
  });
});
