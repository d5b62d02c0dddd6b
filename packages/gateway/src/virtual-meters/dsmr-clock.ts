import { createIntlZoneRules } from "@meter2mqtt/decoder";

const rules = createIntlZoneRules();
const formats = new Map<string, Intl.DateTimeFormat>();
const fields = ["year", "month", "day", "hour", "minute", "second"] as const;

/**
 * An instant as DSMR writes it: `YYMMDDhhmmss`, then S while the zone has summer time and W otherwise. So the hour that
 * autumn has twice is told apart. Throws RangeError for a zone that the platform doesn't know.
 */
export function toDsmrClock(at: number, zone: string): string {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const [year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0] = fields.map((field) => parts.get(field));
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  const offset = Math.round((local - Math.floor(at / 1000) * 1000) / 60_000);
  const digits = [year % 100, month, day, hour, minute, second].map((number) => String(number).padStart(2, "0"));
  return `${digits.join("")}${offset > rules.standardOffset(zone, year) ? "S" : "W"}`;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const numeric = "numeric";
  const format = new Intl.DateTimeFormat("en-u-hc-h23", {
    timeZone: zone,
    ...{ year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric },
  });
  formats.set(zone, format);
  return format;
}
