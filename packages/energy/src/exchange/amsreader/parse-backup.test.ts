import { createIntlZoneRules } from "@meter2mqtt/decoder";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Calendar } from "../../calendar.ts";
import { ExchangeError } from "../exchange-error.ts";
import { parseFirmwareBackup } from "./parse-backup.ts";
import { plotIntervals } from "./plot-intervals.ts";

const oslo = new Calendar("Europe/Oslo", createIntlZoneRules());
const hour = 3_600_000;
const backup = (...lines: string[]) => parseFirmwareBackup(["amsconfig", "version v2.4.1", ...lines, ""].join("\n"));
const list = (count: number, value: (index: number) => number) =>
  Array.from({ length: count }, (_, i) => value(i)).join(" ");

describe("parseFirmwareBackup", () => {
  test("settings of the meter, MQTT and Domoticz", () => {
    const found = backup(
      "boardType 7",
      "ssid My network",
      "mqttHost broker.lan",
      "mqttPort 8883",
      "mqttClientId ams-1a2b",
      "mqttPublishTopic ams",
      "mqttUsername meter",
      "mqttPassword with a blank",
      "mqttPayloadFormat 5",
      "mqttSsl 1",
      "domoticzElidx 11",
      "domoticzVl1idx 0",
      "webPassword secret",
      "meterBaud 2400",
      "meterParity 8E1",
      "meterInvert 0",
      "meterDistributionSystem 1",
      "meterMainFuse 63",
      "meterProductionCapacity 0",
      "meterEncryptionKey 00112233445566778899AABBCCDDEEFF",
      "meterAuthenticationKey 00000000000000000000000000000000",
      "meterWattageMultiplier 40.000",
      "meterVoltageMultiplier 1.000",
      "ntpTimezone Europe/Oslo",
      "entsoeArea 10YNO-1--------2",
      "priceCurrency NOK",
      "gpioHanPin 5",
      "somethingNew 1",
    );
    expect(found).toEqual({
      version: "v2.4.1",
      zone: "Europe/Oslo",
      meter: {
        baud: 2400,
        parity: "8E1",
        isInverted: false,
        grid: "IT",
        mainFuseA: 63,
        encryptionKey: "00112233445566778899AABBCCDDEEFF",
        powerMultiplier: 40,
      },
      mqtt: {
        host: "broker.lan",
        port: 8883,
        clientId: "ams-1a2b",
        publishTopic: "ams",
        username: "meter",
        password: "with a blank",
        format: "json-multi",
        isTls: true,
      },
      domoticz: { electricity: 11 },
      priceArea: "10YNO-1--------2",
      currency: "NOK",
      priceRows: [],
      left: ["boardType", "ssid", "webPassword", "gpioHanPin"],
      unread: [{ line: 30, key: "somethingNew", why: "unknown-key" }],
    });
  });

  test("price rows, thresholds and accounting of both versions", () => {
    const found = backup(
      'priceModifier 0 "Grid, day" import add 0.3520 mo,tu,we,th,fr 06,07,21 01-04 31-10',
      "priceModifier 1 VAT both percent 25.0000 all all 00-00 00-00",
      'priceModifier 2 "Odd" sideways add 1 all all 00-00 00-00',
      "thresholds 5 10 15 20 25 50 75 100 150 0 3",
      "energyaccounting 7 11 1.50 20.00 30.00 0.10 2.00 3.00 3 17 5.43 12 8 4.10 0 0 0.00 0 0 0.00 0 0 0.00 812.40 3.20",
    );
    expect(found.priceRows).toEqual([
      {
        name: "Grid, day",
        direction: "import",
        kind: "add",
        value: 0.352,
        weekdays: [1, 2, 3, 4, 5],
        hours: [6, 7, 21],
        from: "04-01",
        to: "10-31",
      },
      { name: "VAT", direction: "both", kind: "percent", value: 25 },
    ]);
    expect(found.unread).toMatchObject([{ line: 5, key: "priceModifier" }]);
    expect(found.thresholds).toEqual({ kwh: [5, 10, 15, 20, 25, 50, 75, 100, 150], hours: 3 });
    expect(found.accounting).toEqual({
      month: 11,
      peaks: [
        { day: 3, hour: 17, kwh: 5.43 },
        { day: 12, hour: 8, kwh: 4.1 },
      ],
      costs: [1.5, 20, 30],
      incomes: [0.1, 2, 3],
      lastMonthImportKwh: 812.4,
      lastMonthExportKwh: 3.2,
    });
    const older = backup("energyaccounting 6 11 1 2 3 0 0 0 3 5.43 0 0 0 0 0 0 0 0");
    expect(older.accounting?.peaks).toEqual([{ day: 3, kwh: 5.43 }]);
  });

  test.each([
    ["", "not-recognised"],
    ["sources:\n  - type: serial", "not-recognised"],
    [`amsconfig\n${"a 1\n".repeat(6000)}`, "too-large"],
  ])("%j is no backup", (text, code) => {
    expect(() => parseFirmwareBackup(text)).toThrow(expect.objectContaining({ name: "ExchangeError", code }));
  });

  test("whatever the lines are, they are read or listed", () => {
    const word = fc.oneof(
      fc.constantFrom(
        "dayplot",
        "monthplot",
        "priceModifier",
        "energyaccounting",
        "constructor",
        "-1",
        "6",
        "1764000000",
      ),
      fc.string({ maxLength: 8 }),
    );
    const line = fc.array(word, { maxLength: 60 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 10 }), (lines) => {
        try {
          const intervals = plotIntervals(backup(...lines), oslo);
          expect(intervals.every(({ wh }) => Number.isInteger(wh) && wh >= 0)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(ExchangeError);
        }
      }),
    );
  });
});

