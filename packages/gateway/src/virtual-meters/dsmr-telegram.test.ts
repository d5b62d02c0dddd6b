import type { MeterState } from "@meter2mqtt/contract";
import { createIntlZoneRules, createMeterDecoder, type Reading } from "@meter2mqtt/decoder";
import { virtualMeters } from "@meter2mqtt/simulator";
import parser from "dsmr-parser";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { heardFrom, heardState, snapshotAfter, start } from "../../test/support/heard-meter.ts";
import { exampleState } from "../../test/support/outbox.ts";
import { deriveValues } from "../meters/derive.ts";
import { toDsmrClock } from "./dsmr-clock.ts";
import { encodeDsmrTelegram } from "./dsmr-telegram.ts";
import { toTelegram } from "./p1-server.ts";

const textOf = (octets: Uint8Array) => Buffer.from(octets).toString("latin1");
const telegramOf = (state: MeterState, zone?: string) => encodeDsmrTelegram(snapshotAfter([heardState(state)], zone));

/** The telegram as our own decoder reads it. */
function decoded(telegram: Uint8Array, zone: string = "Europe/Amsterdam"): Reading {
  const decoder = createMeterDecoder({ zoneRules: createIntlZoneRules(), zone });
  const events = [...decoder.push(telegram, start), ...decoder.end(start)];
  const readings = events.filter((event) => event.kind === "reading");
  const [first] = readings;
  if (first === undefined || events.some((event) => event.kind === "diagnosis" && event.diagnosis.severity === "error"))
    throw new Error(`not read: ${JSON.stringify(events)}`);
  return first.reading;
}

const solarHome = exampleState({
  meterId: "E9999990000000062",
  timestamp: "2026-07-01T12:00:05+02:00",
  values: {
    ...{ energyImportT1Wh: 1_234_567, energyImportT2Wh: 2_345_678, energyImportWh: 3_580_245 },
    ...{ energyExportT1Wh: 10, energyExportT2Wh: 20, energyExportWh: 30 },
    ...{ activeImportW: 0, activeExportW: 1931, netActiveW: -1931 },
    ...{ voltageL1V: 231.4, voltageL2V: 229.94, voltageL3V: 230 },
    ...{ currentL1A: 10.02, currentL2A: 0, currentL3A: 1.76 },
    ...{ activeImportL1W: 0, activeExportL1W: 2310, netActiveL2W: 0, netActiveL3W: 379 },
  },
  derived: ["energyImportWh", "energyExportWh", "netActiveW"],
  channels: [
    { channel: 1, type: 3, id: "G9999990000000079", timestamp: "2026-07-01T11:55:00+02:00", value: 4321.5, unit: "m3" },
    { channel: 2, type: 4, id: "H9999990000000080", timestamp: "2026-07-01T11:00:00+02:00", value: 12.34, unit: "GJ" },
    { channel: 3, type: 7, unit: "m3" },
    { channel: 0, type: 2, value: 1, unit: "Wh" },
  ],
});

