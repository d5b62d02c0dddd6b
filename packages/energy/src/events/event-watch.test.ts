import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { voltageLimits } from "../voltage/voltage-limits.ts";
import type { EventLimits } from "./event-limits.ts";
import { eventNames, events } from "./event-table.ts";
import { EventWatch } from "./event-watch.ts";
import { HeldSwitch, type Look } from "./held-switch.ts";
import type { EventInput } from "./judges.ts";

const noon = Date.UTC(2026, 0, 15, 12);
const second = 1000;
const limits: EventLimits = {
  off: new Set(),
  fuse: { amperes: 25, raiseAt: 0.9, clearBelow: 0.8, holdMs: 10 * second },
  voltage: { limits: voltageLimits(), hysteresis: 2.3, holdMs: 60 * second },
  silence: { holdMs: 60 * second },
  clock: { holdMs: 300 * second },
  export: { watts: 50, holdMs: 60 * second },
};

/** Plays inputs, each so many seconds after noon; gives what changed as `12 raised fuse:L1`. */
function play(
  inputs: readonly (readonly [number, Omit<EventInput, "at">])[],
  watch = new EventWatch(limits),
): string[] {
  return inputs.flatMap(([at, input]) =>
    watch.observe({ at: noon + at * second, ...input }).map(({ event, state, phase, at: when }) => {
      const place = phase === undefined ? "" : `:${phase}`;
      return `${(when - noon) / second} ${state} ${event}${place}`;
    }),
  );
}

const each = (from: number, to: number, step: number, input: Omit<EventInput, "at">) =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, n) => [from + n * step, input] as const);
const amperes = (currentL1A: number) => ({ values: { currentL1A } });
const volts = (voltageL2V: number) => ({ values: { voltageL2V } });
const net = (netActiveW: number) => ({ values: { netActiveW } });
const clock = (state: "ok" | "implausible" | "swinging" | "absent", offsetMs = 0) => ({
  clock: { clock: state, offsetMs },
});

