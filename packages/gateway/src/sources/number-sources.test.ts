import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { RecordingListener } from "../../test/support/recording-listener.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import type { Message } from "./feed.ts";
import { PulseHandler, type PulseHandlerOptions } from "./pulse-handler.ts";
import { PulseMeter } from "./pulse-meter.ts";
import { ValueHandler, type ValueHandlerOptions } from "./value-handler.ts";

const at = Date.UTC(2024, 1, 1, 12);

function message(value: unknown, changes: Partial<Message> = {}): Message {
  const octets = new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));
  return { topic: "solar", octets, at, isRetained: false, ...changes };
}

describe("ValueHandler", () => {
  const usual: ValueHandlerOptions = {
    ...{ name: "solar", powerUnit: "W", energyUnit: "kWh", factor: 1, direction: "import" },
  };

  function read(options: Partial<ValueHandlerOptions>, ...messages: readonly Message[]) {
    const listener = new RecordingListener();
    const handler = new ValueHandler({ ...usual, ...options });
    for (const each of messages) handler.message(each, listener);
    return listener;
  }

  test.each<[Partial<ValueHandlerOptions>, unknown, object]>([
    [{ power: "." }, 230, { netActiveW: 230 }],
    [{ power: ".", powerUnit: "kW" }, " 0.3 ", { netActiveW: 300 }],
    [{ power: "." }, 0, { netActiveW: 0 }],
    [{ power: "a.0.p", factor: -1 }, { a: [{ p: "-12.5" }] }, { netActiveW: 12.5 }],
    [{ power: "p", direction: "export" }, { p: 2500 }, { netActiveW: -2500 }],
    [{ energy: "aenergy.total", energyUnit: "Wh" }, { aenergy: { total: 1234.567 } }, { energyImportWh: 1234.567 }],
    [{ energy: "E", factor: 0.1, direction: "export" }, { E: 3 }, { energyExportWh: 300 }],
    [
      { power: "p", energy: "e" },
      { p: 1, e: 2 },
      { netActiveW: 1, energyImportWh: 2000 },
    ],
  ])("%o makes of %j the reading %o", (options, value, expected) => {
    const [heard, ...more] = read(options, message(value)).readings;
    expect(more).toEqual([]);
    expect(heard).toEqual({
      receivedAt: at,
      reading: { receivedAt: "2024-02-01T12:00:00.000Z", logicalDeviceName: "solar", objects: [], ...expected },
    });
  });

  test("takes power and register from two topics", () => {
    const options = { power: ".", energy: ".", powerTopic: "s/power", energyTopic: "s/energy" };
    const { readings } = read(options, message(5, { topic: "s/power" }), message(7, { topic: "s/energy" }));
    expect(readings.map(({ reading }) => [reading.netActiveW, reading.energyImportWh])).toEqual([
      [5, undefined],
      [undefined, 7000],
    ]);
  });

  test.each<[string]>([["null"], ["offline"], ['{"p":null}'], ['{"p":"n/a"}'], ["[1]"], ['{"p":1e999}']])(
    "says that %s holds no number",
    (text) => {
      const { readings, diagnoses } = read({ power: "p" }, message(text));
      expect(readings).toEqual([]);
      expect(diagnoses).toMatchObject([
        {
          code: "line/no-number",
          message: "A message on solar has no number at p.",
          evidence: { path: "p", message: text },
        },
      ]);
    },
  );

  test("takes what the broker kept at the start only", () => {
    const kept = { isRetained: true };
    const { readings } = read({ power: "." }, message(1, kept), message(2), message(1, kept));
    expect(readings.map(({ reading }) => reading.netActiveW)).toEqual([1, 2]);
  });
});