describe("plots as amounts", () => {
  const readAt = Date.UTC(2026, 2, 1, 11, 0, 10);

  test("the hours before the last reading, by hour of UTC; nothing known of hours without an amount", () => {
    const found = backup(`dayplot 6 ${readAt / 1000} 1234.567 0 ${list(24, (i) => (i === 5 ? 0 : 100 + i))}`);
    const intervals = plotIntervals(found, oslo);
    expect(intervals).toHaveLength(23);
    expect(intervals[0]).toEqual({
      direction: "import",
      start: Date.UTC(2026, 1, 28, 11),
      lengthMs: hour,
      wh: 111,
      quality: "estimated",
    });
    expect(intervals.at(-1)).toMatchObject({ start: Date.UTC(2026, 2, 1, 10), wh: 110 });
  });

  test("with export an hour may have 0 of one of them", () => {
    const exports = list(24, (i) => (i === 11 ? 500 : 0));
    const found = backup(`dayplot 6 ${readAt / 1000} 1.0 0 ${list(24, (i) => (i === 11 ? 0 : 7))} 2.0 ${exports}`);
    const intervals = plotIntervals(found, oslo);
    expect(intervals).toHaveLength(48);
    expect(intervals[0]).toMatchObject({ direction: "import", start: Date.UTC(2026, 1, 28, 11), wh: 0 });
    expect(intervals[24]).toMatchObject({ direction: "export", wh: 500 });
  });

  test("days go back to where a later month has written over them; days of 23 and 25 hours", () => {
    const at = (year: number, month: number, day: number) => oslo.startOfDate({ year, month, day });
    const midnight = at(2026, 3, 1);
    const month = backup(`monthplot 7 ${midnight / 1000 + 300} 1 0 ${list(31, (i) => 1000 + i + 1)}`);
    const days = plotIntervals(month, oslo);
    expect(days.map(({ wh }) => wh - 1000)).toEqual([29, 30, 31, ...Array.from({ length: 28 }, (_, i) => i + 1)]);
    expect(days.map(({ start }) => start)[0]).toBe(at(2026, 1, 29));
    expect(days.at(-1)).toMatchObject({ start: at(2026, 2, 28), lengthMs: 24 * hour });
    const autumn = backup(`monthplot 7 ${at(2026, 11, 1) / 1000 + 300} 1 0 ${list(31, () => 5)}`);
    const lengths = plotIntervals(autumn, oslo).map(({ lengthMs }) => lengthMs / hour);
    expect(lengths.filter((length) => length === 25)).toHaveLength(1);
  });

  test("hours at the end of a day leave the rest of its sum, and no day counts twice", () => {
    const day = 26_400;
    const hours = `dayplot 6 ${readAt / 1000} 1 0 ${list(24, () => 1000)}`;
    const days = `monthplot 7 ${oslo.startOfDate({ year: 2026, month: 3, day: 1 }) / 1000 + 300} 1 0 ${list(31, () => day)}`;
    const intervals = plotIntervals(backup(hours, days), oslo);
    const start = oslo.startOfDate({ year: 2026, month: 2, day: 28 });
    // 11:00 UTC is noon in Oslo: twelve hours are known.
    expect(intervals.find((interval) => interval.start === start)).toMatchObject({ lengthMs: 12 * hour, wh: 14_400 });
    const inDay = intervals.filter((interval) => interval.start >= start && interval.start < start + 24 * hour);
    expect(inDay.reduce((sum, { wh }) => sum + wh, 0)).toBe(day);
    const odd = plotIntervals(backup(hours, days.replaceAll(String(day), "3000")), oslo);
    expect(odd.filter((interval) => interval.start >= start && interval.start < start + 24 * hour)).toMatchObject([
      { lengthMs: 24 * hour, wh: 3000 },
    ]);
  });

  test("intervals never overlap, whatever the plots hold", () => {
    const amount = fc.integer({ min: 0, max: 3000 });
    const plots = [
      fc.array(amount, { minLength: 24, maxLength: 24 }),
      fc.array(amount, { minLength: 31, maxLength: 31 }),
    ] as const;
    const instant = fc.integer({ min: Date.UTC(2024, 0) / 1000, max: Date.UTC(2027, 0) / 1000 });
    fc.assert(
      fc.property(instant, ...plots, (seconds, hours, days) => {
        const found = backup(
          `dayplot 6 ${seconds} 1 0 ${hours.join(" ")}`,
          `monthplot 7 ${seconds} 1 0 ${days.join(" ")}`,
        );
        const intervals = plotIntervals(found, oslo);
        let end = 0;
        for (const interval of intervals) {
          expect(interval.start).toBeGreaterThanOrEqual(end);
          end = interval.start + interval.lengthMs;
        }
      }),
    );
  });
});
