/** Civil date and time without a zone, as clocks show it. Months and days count from 1. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** What a clock says about daylight saving at a moment, where it says anything. */
export type Season = "summer" | "winter";

/**
 * The port through which the decoder asks for time zone data: it owns none. Offsets are minutes east of UTC.
 */
export interface ZoneRules {
  /** The zone that the host is set to. */
  readonly hostZone: string;
  /**
   * Offset that `zone` has at the local time. In the doubled autumn hour `season` chooses; without it the first of
   * the two (summer) is taken. In the skipped spring hour the offset before the change is given.
   */
  offsetAt(zone: string, local: LocalTime, season?: Season): number;
  /** Offset that `zone` has at an instant, in epoch milliseconds. */
  offsetOf(zone: string, instant: number): number;
  /** Offset of the zone's standard time in that year. */
  standardOffset(zone: string, year: number): number;
  /** Offset of the zone's summer time in that year; the standard offset where it has none. */
  summerOffset(zone: string, year: number): number;
}

/**
 * Days since 1970-01-01 of a civil date from the year 1 on (proleptic Gregorian), by counting from March so that leap days
 * come last. In whole numbers of 32 bits, which divide quickly.
 */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const leapDays = ((y / 4) | 0) - ((y / 100) | 0) + ((y / 400) | 0);
  const dayOfYear = (((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) | 0) + day - 1;
  return 365 * y + leapDays + dayOfYear - 719_468;
}

/** Epoch milliseconds that the local time would have in UTC. */
export function epochOfLocal(local: LocalTime): number {
  const days = daysFromCivil(local.year, local.month, local.day);
  return (((days * 24 + local.hour) * 60 + local.minute) * 60 + local.second) * 1000;
}

/** Offset at a local time (as if it were UTC) that a change decides; undefined for times before it. */
function offsetAround(
  { at, before, after }: Transition,
  asUtc: number,
  season: Season | undefined,
): number | undefined {
  const localBefore = at + before * 60_000;
  const localAfter = at + after * 60_000;
  if (asUtc < Math.min(localBefore, localAfter)) return undefined;
  if (asUtc >= Math.max(localBefore, localAfter)) return after;
  // The hour that is there twice, or not at all.
  return localAfter < localBefore && season === "winter" ? after : before;
}

interface Transition {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly before: number;
  readonly after: number;
}

/** What holds around one year in one zone: two changes at most in every zone that has meters. */
interface ZoneYear {
  readonly first: number;
  readonly transitions: readonly Transition[];
  /** The least and the greatest of its offsets. */
  readonly standard: number;
  readonly summer: number;
}

const hour = 3_600_000;

/**
 * Zone rules from the platform's own data (ECMA-402 `Intl`), which Node and browsers carry. The platform is asked once
 * for each zone and year; after that an offset costs a few comparisons.
 *
 * @throws RangeError when the platform doesn't know the zone: configuration is checked before.
 */
export function createIntlZoneRules(): ZoneRules {
  const years = new Map<string, ZoneYear>();
  const formats = new Map<string, Intl.DateTimeFormat>();

  const offsetOfInstant = (zone: string, instant: number): number => {
    let format = formats.get(zone);
    if (format === undefined) {
      format = new Intl.DateTimeFormat("en-u-hc-h23", {
        timeZone: zone,
        year: "numeric",
        month: "numeric",
        day: "numeric",
        hour: "numeric",
        minute: "numeric",
        second: "numeric",
      });
      formats.set(zone, format);
    }
    const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
    for (const { type, value } of format.formatToParts(instant)) parts[type] = Number(value);
    const { year = 1970, month = 1, day = 1, minute = 0, second = 0 } = parts;
    const local = epochOfLocal({ year, month, day, hour: parts.hour ?? 0, minute, second });
    return Math.round((local - Math.floor(instant / 1000) * 1000) / 60_000);
  };

  /** The moment of a change between two instants with different offsets, by halving. */
  const changeBetween = (zone: string, from: number, to: number, before: number): number => {
    let low = from;
    let high = to;
    while (high - low > 1000) {
      const middle = Math.floor((low + high) / 2000) * 1000;
      if (offsetOfInstant(zone, middle) === before) low = middle;
      else high = middle;
    }
    return high;
  };

  // A meter's clock stays in one zone and, for long, in one year: the last answer is nearly always the next one.
  let latest: { readonly zone: string; readonly year: number; readonly known: ZoneYear } | undefined;

  const yearOf = (zone: string, year: number): ZoneYear => {
    if (latest !== undefined && latest.year === year && latest.zone === zone) return latest.known;
    const key = `${zone} ${year}`;
    const known = years.get(key) ?? askPlatform(zone, year);
    years.set(key, known);
    latest = { zone, year, known };
    return known;
  };

  const askPlatform = (zone: string, year: number): ZoneYear => {
    const transitions: Transition[] = [];
    let at = Date.UTC(year - 1, 11, 31);
    let before = offsetOfInstant(zone, at);
    const first = before;
    // Steps of a week: shorter than any daylight-saving period.
    for (const end = Date.UTC(year + 1, 0, 2); at < end; at += 168 * hour) {
      const after = offsetOfInstant(zone, at + 168 * hour);
      if (after === before) continue;
      transitions.push({ at: changeBetween(zone, at, at + 168 * hour, before), before, after });
      before = after;
    }
    const offsets = [first, ...transitions.map((transition) => transition.after)];
    return { first, transitions, standard: Math.min(...offsets), summer: Math.max(...offsets) };
  };

  return {
    hostZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    offsetAt: (zone, local, season) => {
      const asUtc = epochOfLocal(local);
      const { first, transitions } = yearOf(zone, local.year);
      let offset = first;
      for (const transition of transitions) offset = offsetAround(transition, asUtc, season) ?? offset;
      return offset;
    },
    offsetOf: (zone, instant) => {
      const { first, transitions } = yearOf(zone, new Date(instant).getUTCFullYear());
      let offset = first;
      for (const { at, after } of transitions) if (instant >= at) offset = after;
      return offset;
    },
    standardOffset: (zone, year) => yearOf(zone, year).standard,
    summerOffset: (zone, year) => yearOf(zone, year).summer,
  };
}
