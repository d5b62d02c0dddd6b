import type { JudgedTime } from "../clock-judge.ts";
import { voltageNames } from "../voltage/voltage-names.ts";
import type { EventLimits } from "./event-limits.ts";
import type { EventName, EventNumbers } from "./event-table.ts";
import type { HeldSwitchOptions, Look } from "./held-switch.ts";

/** What was heard of a meter, or that it was not. What is not known is absent, and changes nothing. */
export interface EventInput {
  /** Epoch milliseconds, by this machine's clock. */
  readonly at: number;
  /** Values of this reading, by the names of quantities: none that are older. */
  readonly values?: Readonly<Record<string, number>>;
  /** The voltages stand between two phases: an IT grid. */
  readonly isBetweenPhases?: boolean;
  readonly clock?: Pick<JudgedTime, "clock" | "offsetMs">;
  /** Whether the meter should have been heard by now. */
  readonly isSilent?: boolean;
  /** Of a capacity rule: what is expected of the window that runs, and how much of it is over, from 0 to 1. */
  readonly window?: { readonly expectedWatts: number; readonly limitWatts: number; readonly elapsed: number };
}

/** How one condition looks now; `phase` where there are several of a kind. */
export interface Judged extends EventNumbers {
  readonly look: Look;
  /** Says something only where this condition was looked at before. */
  readonly needsHistory?: boolean;
}

/** One kind of event: how its condition looks, and how long it must look so. */
export interface EventJudge {
  readonly timing: (limits: EventLimits) => HeldSwitchOptions;
  readonly judge: (input: EventInput, limits: EventLimits) => readonly Judged[];
}

const phases = ["L1", "L2", "L3"] as const;
/** Export is over below this share of where it began. */
const exportEndsAt = 0.2;

/** Which of two limits a value has passed; a `clear` that is the higher one looks for values that are too low. */
function lookAt(value: number, raise: number, clear: number): Look {
  if (raise >= clear) return value >= raise ? "raise" : value < clear ? "clear" : "between";
  return value < raise ? "raise" : value >= clear ? "clear" : "between";
}

const tenths = (value: number): number => Math.round(value * 10) / 10;

function judgeFuse({ values = {} }: EventInput, { fuse }: EventLimits): Judged[] {
  const { amperes, raiseAt, clearBelow } = fuse;
  if (amperes === undefined) return [];
  return phases.flatMap((phase): Judged[] => {
    const current = values[`current${phase}A`];
    if (current === undefined) return [];
    const value = Math.abs(current);
    const look = lookAt(value, amperes * raiseAt, amperes * clearBelow);
    return [{ look, phase, value: tenths(value), limit: tenths(amperes * raiseAt) }];
  });
}

function judgeVoltage(input: EventInput, { voltage }: EventLimits, isLow: boolean): Judged[] {
  const { limits, hysteresis } = voltage;
  return voltageNames(input.isBetweenPhases === true).flatMap((phase, index): Judged[] => {
    const value = input.values?.[`voltageL${index + 1}V`];
    if (value === undefined) return [];
    const limit = isLow ? limits.lowest : limits.highest;
    // At the upper limit itself nothing is wrong: that one is judged as its mirror image.
    const look = isLow ? lookAt(value, limit, limit + hysteresis) : lookAt(-value, -limit, -limit + hysteresis);
    // No voltage: the phase has failed, or is one that was never connected.
    const needsHistory = isLow && value < limits.interrupted;
    return [{ look, phase, value: tenths(value), limit, ...(needsHistory ? { needsHistory } : {}) }];
  });
}

function judgeClock({ clock }: EventInput): Judged[] {
  if (clock === undefined || clock.clock === "absent") return [];
  const value = clock.offsetMs === undefined ? {} : { value: Math.round(clock.offsetMs / 1000) };
  return [{ look: clock.clock === "ok" ? "clear" : "raise", ...value }];
}

function judgeExport({ values = {} }: EventInput, limits: EventLimits): Judged[] {
  const { netActiveW: net } = values;
  if (net === undefined) return [];
  const limit = limits.export.watts;
  const value = Math.max(0, -net);
  return [{ look: lookAt(value, limit, limit * exportEndsAt), value: Math.round(value), limit }];
}

/** The first part of a window says little of it: one kettle looks like an hour of kettles. */
const quietPart = 0.1;
/** What is taken back must be so much below the limit, or it would be raised again at once. */
const peakClearsAt = 0.95;

function judgePeak({ window }: EventInput): Judged[] {
  if (window === undefined) return [];
  const { expectedWatts, limitWatts, elapsed } = window;
  const look = lookAt(expectedWatts - 1, limitWatts, limitWatts * peakClearsAt);
  const numbers = { value: Math.round(expectedWatts / 10) / 100, limit: Math.round(limitWatts / 10) / 100 };
  return [{ look: look === "raise" && elapsed < quietPart ? "between" : look, ...numbers }];
}

const evenly = (holdMs: number): HeldSwitchOptions => ({ raiseAfterMs: holdMs, clearAfterMs: holdMs });
/** A clock that swings is right now and then. */
const swingMs = 60_000;
/** Some meters tell their clock once an hour. */
const clockGapMs = 3 * 3_600_000;
const peakHoldMs = 60_000;
const peakGapMs = 300_000;

/** How every event of the table is found. */
export const judges: Readonly<Record<EventName, EventJudge>> = {
  fuse: { timing: ({ fuse }) => evenly(fuse.holdMs), judge: judgeFuse },
  "voltage-low": {
    timing: ({ voltage }) => evenly(voltage.holdMs),
    judge: (input, limits) => judgeVoltage(input, limits, true),
  },
  "voltage-high": {
    timing: ({ voltage }) => evenly(voltage.holdMs),
    judge: (input, limits) => judgeVoltage(input, limits, false),
  },
  "no-data": {
    timing: ({ silence }) => ({ raiseAfterMs: silence.holdMs, clearAfterMs: 0 }),
    judge: ({ isSilent }) => (isSilent === undefined ? [] : [{ look: isSilent ? "raise" : "clear" }]),
  },
  "clock-wrong": {
    timing: ({ clock }) => ({ ...evenly(clock.holdMs), maxGapMs: clockGapMs, raiseLastsMs: swingMs }),
    judge: judgeClock,
  },
  export: { timing: (limits) => evenly(limits.export.holdMs), judge: judgeExport },
  // Readings of some meters are minutes apart.
  peak: { timing: () => ({ ...evenly(peakHoldMs), maxGapMs: peakGapMs }), judge: judgePeak },
};
