import type { LedgerInterval } from "@meter2mqtt/energy";

/** A stretch of time that is to come to `steps` in all; epoch milliseconds, `to` is exclusive. */
export interface Correction {
  readonly from: number;
  readonly to: number;
  readonly steps: number;
  /** How long the register's intervals are where there is none yet. */
  readonly usualMs: number;
}

/** What one interval becomes. */
export interface CorrectedInterval {
  readonly start: number;
  readonly lengthMs: number;
  readonly steps: number;
  readonly was: number | undefined;
}

type Slot = Omit<CorrectedInterval, "steps">;

/**
 * Shares out what is known of a stretch of time over its intervals. Where some are missing and the rest comes to no more
 * than the whole, what is left is theirs in equal parts, and the known ones stay. Otherwise those that are known change
 * in proportion. The parts add up to the whole exactly.
 *
 * @returns the intervals that change; undefined where one of them reaches out of the time
 */
export function spreadCorrection(
  known: readonly LedgerInterval[],
  { from, to, steps, usualMs }: Correction,
): CorrectedInterval[] | undefined {
  if (known.some(({ start, lengthMs }) => start < from || start + lengthMs > to)) return undefined;
  const there = known.map(({ start, lengthMs, amount }): Slot => ({ start, lengthMs, was: amount }));
  const gaps = gapsBetween(there, { from, to, usualMs });
  const sum = there.reduce((total, { was = 0 }) => total + was, 0);
  if (gaps.length > 0 && steps >= sum) return share(steps - sum, gaps, ({ lengthMs }) => lengthMs);
  if (sum > 0) return share(steps, there, ({ was = 0 }) => was);
  const all = [...there, ...gaps].sort((a, b) => a.start - b.start);
  return share(steps, all, ({ lengthMs }) => lengthMs);
}

function gapsBetween(there: readonly Slot[], { from, to, usualMs }: Omit<Correction, "steps">): Slot[] {
  const gaps: Slot[] = [];
  let at = from;
  for (const { start, lengthMs } of [...there, { start: to, lengthMs: 0 }]) {
    for (; at < start; at += usualMs) gaps.push({ start: at, lengthMs: Math.min(usualMs, start - at), was: undefined });
    at = start + lengthMs;
  }
  return gaps;
}

/** By weight; each part is rounded so that all before it together are as near as can be. */
function share(steps: number, slots: readonly Slot[], weightOf: (slot: Slot) => number): CorrectedInterval[] {
  const whole = slots.reduce((sum, slot) => sum + weightOf(slot), 0);
  let weight = 0;
  let given = 0;
  return slots.map((slot) => {
    weight += weightOf(slot);
    const upTo = Math.round((steps * weight) / whole);
    const part = upTo - given;
    given = upTo;
    return { ...slot, steps: part };
  });
}
