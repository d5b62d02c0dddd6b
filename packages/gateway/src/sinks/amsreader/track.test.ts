import { describe, expect, test } from "vitest";
import { availabilityEntry, readingEntry } from "../../../test/support/outbox.ts";
import type { OutboxEntry } from "../sink.ts";
import { commandMessages } from "./commands.ts";
import type { AmsFormat } from "./context.ts";
import type { ListType } from "./list-type.ts";
import { nextStep, type Track, type TrackOptions } from "./track.ts";

const device = { id: "a2b3c4d5e6f7", name: "ams", version: "1", uptimeSeconds: 0, freeMemory: 0 };

function options(format: AmsFormat, more: Partial<TrackOptions> = {}): TrackOptions {
  return { context: { format, topic: "ams", domoticz: {}, device }, meter: undefined, intervalMs: 0, ...more };
}

interface Heard {
  readonly list: ListType;
  readonly at?: number;
  readonly values?: Record<string, number>;
  readonly meter?: string;
  readonly source?: string;
}

function heard({ list, at = 0, values = { activeImportW: 100 }, meter = "house", source = "han" }: Heard): OutboxEntry {
  const receivedAt = new Date(Date.UTC(2024, 1, 1) + at * 1000).toISOString();
  return { ...readingEntry({ meter, source, receivedAt, values }), listType: list };
}

const frame = (source: string, hex: string): OutboxEntry => ({ kind: "frame", key: "f", source, hex });

/** What each entry led to: `topic payload`. */
function run(chosen: TrackOptions, entries: readonly OutboxEntry[]): string[][] {
  let track: Track = {};
  return entries.map((entry) => {
    const step = nextStep(track, entry, chosen);
    track = step.track;
    return step.messages.map(({ topic, payload }) => `${topic} ${payload}`);
  });
}

describe("an interval", () => {
  test("publishes everything known, at most once in so long", () => {
    const rich = { activeImportW: 100, voltageL1V: 230, energyImportWh: 5_000_000 };
    const chosen = options("json-multi", { intervalMs: 10_000 });
    const steps = run(chosen, [
      heard({ list: 3, values: rich }),
      heard({ list: 1, at: 4, values: { ...rich, activeImportW: 200 } }),
      heard({ list: 1, at: 10, values: { ...rich, activeImportW: 300 } }),
    ]);
    expect(steps.map(({ length }) => length)).toEqual([1, 0, 1]);
    expect(steps[2]?.[0]).toMatch(/^ams\/list3 .*"P":300,.*"tPI":5000\.001/);
  });

  test("goes on when the clock was set back", () => {
    const steps = run(options("json", { intervalMs: 10_000 }), [heard({ list: 1, at: 100 }), heard({ list: 1 })]);
    expect(steps[1]).toHaveLength(1);
  });
});

describe("Raw (minimal)", () => {
  const before = { activeImportW: 100, activeExportW: 5, voltageL1V: 230.1, energyImportWh: 1000 };

  test("leaves out what a topic has already, but never registers", () => {
    const [first, same, changed] = run(options("raw-minimal"), [
      heard({ list: 3, values: before }),
      heard({ list: 3, at: 1, values: before }),
      heard({ list: 2, at: 2, values: { ...before, voltageL1V: 231 } }),
    ]);
    expect(first).toHaveLength(22);
    expect(same).toHaveLength(10);
    expect(same).toContain("ams/meter/import/active/accumulated 1.000");
    expect(changed).toEqual(["ams/meter/dlms/timestamp 1706745602", "ams/meter/l1/voltage 231.00"]);
  });

  test("compares with what the topic got, not with a telegram that had no such topic", () => {
    const now = { ...before, activeExportW: 0 };
    const steps = run(options("raw-minimal"), [
      heard({ list: 2, values: before }),
      heard({ list: 1, at: 1, values: now }),
      heard({ list: 2, at: 2, values: now }),
    ]);
    expect(steps[2]).toContain("ams/meter/export/active 0");
  });

  test("sends id and type again, retained, once registers come", () => {
    const entries = [heard({ list: 2, values: before }), heard({ list: 3, at: 1, values: before })];
    expect(run(options("raw-minimal"), entries)[1]).toContain("ams/meter/id 9999990000000017");
  });

  test("Raw (full) sends everything always", () => {
    const entries = [heard({ list: 3, values: before }), heard({ list: 3, at: 1, values: before })];
    expect(run(options("raw-full"), entries).map(({ length }) => length)).toEqual([22, 22]);
  });
});

describe("which meter", () => {
  const two = [heard({ list: 1 }), heard({ list: 1, meter: "garage", source: "other" }), heard({ list: 1, at: 1 })];

  test("the first that is heard, or the one that the configuration names by itself or its source", () => {
    const counts = (meter?: string) => run(options("json", { meter }), two).map(({ length }) => length);
    expect(counts()).toEqual([1, 0, 1]);
    expect(counts("garage")).toEqual([0, 1, 0]);
    expect(counts("other")).toEqual([0, 1, 0]);
    expect(counts("attic")).toEqual([0, 0, 0]);
  });

  test("two meters on one line are not mixed; one that takes the other's place is followed, with its own registers", () => {
    const values = { activeImportW: 1000, energyImportWh: 9_000_000 };
    const other = heard({ list: 1, at: 3600, meter: "new", values: { activeImportW: 1000 } });
    const steps = run(options("json-multi", { intervalMs: 1 }), [
      heard({ list: 3, values }),
      other,
      availabilityEntry("house", false),
      other,
    ]);
    expect(steps.map(({ length }) => length)).toEqual([1, 0, 0, 1]);
    expect(steps[3]?.[0]).toMatch(/^ams\/list1 /);
  });

  test("a telegram without any known value is not published", () => {
    expect(run(options("json"), [heard({ list: 0 })])).toEqual([[]]);
  });
});

describe("HEX dump", () => {
  test("has every frame of the meter's line in upper case, readings of no other format", () => {
    const entries = [frame("han", "7ea0"), frame("other", "00"), heard({ list: 3 }), frame("han", "ff")];
    expect(run(options("hex"), entries)).toEqual([["ams 7EA0"], [], [], ["ams FF"]]);
    expect(run(options("hex", { meter: "other" }), entries)).toEqual([[], ["ams 00"], [], []]);
    expect(run(options("json"), [frame("han", "7ea0")])).toEqual([[]]);
  });
});

describe("commands", () => {
  const answers = (format: AmsFormat, command: string) =>
    commandMessages(options(format).context, command, (plot) => (plot === "dayplot" ? { unit: "kwh" } : undefined));

  test("are refused in words where the firmware knows them", () => {
    expect(answers("json", "fwupgrade")[0]?.topic).toBe("ams/firmware");
    expect(JSON.parse(answers("raw-full", "fwupgrade")[0]?.payload ?? "").release_summary).toMatch(/not updated over/);
    expect(answers("json-flat", "dayplot")).toEqual([
      { topic: "ams/dayplot", payload: '{"unit":"kwh"}', retain: false },
    ]);
    expect(JSON.parse(answers("json-multi", "monthplot")[0]?.payload ?? "").error).toMatch(/No energy of this meter/);
  });

  test("have no answer elsewhere", () => {
    expect(answers("raw-full", "dayplot")).toEqual([]);
    expect(answers("domoticz", "fwupgrade")).toEqual([]);
    expect(answers("json", "reboot")).toEqual([]);
  });
});
