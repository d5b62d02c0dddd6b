import { type CosemDateTime, isDaylightSaving } from "../axdr/date-time.ts";
import { createDiagnosis, type Diagnosis } from "../diagnosis.ts";
import { say } from "../words/say.ts";
import { epochOfLocal, type LocalTime, type Season, type ZoneRules } from "../zone-rules.ts";
import { isoLocal, isoWithOffset } from "./iso-time.ts";
import { zoneOfCountry } from "./zone-country.ts";

/**
 * How a maker's clocks run, where the telegram doesn't say: `dst-bit`: by the clock status, clear means standard time;
 * `standard-all-year`: standard time also in summer; `local`: the zone's own rules; `ignore-deviation`: the deviation
 * that is sent is not true, the clock shows local time.
 */
export type ClockRule = "dst-bit" | "standard-all-year" | "local" | "ignore-deviation";

/** The zone in which a meter's clock is read, and how it was found. */
export interface ClockZone {
  readonly zone: string;
  /** Neither configured nor known from the meter's country. */
  readonly assumed: boolean;
}

/** Configured, else the country's only zone, else the host's unless that is UTC, else Europe/Berlin. */
export function chooseZone(rules: ZoneRules, zone: string | undefined, country: string | undefined): ClockZone {
  if (zone !== undefined) return { zone, assumed: false };
  const ofCountry = country === undefined ? undefined : zoneOfCountry(country);
  if (ofCountry !== undefined) return { zone: ofCountry, assumed: false };
  const host = rules.hostZone;
  const hostSaysNothing = host === "" || /^(Etc\/)?(UTC|GMT|UCT|Zulu|Universal)$/i.test(host);
  return { zone: hostSaysNothing ? "Europe/Berlin" : host, assumed: true };
}

export interface ClockContext {
  readonly rules: ZoneRules;
  readonly zone: ClockZone;
  readonly profileRule?: ClockRule | undefined;
}

export interface MeterTime {
  /** ISO 8601 with offset. */
  readonly text: string;
  readonly epoch: number;
  /** The zone's data had to decide. */
  readonly usedZone: boolean;
  readonly diagnosis: Diagnosis | undefined;
}

/** How far a clock is ahead of UTC at one of its times, and how that was found. */
export interface ClockOffset {
  readonly minutes: number;
  /** The zone's data had to decide. */
  readonly usedZone: boolean;
  readonly diagnosis?: Diagnosis | undefined;
}

function meterTime(local: LocalTime, { minutes, usedZone, diagnosis }: ClockOffset): MeterTime {
  return { text: isoWithOffset(local, minutes), epoch: epochOfLocal(local) - minutes * 60_000, usedZone, diagnosis };
}

/** Date and time stay as sent; only the offset is decided. */
export function resolveDateTime(dateTime: CosemDateTime, context: ClockContext): MeterTime {
  return meterTime(dateTime.local, offsetOfDateTime(dateTime, context));
}

/**
 * The first that applies: a deviation that was sent (unless the maker's is known to be untrue), the clock status's
 * daylight-saving bit when set, the maker's rule, the zone.
 */
export function offsetOfDateTime({ local, deviation, status }: CosemDateTime, context: ClockContext): ClockOffset {
  const { rules, profileRule } = context;
  const { zone } = context.zone;
  // The subtraction from 0 keeps a deviation of 0 from becoming -0, which prints as a sign.
  if (deviation !== undefined && profileRule !== "ignore-deviation") return { minutes: 0 - deviation, usedZone: false };
  if (isDaylightSaving(status)) return { minutes: rules.summerOffset(zone, local.year), usedZone: true };
  if ((profileRule === "dst-bit" && status !== undefined) || profileRule === "standard-all-year")
    return { minutes: rules.standardOffset(zone, local.year), usedZone: true };
  return { minutes: rules.offsetAt(zone, local), usedZone: true };
}

/** A P1 telegram's clock, which carries a season letter or nothing. */
export function resolveSeasonTime(local: LocalTime, season: Season | undefined, context: ClockContext): MeterTime {
  return meterTime(local, offsetOfSeasonTime(local, season, context));
}

/** The zone's offset; a season letter tells the doubled hour's halves apart, and may contradict the zone. */
export function offsetOfSeasonTime(local: LocalTime, season: Season | undefined, context: ClockContext): ClockOffset {
  const { rules } = context;
  const { zone } = context.zone;
  const minutes = rules.offsetAt(zone, local, season);
  if (season === undefined) return { minutes, usedZone: true };
  const said = season === "summer" ? rules.summerOffset(zone, local.year) : rules.standardOffset(zone, local.year);
  if (said === minutes) return { minutes, usedZone: true };
  const clock = isoLocal(local);
  const words = say(season === "summer" ? "seasonSummer" : "seasonWinter", { clock, zone });
  const diagnosis = createDiagnosis("clock/season-contradicts-zone", words, { evidence: { clock, season, zone } });
  return { minutes, usedZone: true, diagnosis };
}
