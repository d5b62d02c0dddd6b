import type { MqttEnergy } from "@meter2mqtt/contract";
import { describe, expect, test } from "vitest";
import { readingEntry } from "../../../test/support/outbox.ts";
import { capacityOf, tariffAnswer } from "./capacity-fields.ts";
import type { AmsFormat } from "./context.ts";
import { toJsonText } from "./json-text.ts";
import { accountingAnswer } from "./realtime-fields.ts";
import { nextStep, type Track, type TrackOptions } from "./track.ts";

const device = { id: "a2b3c4d5e6f7", name: "ams", version: "1", uptimeSeconds: 0, freeMemory: 0 };
const shares = { measured: 1, interpolated: 0, estimated: 0, edited: 0 };
const start = "2024-02-01T13:00:00+01:00";
const spans = (hour: number, day: number, month: number) => ({
  hour: { start, amount: hour, shares },
  day: { start, amount: day, shares },
  month: { start, amount: month, shares },
});
const energy: MqttEnergy = {
  ...{ meter: "house", at: start, zone: "Europe/Oslo", unit: "Wh" },
  import: spans(1234.5, 12_345, 123_456),
  export: spans(7, 76, 765),
};

function options(format: AmsFormat): TrackOptions {
  return { context: { format, topic: "ams", domoticz: {}, device }, meter: undefined, intervalMs: 0 };
}

/** What a reading leads to once energy was told. */
function published(format: AmsFormat, told: MqttEnergy = energy): string[] {
  const reading = { ...readingEntry(), listType: 1 } as const;
  let track: Track = nextStep({}, reading, options(format)).track;
  const entry = { kind: "energy", key: "e", meter: told.meter, energy: told } as const;
  track = nextStep(track, entry, options(format)).track;
  return nextStep(track, reading, options(format)).messages.map(({ topic, payload }) => `${topic} ${payload}`);
}