describe("events", () => {
  test.each([
    ["a current at 90 % for 10 s", each(0, 10, 2, amperes(22.5)), ["10 raised fuse:L1"]],
    ["a current against the direction counts as well", each(0, 10, 2, amperes(-23)), ["10 raised fuse:L1"]],
    ["just below", each(0, 60, 2, amperes(22.4)), []],
    ["a kettle of 8 s", [...each(0, 8, 2, amperes(24)), ...each(10, 60, 2, amperes(5))], []],
    [
      "between the limits nothing changes",
      [...each(0, 10, 2, amperes(24)), ...each(12, 60, 2, amperes(21))],
      ["10 raised fuse:L1"],
    ],
    [
      "below 80 % for 10 s it is over",
      [...each(0, 10, 2, amperes(24)), ...each(12, 60, 2, amperes(19.9))],
      ["10 raised fuse:L1", "22 cleared fuse:L1"],
    ],
    ["a voltage at the limits", each(0, 120, 10, { values: { voltageL1V: 207, voltageL2V: 253 } }), []],
    ["a high voltage", each(0, 120, 10, volts(253.1)), ["60 raised voltage-high:L2"]],
    [
      "a low voltage, and 1 % inside again",
      [...each(0, 60, 10, volts(206.9)), ...each(70, 200, 10, volts(209.2)), ...each(210, 300, 10, volts(209.3))],
      ["60 raised voltage-low:L2", "270 cleared voltage-low:L2"],
    ],
    [
      "in an IT grid voltages are named by their pairs",
      each(0, 60, 10, { isBetweenPhases: true, values: { voltageL2V: 200 } }),
      ["60 raised voltage-low:L1-L3"],
    ],
    ["a phase that was never connected", each(0, 600, 10, volts(0)), []],
    ["a phase that fails", [[0, volts(230)], ...each(10, 100, 10, volts(0))], ["70 raised voltage-low:L2"]],
    ["values that are hours apart", each(0, 36_000, 3600, volts(200)), []],
    [
      "silence, and the next reading",
      [...each(0, 60, 1, { isSilent: true }), [61, { isSilent: false }]],
      ["60 raised no-data", "61 cleared no-data"],
    ],
    ["a short silence", [...each(0, 59, 1, { isSilent: true }), [60, { isSilent: false }]], []],
    [
      "a clock an hour off, put right",
      [...each(0, 300, 10, clock("implausible", 3_600_000)), ...each(310, 700, 10, clock("ok"))],
      ["300 raised clock-wrong", "660 cleared clock-wrong"],
    ],
    [
      "a clock that swings",
      Array.from({ length: 40 }, (_, n) => [n * 10, clock(n % 3 === 0 ? "swinging" : "ok")] as const),
      ["300 raised clock-wrong"],
    ],
    [
      "a clock that is set by some minutes once",
      [...each(0, 50, 10, clock("swinging")), ...each(60, 900, 10, clock("ok"))],
      [],
    ],
    ["a meter without a clock", each(0, 900, 10, clock("absent")), []],
    [
      "export begins and ends",
      [...each(0, 60, 10, net(-50)), ...each(70, 100, 10, net(-20)), ...each(110, 170, 10, net(-9))],
      ["60 raised export", "170 cleared export"],
    ],
    [
      "no fuse is known",
      each(0, 60, 2, amperes(99)),
      [],
      { ...limits, fuse: { raiseAt: 0.9, clearBelow: 0.8, holdMs: 0 } },
    ],
    ["an event is off", each(0, 60, 2, amperes(99)), [], { ...limits, off: new Set(["fuse"]) } as EventLimits],
  ] as const)("%s", (_about, inputs, expected, own: EventLimits = limits) => {
    expect(play(inputs, new EventWatch(own))).toEqual(expected);
  });

  test("what went on in an earlier run is not raised again, and is cleared", () => {
    const watch = new EventWatch(limits, [{ event: "voltage-high", phase: "L2" }, { event: "no-data" }]);
    const inputs = [...each(0, 120, 10, { ...volts(255), isSilent: false }), ...each(130, 190, 10, volts(240))];
    expect(play(inputs, watch)).toEqual(["0 cleared no-data", "190 cleared voltage-high:L2"]);
    expect(watch.raised).toEqual([]);
  });

  test("carry the numbers and the words of the case", () => {
    const watch = new EventWatch(limits);
    const [change] = [0, 10].flatMap((at) => watch.observe({ at: noon + at * second, ...amperes(23.04) }));
    expect(change).toEqual({
      ...{ event: "fuse", state: "raised", at: noon + 10_000, phase: "L1", value: 23, limit: 22.5 },
      message: "Phase L1 carries 23 A; the warning limit is 22.5 A.",
    });
    expect(watch.raised).toEqual([{ event: "fuse", phase: "L1" }]);
  });

  test("every one has words for both ways, and a rule", () => {
    for (const name of eventNames) {
      const { title, raised, cleared, rule } = events[name];
      for (const words of [title, raised, cleared, rule]) expect(words.length).toBeGreaterThan(10);
    }
  });

  test("whatever comes: never two raises without a clear between, and no word is missing", () => {
    const value = (min: number, max: number) => fc.option(fc.integer({ min, max }), { nil: undefined });
    const input = fc.record({
      afterMs: fc.integer({ min: -2000, max: 120_000 }),
      values: fc.record({ currentL1A: value(-30, 30), voltageL1V: value(0, 270), netActiveW: value(-200, 200) }),
      isSilent: fc.option(fc.boolean(), { nil: undefined }),
      clock: fc.option(fc.constantFrom("ok", "implausible", "swinging", "absent"), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(input, { maxLength: 300 }), (inputs) => {
        const watch = new EventWatch(limits);
        const last = new Map<string, string>();
        let at = noon;
        for (const { afterMs, values, isSilent, clock: state } of inputs) {
          at += afterMs;
          const known = Object.entries(values).flatMap(([name, one]) =>
            one === undefined ? [] : [[name, one] as const],
          );
          const changes = watch.observe({
            ...{ at, values: Object.fromEntries(known) },
            ...(isSilent === undefined ? {} : { isSilent }),
            ...(state === undefined ? {} : { clock: { clock: state, offsetMs: 5000 } }),
          });
          for (const { event, phase = "", state: became, message } of changes) {
            expect(message).not.toContain("?");
            const key = `${event}:${phase}`;
            expect(became).toBe(last.get(key) === "raised" ? "cleared" : "raised");
            last.set(key, became);
          }
        }
        const raised = [...last].filter(([, became]) => became === "raised").map(([key]) => key);
        expect(watch.raised.map(({ event, phase = "" }) => `${event}:${phase}`).sort()).toEqual(raised.sort());
      }),
    );
  });
});

describe("a held switch", () => {
  test("changes only after all looks of the hold time asked for it", () => {
    const look = fc.tuple(fc.constantFrom<Look>("raise", "between", "clear"), fc.integer({ min: 0, max: 30_000 }));
    fc.assert(
      fc.property(fc.array(look, { maxLength: 200 }), (looks) => {
        const held = new HeldSwitch({ raiseAfterMs: 20_000, clearAfterMs: 40_000 });
        const past: { look: Look; at: number }[] = [];
        let at = noon;
        for (const [one, afterMs] of looks) {
          at += afterMs;
          past.push({ look: one, at });
          const change = held.update(one, at);
          if (change === undefined) continue;
          const wanted = change === "raised" ? "raise" : "clear";
          const holdMs = change === "raised" ? 20_000 : 40_000;
          const run = past.slice(past.findLastIndex(({ look: before }) => before !== wanted) + 1);
          expect(at - (run[0]?.at ?? at)).toBeGreaterThanOrEqual(holdMs);
        }
      }),
    );
  });
});
