/** Zones that meters of our countries stand in come first; then all that the browser knows. */
const usual = [
  "Europe/Oslo",
  "Europe/Copenhagen",
  "Europe/Stockholm",
  "Europe/Berlin",
  "Europe/Amsterdam",
  "Europe/Brussels",
  "Europe/Vienna",
  "Europe/Zurich",
  "Europe/Helsinki",
  "Europe/Warsaw",
] as const;

export function meterZones(known: readonly string[] = Intl.supportedValuesOf("timeZone")): readonly string[] {
  return [...new Set([...usual.filter((zone) => known.includes(zone)), ...known])];
}
