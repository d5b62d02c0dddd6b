import type { LocalTime } from "@meter2mqtt/decoder";

const minute = 60_000;
const hour = 60 * minute;

/** What a clock on the wall shows, and how far it is from UTC. */
export interface ZonedTime {
  readonly local: LocalTime;
  /** Minutes east of UTC: in Central Europe 60, or 120 in summer. */
  readonly offsetMinutes: number;
  readonly summer: boolean;
}

/** Zones of virtual meters that are not on Central European Time: minutes of standard time east of UTC. */
const standardMinutes: Readonly<Record<string, number>> = { "Europe/Helsinki": 120, "Europe/Vilnius": 120 };

/**
 * Time in a zone of a virtual meter. Summer time is from the last Sunday of March to the last Sunday of October, each
 * time at 01:00 UTC in all zones of the Union (Directive 2000/84/EC); so it is since 1996.
 */
export function toZonedTime(at: number, zone: string): ZonedTime {
  const standard = standardMinutes[zone] ?? 60;
  const year = new Date(at).getUTCFullYear();
  const summer = at >= lastSundayAtOne(year, 2) && at < lastSundayAtOne(year, 9);
  return shiftedBy(at, summer ? standard + 60 : standard, summer);
}

/** The same instant by a clock that never changes to summer time. */
export function toStandardTime(at: number, zone: string): ZonedTime {
  return shiftedBy(at, standardMinutes[zone] ?? 60, false);
}

function shiftedBy(at: number, offsetMinutes: number, summer: boolean): ZonedTime {
  const shifted = new Date(at + offsetMinutes * minute);
  const local = {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    second: shifted.getUTCSeconds(),
  };
  return { local, offsetMinutes, summer };
}

function lastSundayAtOne(year: number, month: number): number {
  const lastDay = new Date(Date.UTC(year, month + 1, 0));
  return Date.UTC(year, month, lastDay.getUTCDate() - lastDay.getUTCDay()) + hour;
}

const two = (value: number): string => String(value).padStart(2, "0");

/** ISO 8601 with offset: `2021-08-30T22:20:30+02:00`. */
export function formatIso(time: ZonedTime): string {
  const { local } = time;
  const date = `${local.year}-${two(local.month)}-${two(local.day)}`;
  const clock = `${two(local.hour)}:${two(local.minute)}:${two(local.second)}`;
  return `${date}T${clock}+${two(time.offsetMinutes / 60)}:00`;
}

/** As P1 telegrams write it: `YYMMDDhhmmss`, then S in summer or W. */
export function formatP1Clock(time: ZonedTime): string {
  const { year, month, day, hour: hours, minute: minutes, second } = time.local;
  return [year % 100, month, day, hours, minutes, second].map(two).join("") + (time.summer ? "S" : "W");
}
