import type { MeterState } from "@meter2mqtt/contract";
import { createIntlZoneRules } from "@meter2mqtt/decoder";
import { Calendar, noHolidays } from "@meter2mqtt/energy";
import { describe, expect, test } from "vitest";
import { exampleState } from "../../test/support/outbox.ts";
import { TariffService } from "./tariff-service.ts";

const calendar = new Calendar("Europe/Oslo", createIntlZoneRules());
const contract = { contract: { id: "home", name: "Home", currency: "NOK", components: [] }, leftOut: [] };
const now = Date.UTC(2026, 10, 3, 12);

/** A service for a tariff of that meter, and how often it has looked all meters' states up. */
function serviceOf(
  meter: string | undefined,
  meters: () => readonly MeterState[],
  calendarOf: () => Calendar | undefined = () => calendar,
) {
  const looks = { count: 0 };
  const config = { contract: "contract.yaml", alternatives: [], guard: {}, ...(meter === undefined ? {} : { meter }) };
  const service = new TariffService({
    tariffs: [{ config, contract, alternatives: [], holidays: noHolidays }],
    ledger: { intervals: () => undefined },
    calendarOf,
    storedNames: (name) => [name],
    meters: () => {
      looks.count++;
      return meters();
    },
    spot: () => () => [],
  });
  return { service, looks };
}

describe("which meter a tariff is meant for", () => {
  const house = exampleState({ meter: "house", name: "House" });
  const { meterId: _number, ...unnamed } = exampleState({ meter: "garage", name: "Garage" });

  test("is looked up once for each meter, and not with every reading", () => {
    const { service, looks } = serviceOf("house", () => [house, unnamed]);
    for (let second = 0; second < 100; second++)
      for (const state of [house, unnamed]) service.observe(state, now + second * 1000);
    expect(looks.count).toBeLessThan(5);
    expect(service.home("house")).toBeDefined();
    expect(service.home("garage")).toBeUndefined();
  });

  test("a meter that learns its number later may be the one", () => {
    let garage: MeterState = unnamed;
    const { service } = serviceOf("7359992900000002", () => [house, garage]);
    service.observe(garage, now);
    expect(service.home("garage")).toBeUndefined();
    garage = { ...unnamed, meterId: "7359992900000002" };
    service.observe(garage, now + 10_000);
    expect(service.home("garage")).toBeDefined();
  });

  test("without a name it is the first that was heard", () => {
    const { service } = serviceOf(undefined, () => [house, unnamed]);
    for (const state of [house, unnamed]) service.observe(state, now);
    expect([service.home("house"), service.home("garage")].map((home) => home !== undefined)).toEqual([true, false]);
  });

  test("a meter that was heard and has no contract has none; of one that nobody heard of nothing is said", () => {
    let known = true;
    const { service } = serviceOf(
      "house",
      () => [house, unnamed],
      () => (known ? calendar : undefined),
    );
    expect(service.contracts("house")).toMatchObject({ contract: { id: "home" }, alternatives: [] });
    expect(service.contracts("garage")).toEqual({ alternatives: [] });
    // Heard once, and kept since: not heard of in this run.
    expect(service.contracts("shed")).toEqual({ alternatives: [] });
    known = false;
    expect(service.contracts("shed")).toBeUndefined();
    // Its energy is not in the ledger yet: what it will cost is known.
    expect(service.contracts("house")).toMatchObject({ contract: { id: "home" } });
  });
});