describe("PulseMeter", () => {
  test("power is a pulse's energy over the time between two, and falls while the next is missing", () => {
    const meter = new PulseMeter({ pulsesPerKwh: 1000, counts: "increment" });
    expect(meter.heard(1, 0)).toBe(1);
    expect(meter.powerW(0)).toBeUndefined();
    meter.heard(1, 3600);
    expect(meter.powerW(3600)).toBe(1000);
    // Until the next pulse is due nothing says that it fell.
    expect(meter.powerW(7200)).toBe(1000);
    expect(meter.powerW(10_800)).toBe(500);
    expect(meter.powerW(3600 + 3_600_000)).toBe(1);
    expect(meter.powerW(3600 + 36_000_000)).toBe(0);
    meter.heard(4, 3600 + 36_000_000);
    expect(meter.energyWh).toBe(6);
  });

  test("at any time at most one pulse's energy could have passed since the last", () => {
    const meter = new PulseMeter({ pulsesPerKwh: 500, counts: "increment" });
    meter.heard(1, 0);
    meter.heard(3, 5000);
    for (let now = 5000; now < 500_000; now += 777) {
      const wattHours = ((meter.powerW(now) ?? 0) * (now - 5000)) / 3_600_000;
      // Half a watt of rounding.
      expect(wattHours).toBeLessThanOrEqual(2 + (0.5 * (now - 5000)) / 3_600_000);
    }
  });

  test("totals: the first is where it begins, one that falls is a device started anew", () => {
    const meter = new PulseMeter({ pulsesPerKwh: 100, counts: "total" });
    expect([5000, 5000, 5003, 2, 4].map((total, index) => meter.heard(total, index * 10_000))).toEqual([0, 0, 3, 2, 2]);
    expect(meter.energyWh).toBe(70);
    expect(meter.state).toEqual({ pulses: 7, lastTotal: 4 });
  });
});

describe("PulseHandler", () => {
  const usual: PulseHandlerOptions = {
    ...{ name: "heat-pump", count: ".", counts: "total", pulsesPerKwh: 1000, startKwh: 12, direction: "import" },
  };
  const later = (seconds: number) => ({ at: at + seconds * 1000 });

  test("tells power and register with each message, and a falling power between them", () => {
    const listener = new RecordingListener();
    const handler = new PulseHandler(usual);
    handler.message(message(100), listener);
    handler.message(message(101, later(10)), listener);
    handler.message(message(103, later(20)), listener);
    for (let second = 21; second <= 60; second++) handler.tick.work(at + second * 1000, listener);
    expect(
      listener.readings.map(({ reading: { netActiveW, energyImportWh } }) => [netActiveW, energyImportWh]),
    ).toEqual([
      [undefined, 12_000],
      [undefined, 12_001],
      [720, 12_003],
      [360, 12_003],
      [180, 12_003],
      [120, 12_003],
      [90, 12_003],
    ]);
  });

  test("a device that is gone for a day is told no more", () => {
    const listener = new RecordingListener();
    const handler = new PulseHandler(usual);
    handler.message(message(100), listener);
    handler.tick.work(at + 23 * 3_600_000, listener);
    expect(listener.readings).toHaveLength(2);
    handler.tick.work(at + 24 * 3_600_000, listener);
    expect(listener.readings).toHaveLength(2);
  });

  test.each(["total", "increment"] as const)("goes on counting after a restart (%s)", async (counts) => {
    const folder = await temporaryFolder();
    const options = { ...usual, counts, file: join(folder.path, "data", "pulses.json") };
    const listener = new RecordingListener();
    const first = new PulseHandler(options);
    first.message(message(100), listener);
    first.message(message(103, later(10)), listener);
    first.end();
    const second = new PulseHandler(options);
    second.message(message(110, later(100)), listener);
    const energies = listener.readings.map(({ reading }) => reading.energyImportWh);
    expect(energies).toEqual(counts === "total" ? [12_000, 12_003, 12_010] : [12_100, 12_203, 12_313]);
    await folder.remove();
  });

  test("says that a message holds no count, and takes no increment that the broker kept", () => {
    const listener = new RecordingListener();
    const handler = new PulseHandler({ ...usual, counts: "increment" });
    handler.message(message(5, { isRetained: true }), listener);
    handler.message(message(-1), listener);
    handler.message(message("x"), listener);
    expect(listener.readings).toEqual([]);
    expect(listener.diagnoses.map(({ code }) => code)).toEqual(["line/no-number", "line/no-number"]);
  });
});
