import type { ZoneRules } from "@meter2mqtt/decoder";
import { type CivilMs, instantsOf } from "./civil-time.ts";
import type { WrittenValue } from "./read-rows.ts";
import type { WrittenTime } from "./written-times.ts";

/** A value at its place in time. */
export interface PlacedValue extends WrittenValue {
  /** Epoch milliseconds. */
  readonly instant: number;
}

/** Where the local times of one series of a file lie; undefined for a time that the zone skips. */
export type Place = (time: WrittenTime) => number | undefined;

/**
 * Places local times without an offset, in the order of the file. An hour that a zone has twice comes twice in the file,
 * one after the other (02:00 02:15 02:30 02:45 02:00 02:15 ...) or in pairs (02:00 02:00 02:15 02:15 ...): what is taken
 * already, or comes after the clock was set back, is the second one. Files are in ascending order here.
 */
export function createPlace(zone: string, rules: ZoneRules): Place {
  const taken = new Set<number>();
  let before: CivilMs = Number.NEGATIVE_INFINITY;
  let setBack = false;
  let latest: { readonly civil: CivilMs; readonly instants: readonly number[] } | undefined;
  return (time) => {
    if (time.hasOffset) return time.at;
    const civil = time.at;
    if (latest?.civil !== civil) latest = { civil, instants: instantsOf(civil, zone, rules) };
    const [first, second] = latest.instants;
    if (first === undefined || second === undefined) {
      before = civil;
      setBack = false;
      return first;
    }
    setBack ||= civil < before;
    before = civil;
    const instant = setBack || taken.has(first) ? second : first;
    taken.add(instant);
    return instant;
  };
}

/** Whether the times of a series go down. Local times do so over one hour in autumn: the ends decide. */
export function isDescending(times: readonly WrittenTime[]): boolean {
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined || first.hasOffset !== last.hasOffset || last.at >= first.at)
    return false;
  // A file of nothing but the doubled hour may end a little before its beginning, and is in order.
  return first.hasOffset || last.at < first.at - 3_600_000 || !fallsBackOnce(times);
}

function fallsBackOnce(times: readonly WrittenTime[]): boolean {
  const backwards = times.filter(({ at }, index) => at < (times[index - 1]?.at ?? at));
  return backwards.length === 1 && times.length > 2;
}
