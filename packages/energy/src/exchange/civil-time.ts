import type { LocalTime, ZoneRules } from "@meter2mqtt/decoder";

const minuteMs = 60_000;

/** What a clock without a zone shows, as the epoch milliseconds that it would be in UTC. */
export type CivilMs = number;

/** Date and time of a {@link CivilMs}. */
function localOfCivil(civil: CivilMs): LocalTime {
  const date = new Date(civil);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
}

/** The instants that a local time can be: none in the hour that is skipped, two in the one that is there twice. */
export function instantsOf(civil: CivilMs, zone: string, rules: ZoneRules): readonly number[] {
  const local = localOfCivil(civil);
  const summer = civil - rules.offsetAt(zone, local, "summer") * minuteMs;
  const winter = civil - rules.offsetAt(zone, local, "winter") * minuteMs;
  if (summer !== winter) return [Math.min(summer, winter), Math.max(summer, winter)];
  return summer + rules.offsetOf(zone, summer) * minuteMs === civil ? [summer] : [];
}
