import { describe, expect, test } from "vitest";
import { quantities } from "../reading/quantities.ts";
import type { Reading } from "../reading/reading.ts";
import { createIntlZoneRules } from "../zone-rules.ts";
import { readP1Telegram } from "./read-telegram.ts";

const rules = createIntlZoneRules();

function read(...lines: readonly string[]): NonNullable<ReturnType<typeof readP1Telegram>> {
  const octets = new TextEncoder().encode(`/XYZ5\\TEST\r\n\r\n${lines.join("\r\n")}\r\n!`);
  const result = readP1Telegram(octets, { rules, zone: { zone: "Europe/Amsterdam", assumed: false } });
  if (result === undefined) throw new Error("no line was read");
  return result;
}

const readingOf = (...lines: readonly string[]): Reading => read(...lines).reading;

describe("readP1Telegram", () => {
  test("every quantity of the table, in the units that telegrams write", () => {
    const written: Readonly<Record<string, string>> = {
      W: "01.500*kW",
      var: "01.500*kvar",
      VA: "01.500*kVA",
      V: "230.1*V",
      A: "002.5*A",
      Wh: "000001.500*kWh",
      varh: "000001.500*kvarh",
      VAh: "000001.500*kVAh",
      Hz: "50.01*Hz",
      "": "0.98",
    };
    const values: Readonly<Record<string, number>> = { V: 230.1, A: 2.5, Hz: 50.01, "": 0.98 };
    const reading = readingOf(...quantities.map(({ code, unit }) => `1-0:${code}(${written[unit]})`));
    expect(reading).toMatchObject(Object.fromEntries(quantities.map(({ name, unit }) => [name, values[unit] ?? 1500])));
    expect(reading.objects).toHaveLength(quantities.length);
    expect(reading.objects[0]).toEqual({ obis: "1-0:1.7.0*255", value: 1500, unit: "W", raw: "01.500*kW" });
  });

  test("codes that end in *255, and 15.7.0", () => {
    expect(readingOf("1-0:1.8.0*255(000001.500*kWh)", "1-0:15.7.0*255(00.300*kW)")).toMatchObject({
      energyImportWh: 1500,
      absActiveW: 300,
    });
  });

  test("a value without its unit is shown, not taken for a quantity", () => {
    const reading = readingOf("1-0:1.7.0(00.244)");
    expect(reading).not.toHaveProperty("activeImportW");
    expect(reading.objects).toEqual([{ obis: "1-0:1.7.0*255", value: 0.244, raw: "00.244" }]);
  });

  test("a billing period's register is not the present one", () => {
    expect(readingOf("1-0:1.8.0*1(000001.500*kWh)")).not.toHaveProperty("energyImportWh");
  });

  test("the clock, with season letter and without", () => {
    expect(read("0-0:1.0.0(200509134558S)")).toMatchObject({
      reading: { timestamp: "2020-05-09T13:45:58+02:00" },
      clock: Date.UTC(2020, 4, 9, 11, 45, 58),
    });
    expect(readingOf("0-0:1.0.0(200109134558W)").timestamp).toBe("2020-01-09T13:45:58+01:00");
    expect(readingOf("0-0:1.0.0(200509134558)").timestamp).toBe("2020-05-09T13:45:58+02:00");
    expect(readingOf("0-0:1.0.0(000101000000W)").timestamp).toBe("2000-01-01T00:00:00+01:00");
    expect(readingOf("0-0:1.0.0(632525252525S)")).not.toHaveProperty("timestamp");
  });

  test("a letter that contradicts the zone is reported; the timestamp stays", () => {
    const { reading, diagnoses } = read("0-0:1.0.0(200709134558W)");
    expect(reading.timestamp).toBe("2020-07-09T13:45:58+02:00");
    expect(diagnoses).toMatchObject([{ code: "clock/season-contradicts-zone" }]);
  });

  test("identity, decoded from hexadecimal; the better code wins wherever it stands", () => {
    expect(readingOf("0-0:96.1.0(4530)", "0-0:96.1.1(4530303331303033)", "1-3:0.2.8(50)")).toMatchObject({
      meterId: "E0031003",
      p1Version: "50",
    });
    expect(readingOf("0-0:96.1.1(4530303331303033)", "0-0:96.1.0(4530)").meterId).toBe("E0031003");
    expect(readingOf("0-0:96.1.0(4530303331303033)").meterId).toBe("E0031003");
    expect(readingOf("0-0:96.1.1()")).not.toHaveProperty("meterId");
  });

  test("tariff, failures, switch and limiter", () => {
    const reading = readingOf(
      "0-0:96.14.0(0002)",
      "0-0:96.7.21(00013)",
      "0-0:96.7.9(00003)",
      "1-0:32.32.0(00002)",
      "1-0:72.36.0(00001)",
      "0-0:96.3.10(1)",
      "0-0:17.0.0(999.9*kW)",
      "0-0:96.13.0(48616C6C6F)",
    );
    expect(reading).toMatchObject({
      tariff: 2,
      powerFailures: 13,
      longPowerFailures: 3,
      voltageSagsL1: 2,
      voltageSwellsL3: 1,
      switchPosition: 1,
      limiterThreshold: { value: 999.9, unit: "kW" },
      textMessage: "Hallo",
    });
  });

  test("the month's highest quarter-hour has its own time", () => {
    expect(readingOf("1-0:1.4.0(02.351*kW)", "1-0:1.6.0(200509134558S)(02.589*kW)")).toMatchObject({
      demandAvgImportW: 2351,
      demandMaxMonthImportW: 2589,
      demandMaxMonthTimestamp: "2020-05-09T13:45:58+02:00",
    });
  });

  test("objects with many values keep all of them", () => {
    const log = "1-0:99.97.0(2)(0-0:96.7.19)(101208152415W)(0000000240*s)(101208151004W)(0000000301*s)";
    expect(readingOf(log).objects).toEqual([{ obis: "1-0:99.97.0*255", value: log.slice(11), raw: log.slice(11) }]);
  });

  test("a telegram without electricity is a reading of its channels", () => {
    const reading = readingOf(
      "0-1:24.1.0(012)",
      "0-1:96.1.0(4530303331303033)",
      "0-1:24.2.1(200512134558S)(00.012*GJ)",
    );
    expect(reading.channels).toEqual([
      {
        channel: 1,
        type: 12,
        kind: "heat",
        id: "E0031003",
        timestamp: "2020-05-12T13:45:58+02:00",
        value: 0.012,
        unit: "GJ",
      },
    ]);
    expect(Object.keys(reading).sort()).toEqual(["channels", "ident", "objects"]);
  });

  test("without a line that can be read there is no reading; with one, the others are reported", () => {
    const zone = { rules, zone: { zone: "Europe/Amsterdam", assumed: false } };
    expect(readP1Telegram(new TextEncoder().encode("/XYZ5\r\n\r\nnothing\r\n!"), zone)).toBeUndefined();
    expect(read("nothing", "1-0:1.7.0(00.244*kW)")).toMatchObject({
      reading: { activeImportW: 244 },
      diagnoses: [{ code: "p1/malformed-line" }],
    });
  });
});