describe("energy so far, key by key", () => {
  test.each<[AmsFormat, string]>([
    ["json", "ams"],
    ["json-multi", "ams/list1"],
  ])("%s", (format, topic) => {
    const realtime = '"realtime":{"h":1.235,"d":12.35,"m":123.5,"he":0.007,"de":0.08,"me":0.8}';
    expect(published(format)[0]).toMatch(new RegExp(`^${topic} {.*"data":{"P":169},${realtime}}$`));
  });

  test("json-flat", () => {
    const keys = '"P":169,"rt_h":1.235,"rt_d":12.35,"rt_m":123.5,"rt_he":0.007,"rt_de":0.08,"rt_me":0.8}';
    expect(published("json-flat")[0]?.endsWith(keys)).toBe(true);
  });

  const raw = [
    ["import/hour", "1.235"],
    ["import/day", "12.35"],
    ["import/month", "123.5"],
    ["export/hour", "0.007"],
    ["export/day", "0.08"],
    ["export/month", "0.8"],
  ].map(([level, value]) => `ams/realtime/${level} ${value}`);

  test("raw-full", () => {
    expect(published("raw-full").slice(-6)).toEqual(raw);
  });

  test("raw-minimal: only what changed", () => {
    const reading = { ...readingEntry(), listType: 1 } as const;
    let { track } = nextStep({}, reading, options("raw-minimal"));
    const realtime: string[][] = [];
    for (const hour of [1234.5, 1234.5, 1300]) {
      const told = { ...energy, import: spans(hour, 12_345, 123_456) };
      ({ track } = nextStep(track, { kind: "energy", key: "e", meter: "house", energy: told }, options("raw-minimal")));
      const step = nextStep(track, reading, options("raw-minimal"));
      ({ track } = step);
      const messages = step.messages.filter(({ topic }) => topic.includes("/realtime/"));
      realtime.push(messages.map(({ topic, payload }) => `${topic} ${payload}`));
    }
    expect(realtime).toEqual([raw, [], ["ams/realtime/import/hour 1.300"]]);
  });

  test("home-assistant", () => {
    expect(published("home-assistant").at(-1)).toBe(
      'ams/realtime {"hour":{"use":1.235,"produced":0.007},"day":{"use":12.345,"produced":0.076},' +
        '"month":{"use":123.456,"produced":0.765},"t":"2024-02-01T12:00:00Z"}',
    );
  });

  test("ea of /data.json", () => {
    expect(toJsonText(accountingAnswer(energy))).toBe(
      '{"h":{"u":1.235,"p":0.007},"d":{"u":12.345,"p":0.076},"m":{"u":123.456,"p":0.765}}',
    );
  });

  describe("with a contract", () => {
    const item = (cost: number, income: number) => ({
      ...{ start, end: start, importKwh: 1, exportKwh: 0, cost, income, net: cost - income, components: {} },
    });
    const steps = [0, 2, 5, 10].map((fromKw) => ({ fromKw, perMonth: 100 + fromKw }));
    const peaks = [
      { start: "2024-02-03T17:00:00+01:00", kw: 6.125, quality: "measured" as const },
      { start: "2024-02-12T07:00:00+01:00", kw: 4, quality: "measured" as const },
    ];
    const capacity = { month: "2024-02", component: "capacity", rule: "r", source: "s", monthsKnown: 1 };
    const priced: MqttEnergy = {
      ...energy,
      tariff: {
        ...{ currency: "NOK", contract: "home", hour: item(1.5, 0.25), day: item(12.34, 1), month: item(345.678, 20) },
        ...{ capacity: [{ ...capacity, top: 3, peaks, kw: 5.0625, steps }], windows: [] },
      },
    };
    const realtime =
      '"h":1.235,"d":12.35,"m":123.5,"t":10,"x":5.06,"he":0.007,"de":0.08,"me":0.8,"peaks":[6.13,4.00,0.00]';

    test.each<[AmsFormat, string]>([
      ["json", `"data":{"P":169},"realtime":{${realtime}}}`],
      ["json-multi", `"data":{"P":169},"realtime":{${realtime}}}`],
      ["json-flat", `"P":169,${realtime.replace(/"(\w+)":(?!\[)/g, '"rt_$1":')}}`],
    ])("%s: the limit, the month's value and its peaks", (format, end) => {
      expect(published(format, priced)[0]?.endsWith(end), published(format, priced)[0]).toBe(true);
    });

    test("raw-full: peaks, limit and month's value with each telegram, all limits once an hour, all retained", () => {
      const reading = { ...readingEntry(), listType: 1 } as const;
      let { track } = nextStep({}, reading, options("raw-full"));
      const told = (entry: MqttEnergy) => {
        ({ track } = nextStep(track, { kind: "energy", key: "e", meter: "house", energy: entry }, options("raw-full")));
        const step = nextStep(track, reading, options("raw-full"));
        ({ track } = step);
        const capacityOnly = step.messages.filter(({ topic }) => /peak|threshold|monthmax/.test(topic));
        expect(capacityOnly.every(({ retain }) => retain)).toBe(true);
        return capacityOnly.map(({ topic, payload }) => `${topic.replace("ams/realtime/import/", "")} ${payload}`);
      };
      const each = ["peak/1 6.13", "peak/2 4.00", "peak/3 0.00", "threshold 10", "monthmax 5.06"];
      const hourly = ["thresholds/1 2", "thresholds/2 5", "thresholds/3 10"];
      expect(told(priced)).toEqual([...each, ...hourly]);
      expect(told(priced)).toEqual(each);
      expect(told({ ...priced, at: "2024-02-01T14:00:10+01:00" })).toEqual([...each, ...hourly]);
    });

    test("home-assistant: with costs and incomes", () => {
      expect(published("home-assistant", priced).at(-1)).toBe(
        'ams/realtime {"max":5.06,"peaks":[6.13,4.00,0.00],"threshold":10,' +
          '"hour":{"use":1.235,"cost":1.50,"produced":0.007,"income":0.25},' +
          '"day":{"use":12.345,"cost":12.34,"produced":0.076,"income":1.00},' +
          '"month":{"use":123.456,"cost":345.68,"produced":0.765,"income":20.00},' +
          '"thresholds":[2,5,10],"t":"2024-02-01T12:00:00Z"}',
      );
    });

    test("ea of /data.json", () => {
      expect(toJsonText(accountingAnswer(priced))).toBe(
        '{"x":5.06,"p":[6.13,4.00,0.00],"t":10,"h":{"u":1.235,"c":1.50,"p":0.007,"i":0.25},' +
          '"d":{"u":12.345,"c":12.34,"p":0.076,"i":1.00},"m":{"u":123.456,"c":345.68,"p":0.765,"i":20.00}}',
      );
    });

    test("/tariff.json", () => {
      const known = capacityOf(priced);
      expect(known && toJsonText(tariffAnswer(known))).toBe(
        '{"t":[2,5,10,0,0,0,0,0,0,0],"p":[{"d":3,"h":17,"v":6.13},{"d":12,"h":7,"v":4.00}],"c":10,"m":5.06}',
      );
    });

    test("above the last limit there is none; a limit may lie between whole numbers, and beyond 255 kW", () => {
      const [month] = priced.tariff?.capacity ?? [];
      const limits = [0, 2.5, 300].map((fromKw) => ({ fromKw, perMonth: 1 }));
      const ofKw = (kw: number) => {
        const tariff = { ...priced.tariff, currency: "NOK", contract: "home", windows: [] };
        const known =
          month && capacityOf({ ...priced, tariff: { ...tariff, capacity: [{ ...month, kw, steps: limits }] } });
        return known && String(tariffAnswer(known)["c"]);
      };
      expect([2.5, 2.51, 299, 301].map(ofKw)).toEqual(["2.50", "300", "300", "0"]);
    });

    test("where the meter's own peak is charged for, it is the one that is shown", () => {
      const [month] = priced.tariff?.capacity ?? [];
      const meter = { kw: 6.4, at: "2024-02-09T18:15:00+01:00" };
      const tariff = { ...priced.tariff, currency: "EUR", contract: "home", windows: [] };
      const own = month && { ...priced, tariff: { ...tariff, capacity: [{ ...month, top: 1, kw: 6.4, meter }] } };
      expect(own && capacityOf(own)).toMatchObject({ peaks: [6.4], dated: [{ day: 9, hour: 18, kw: 6.4 }] });
    });
  });

  test("another meter's energy is not ours; a span that is not known is 0", () => {
    expect(published("json", { ...energy, meter: "garage" })[0]).not.toContain("realtime");
    const { export: _export, ...imported } = energy;
    expect(published("json", imported)[0]).toContain('"he":0.000,"de":0.00,"me":0.0');
  });
});
