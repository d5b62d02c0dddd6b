import type { MqttEnergy } from "@meter2mqtt/contract";
import { describe, expect, test } from "vitest";
import { readingEntry } from "../../../test/support/outbox.ts";
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

  test("another meter's energy is not ours; a span that is not known is 0", () => {
    expect(published("json", { ...energy, meter: "garage" })[0]).not.toContain("realtime");
    const { export: _export, ...imported } = energy;
    expect(published("json", imported)[0]).toContain('"he":0.000,"de":0.00,"me":0.0');
  });
});
