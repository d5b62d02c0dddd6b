import { isoUtc } from "../reading/iso-time.ts";
import { type SmlNode, smlInteger } from "./node.ts";

/** Choices of SML_Time (TR-03109-1 annex IV, "SML_Time"): seconds since the meter started, Unix time, Unix time with offsets. */
const timestampChoice = 2;
const localTimestampChoice = 3;

/** Earlier ones count from the meter's start or were never set; later ones are beyond the 32 bits of the field. */
const earliest = Date.UTC(2000, 0, 1) / 1000;

/**
 * The clock of an SML_Time as ISO 8601 with its offset; undefined where it counts seconds from the meter's start, which
 * is also what a bare number does that some meters send in its place.
 */
export function smlTimestamp(octets: Uint8Array, node: SmlNode | undefined): string | undefined {
  const [choice, value] = node?.elements ?? [];
  const kind = smlInteger(octets, choice);
  if (kind === timestampChoice) return isoAt(smlInteger(octets, value), 0);
  if (kind !== localTimestampChoice) return undefined;
  const [seconds, local, season] = (value?.elements ?? []).map((element) => smlInteger(octets, element));
  const offset = Number(local ?? 0) + Number(season ?? 0);
  return isoAt(seconds, offset);
}

function isoAt(seconds: number | bigint | undefined, offsetMinutes: number): string | undefined {
  if (typeof seconds !== "number" || seconds < earliest || seconds > 0xffff_ffff) return undefined;
  if (!Number.isInteger(offsetMinutes) || Math.abs(offsetMinutes) > 14 * 60) return undefined;
  const size = Math.abs(offsetMinutes);
  const two = (value: number): string => `${value}`.padStart(2, "0");
  const sign = offsetMinutes < 0 ? "-" : "+";
  const local = isoUtc((seconds + offsetMinutes * 60) * 1000).slice(0, 19);
  return `${local}${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
