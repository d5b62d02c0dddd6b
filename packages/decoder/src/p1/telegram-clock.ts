import { isLocalTime } from "../axdr/date-time.ts";
import { DayClock } from "../reading/day-clock.ts";
import { type ClockContext, type MeterTime, offsetOfSeasonTime, resolveSeasonTime } from "../reading/meter-clock.ts";
import type { LocalTime, Season } from "../zone-rules.ts";

/**
 * Reads the digits of a time at `at`; undefined where they are none, and where something has to be said of it. The next one
 * is told in the same object.
 */
export type TimeReader = (view: DataView, at: number) => MeterTime | undefined;

/** Of times that are written alike. */
export function createTimeReader(season: Season | undefined, clock: ClockContext): TimeReader {
  const day = new DayClock();
  // Digits of year and month, and of the day.
  let yearMonth = -1;
  let dayOfMonth = -1;
  return (view, at) => {
    if (view.getInt32(at) !== yearMonth || view.getInt16(at + 4) !== dayOfMonth) {
      const local = localTimeAt(view, at);
      if (local === undefined) return undefined;
      if (!day.begin(local, (time) => offsetOfSeasonTime(time, season, clock))) {
        const time = resolveSeasonTime(local, season, clock);
        return time.diagnosis === undefined ? time : undefined;
      }
      yearMonth = view.getInt32(at);
      dayOfMonth = view.getInt16(at + 4);
    }
    return day.at(twoDigits(view, at + 6), twoDigits(view, at + 8), twoDigits(view, at + 10));
  };
}

function localTimeAt(view: DataView, at: number): LocalTime | undefined {
  const local = {
    year: 2000 + twoDigits(view, at),
    month: twoDigits(view, at + 2),
    day: twoDigits(view, at + 4),
    hour: twoDigits(view, at + 6),
    minute: twoDigits(view, at + 8),
    second: twoDigits(view, at + 10),
  };
  return local.year < 2100 && isLocalTime(local) ? local : undefined;
}

/** Above 99 where one of them is no digit. */
function twoDigits(view: DataView, at: number): number {
  const tens = view.getUint8(at) ^ 0x30;
  const ones = view.getUint8(at + 1) ^ 0x30;
  return tens > 9 || ones > 9 ? 100 : tens * 10 + ones;
}