describe("encodeDsmrTelegram", () => {
  test("writes the lines of DSMR 5 with their formats, CRLF and checksum", () => {
    expect(textOf(telegramOf(solarHome))).toMatchInlineSnapshot(`
      "/MQT5\\meter2mqtt

      1-3:0.2.8(50)
      0-0:1.0.0(260701120005S)
      0-0:96.1.1(4539393939393930303030303030303632)
      1-0:1.8.1(001234.567*kWh)
      1-0:1.8.2(002345.678*kWh)
      1-0:2.8.1(000000.010*kWh)
      1-0:2.8.2(000000.020*kWh)
      1-0:1.7.0(00.000*kW)
      1-0:2.7.0(01.931*kW)
      0-0:96.13.0()
      1-0:32.7.0(231.4*V)
      1-0:52.7.0(229.9*V)
      1-0:72.7.0(230.0*V)
      1-0:31.7.0(011*A)
      1-0:51.7.0(000*A)
      1-0:71.7.0(002*A)
      1-0:21.7.0(00.000*kW)
      1-0:41.7.0(00.000*kW)
      1-0:61.7.0(00.379*kW)
      1-0:22.7.0(02.310*kW)
      1-0:42.7.0(00.000*kW)
      1-0:62.7.0(00.000*kW)
      0-1:24.1.0(003)
      0-1:96.1.0(4739393939393930303030303030303739)
      0-1:24.2.1(260701115500S)(04321.500*m3)
      0-2:24.1.0(004)
      0-2:96.1.0(4839393939393930303030303030303830)
      0-2:24.2.1(260701110000S)(00012.34*GJ)
      !C14D
      "
    `);
    expect(textOf(telegramOf(solarHome)).replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  });

  test("a meter without tariffs, or with four, gives its total and 0", () => {
    const objects = (values: Record<string, number>) =>
      parser.parse(textOf(telegramOf(exampleState({ values, derived: [] })))).objects;
    expect(objects({ energyImportWh: 1_234_560, energyExportWh: 0 })).toMatchObject({
      "electricity delivered tariff 1": 1234.56,
      "electricity delivered tariff 2": 0,
      "electricity received tariff 1": 0,
      "electricity received tariff 2": 0,
      "tariff indicator electricity": 1,
    });
    const four = { energyImportT1Wh: 1000, energyImportT2Wh: 2000, energyImportT3Wh: 3000, energyImportWh: 6000 };
    expect(objects(four)).toMatchObject({ "electricity delivered tariff 1": 6, "electricity delivered tariff 2": 0 });
    expect(Object.keys(objects({ activeImportW: 5 })).filter((name) => name.includes("tariff"))).toEqual([]);
  });

  test("what is not known has no line: an absent current is no 0", () => {
    const values = { currentL1A: 12.1, currentL3A: -3.4, activeImportW: 2000 };
    const text = textOf(telegramOf(exampleState({ values, derived: [] })));
    expect(text).toContain("1-0:31.7.0(013*A)\r\n1-0:71.7.0(004*A)\r\n");
    expect(text).not.toContain("1-0:51.7.0");
    expect(text).not.toMatch(/1-0:[246][12]\.7\.0/);
    expect(text).not.toContain("1-0:32.7.0");
  });

  test("a number too large for its form has more digits", () => {
    const values = { activeImportW: 123_456, energyImportWh: 9_876_543_210 };
    const text = textOf(telegramOf(exampleState({ values, derived: [] })));
    expect(text).toContain("1-0:1.7.0(123.456*kW)");
    expect(text).toContain("1-0:1.8.1(9876543.210*kWh)");
  });

  test("the hour that autumn has twice is told apart; zones have their own summer", () => {
    const first = Date.UTC(2026, 9, 25, 0, 30);
    expect(toDsmrClock(first, "Europe/Amsterdam")).toBe("261025023000S");
    expect(toDsmrClock(first + 3_600_000, "Europe/Amsterdam")).toBe("261025023000W");
    expect(toDsmrClock(first - 1000 * 3600 * 24 * 210, "Europe/Amsterdam")).toBe("260329013000W");
    expect(toDsmrClock(Date.UTC(2026, 2, 29, 1), "Europe/Amsterdam")).toBe("260329030000S");
    expect(toDsmrClock(Date.UTC(2026, 0, 1), "Australia/Sydney")).toBe("260101110000S");
    expect(toDsmrClock(Date.UTC(2026, 6, 1), "Asia/Tokyo")).toBe("260701090000W");
    const state = exampleState({ timestamp: "2026-10-25T02:30:00+01:00" });
    expect(textOf(telegramOf(state, "Europe/Oslo"))).toContain("0-0:1.0.0(261025023000W)");
  });

  test("a list without a clock has the time of its arrival", () => {
    const { timestamp: _none, ...state } = exampleState({ receivedAt: "2026-07-01T10:00:00.000Z" });
    expect(textOf(telegramOf(state, "Europe/Helsinki"))).toContain("0-0:1.0.0(260701130000S)");
  });
});

const energy = fc.integer({ min: 0, max: 999_999_999 });
const watts = fc.integer({ min: 0, max: 99_999 });
const tenths = (max: number) => fc.integer({ min: 0, max: max * 10 }).map((value) => value / 10);
const optional = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: undefined });

