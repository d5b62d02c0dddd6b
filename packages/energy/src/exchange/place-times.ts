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
    if (time.kind === "instant") return time.instant;
    const { civil } = time;
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
  if (first === undefined || last === undefined) return false;
  if (first.kind === "instant" && last.kind === "instant") return last.instant < first.instant;
  if (first.kind !== "civil" || last.kind !== "civil") return false;
  // A file of nothing but the doubled hour may end a little before its beginning, and is in order.
  return last.civil < first.civil - 3_600_000 || (last.civil < first.civil && !fallsBackOnce(times));
}

function fallsBackOnce(times: readonly WrittenTime[]): boolean {
  let backwards = 0;
  for (let i = 1; i < times.length; i++) {
    const [earlier, later] = [times[i - 1], times[i]];
    if (earlier?.kind === "civil" && later?.kind === "civil" && later.civil < earlier.civil) backwards++;
  }
  return backwards === 1 && times.length > 2;
}
