import type { ZoneRules } from "@meter2mqtt/decoder";
import { Calendar, type LedgerInterval, type Rollup, rollUp } from "@meter2mqtt/energy";
import type { LedgerTables } from "./ledger-tables.ts";

/** How long the ledger keeps what. Days are kept for good. */
export interface LedgerRetention {
  /** Quarters, and the values that they follow from; older ones are joined to hours. */
  readonly quarterDays: number;
  readonly hourDays: number;
}

const dayMs = 86_400_000;
/** Power to the 10 seconds is kept for so long: later nothing comes in that would change a quarter's mean. */
const powerDays = 35;
/** Values are kept so much longer than the quarters beside them: those at the edge are judged by them. */
const bucketMarginMs = 2 * dayMs;
/** What is joined at once: a shorter retention takes effect over some hours, not by one long standstill. */
const joinedAtOnceMs = 7 * dayMs;

interface RetentionContext {
  readonly tables: LedgerTables;
  readonly retention: LedgerRetention;
  readonly zoneRules: ZoneRules;
}

/**
 * Within a transaction: joins quarters that are old to hours, takes out hours that are too old, and what is known of
 * power beside its means. Gives the start of the earliest quarter that is kept; undefined where none was joined so far.
 */
export function joinOld({ tables, retention, zoneRules }: RetentionContext, now: number): number | undefined {
  const tracks = tables.tracks.all();
  const zones = new Map(tables.state.meters().map(({ about }) => [about.meter, about.zone]));
  const hoursFrom = now - retention.hourDays * dayMs;
  const joinedTo = tables.state.joinedTo ?? firstDay(tables);
  const wanted = Math.floor((now - retention.quarterDays * dayMs) / dayMs) * dayMs;
  const to = joinedTo === undefined ? undefined : Math.min(wanted, joinedTo + joinedAtOnceMs);
  for (const { id, meter } of tracks) {
    tables.thinPower(id, now - powerDays * dayMs);
    tables.intervals.removeBetween(id, Number.MIN_SAFE_INTEGER, hoursFrom);
    if (joinedTo === undefined || to === undefined || to <= joinedTo) continue;
    joinTrack(tables, id, { from: joinedTo, to, calendar: new Calendar(zones.get(meter) ?? "UTC", zoneRules) });
  }
  if (joinedTo === undefined || to === undefined || to <= joinedTo) return tables.state.joinedTo;
  tables.state.putJoinedTo(to);
  return to;
}

/** The day of the earliest interval. */
function firstDay({ tracks, intervals }: LedgerTables): number | undefined {
  const starts = tracks.all().flatMap(({ id }) => intervals.from(id, Number.MIN_SAFE_INTEGER, 1));
  if (starts.length === 0) return undefined;
  return Math.floor(Math.min(...starts.map(({ start }) => start)) / dayMs) * dayMs;
}

function joinTrack(
  tables: LedgerTables,
  track: number,
  { from, to, calendar }: { readonly from: number; readonly to: number; readonly calendar: Calendar },
): void {
  const intervals = tables.intervals.between(track, from, to);
  tables.intervals.removeBetween(track, from, to);
  for (const hour of rollUp(intervals, "hour", calendar)) tables.intervals.put(track, toInterval(hour));
  tables.buckets.removeBetween(track, Number.MIN_SAFE_INTEGER, to - bucketMarginMs);
  tables.power.removeBetween(track, Number.MIN_SAFE_INTEGER, to - bucketMarginMs);
}

/** As sure as the least sure of its quarters. */
function toInterval(hour: Rollup): LedgerInterval & { readonly quality: "measured" | "interpolated" | "estimated" } {
  const { start, end, amount, measuredMs, interpolatedMs, estimatedMs } = hour;
  const lengthMs = end - start;
  const known = interpolatedMs > 0 ? "interpolated" : "measured";
  const coveredMs = Math.min(lengthMs, measuredMs + interpolatedMs + estimatedMs);
  return { start, lengthMs, amount, quality: estimatedMs > 0 ? "estimated" : known, coveredMs };
}
