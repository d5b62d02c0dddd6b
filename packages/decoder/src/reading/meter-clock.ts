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

function meterTime(local: LocalTime, offset: number, usedZone: boolean, diagnosis?: Diagnosis): MeterTime {
  return { text: isoWithOffset(local, offset), epoch: epochOfLocal(local) - offset * 60_000, usedZone, diagnosis };
}

/**
 * Date and time stay as sent; only the offset is decided, by the first that applies: a deviation that was sent (unless
 * the maker's is known to be untrue), the clock status's daylight-saving bit when set, the maker's rule, the zone.
 */
export function resolveDateTime(dateTime: CosemDateTime, context: ClockContext): MeterTime {
  const { local, deviation, status } = dateTime;
  const { rules, profileRule } = context;
  const { zone } = context.zone;
  // The subtraction from 0 keeps a deviation of 0 from becoming -0, which prints as a sign.
  if (deviation !== undefined && profileRule !== "ignore-deviation") return meterTime(local, 0 - deviation, false);
  if (isDaylightSaving(status)) return meterTime(local, rules.summerOffset(zone, local.year), true);
  if ((profileRule === "dst-bit" && status !== undefined) || profileRule === "standard-all-year") {
    return meterTime(local, rules.standardOffset(zone, local.year), true);
  }
  return meterTime(local, rules.offsetAt(zone, local), true);
}

/** The same for a P1 telegram, whose clock carries a season letter or nothing. */
export function resolveSeasonTime(local: LocalTime, season: Season | undefined, context: ClockContext): MeterTime {
  const { rules } = context;
  const { zone } = context.zone;
  const offset = rules.offsetAt(zone, local, season);
  if (season === undefined) return meterTime(local, offset, true);
  const said = season === "summer" ? rules.summerOffset(zone, local.year) : rules.standardOffset(zone, local.year);
  if (said === offset) return meterTime(local, offset, true);
  const clock = isoLocal(local);
  const words = say(season === "summer" ? "seasonSummer" : "seasonWinter", { clock, zone });
  const diagnosis = createDiagnosis("clock/season-contradicts-zone", words, { evidence: { clock, season, zone } });
  return meterTime(local, offset, true, diagnosis);
}