const sent = fc.record({
  energyImportT1Wh: energy,
  energyImportT2Wh: energy,
  energyExportT1Wh: energy,
  energyExportT2Wh: energy,
  activeImportW: optional(watts),
  activeExportW: optional(watts),
  voltageL1V: optional(tenths(300)),
  voltageL2V: optional(tenths(300)),
  voltageL3V: optional(tenths(300)),
  currentL1A: optional(fc.integer({ min: 0, max: 99 })),
  currentL2A: optional(fc.integer({ min: 0, max: 99 })),
  currentL3A: optional(fc.integer({ min: 0, max: 99 })),
  activeImportL1W: optional(watts),
  activeImportL2W: optional(watts),
  activeExportL3W: optional(watts),
});
const zones = fc.constantFrom("Europe/Amsterdam", "Europe/Helsinki", "Europe/Lisbon", "America/New_York");
const moments = fc.integer({ min: Date.UTC(2024, 0, 1) / 1000, max: Date.UTC(2030, 0, 1) / 1000 }).map((s) => s * 1000);

test("what a state says is what the decoder reads from its telegram", () => {
  fc.assert(
    fc.property(sent, zones, moments, fc.stringMatching(/^[A-Z]\d{12}$/), (said, zone, at, id) => {
      const values: Record<string, number> = {};
      for (const [name, value] of Object.entries(said)) if (value !== undefined) values[name] = value;
      const channels = [{ channel: 1, type: 3, id, timestamp: new Date(at).toISOString(), value: 12.345, unit: "m3" }];
      const state = exampleState({ meterId: id, timestamp: new Date(at).toISOString(), values, channels, derived: [] });
      const reading = decoded(telegramOf(state, zone), zone);
      expect(reading).toMatchObject({ ...values, meterId: id });
      expect(Date.parse(reading.timestamp ?? "")).toBe(at);
      expect(Date.parse(reading.channels?.[0]?.timestamp ?? "")).toBe(at);
      expect(reading.channels?.[0]).toMatchObject({ channel: 1, type: 3, kind: "gas", id, value: 12.345, unit: "m3" });
    }),
  );
});

test("currents are never less than flows", () => {
  fc.assert(
    fc.property(fc.integer({ min: -99_000, max: 99_000 }), (milliamperes) => {
      const current = milliamperes / 1000;
      const reading = decoded(
        telegramOf(exampleState({ values: { currentL1A: current, activeImportW: 1 }, derived: [] })),
      );
      expect(reading.currentL1A).toBeGreaterThanOrEqual(Math.abs(current));
      expect(reading.currentL1A).toBeLessThan(Math.abs(current) + 1);
    }),
  );
});

describe("meters of the simulator", () => {
  test.each(
    Object.values(virtualMeters)
      .filter(({ interval }) => interval <= 60_000)
      .map(({ name, zone }) => ({ name, zone })),
  )("$name: a parser that is not ours, and our decoder, read what its state says", ({ name, zone }) => {
    const heard = heardFrom(name, 6);
    const snapshot = snapshotAfter(heard, zone);
    const telegram = toTelegram(snapshot, "dsmr5");
    const { objects } = parser.parse(textOf(telegram));
    const reading = decoded(telegram, zone);
    const { values } = snapshot;
    const kilo = (value: number | undefined) => (value === undefined ? undefined : Math.round(value) / 1000);
    expect(objects["actual electricity power delivered"]).toBe(kilo(values.activeImportW));
    expect(objects["actual electricity power received"]).toBe(kilo(values.activeExportW));
    expect(objects["instantaneous current L1"]).toBe(
      values.currentL1A === undefined ? undefined : Math.ceil(Math.abs(values.currentL1A) - 1e-6),
    );
    const total = deriveValues({ ...reading }).energyImportWh;
    if (values.energyImportWh !== undefined)
      expect(Math.abs((total ?? 0) - values.energyImportWh)).toBeLessThanOrEqual(1);
    expect(reading.meterId).toBe(snapshot.state.meterId ?? snapshot.state.meter);
  });
});
