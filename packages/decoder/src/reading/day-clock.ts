import { epochOfLocal, type LocalTime } from "../zone-rules.ts";
import { isoWithOffset } from "./iso-time.ts";
import type { ClockOffset, MeterTime } from "./meter-clock.ts";

type MutableLocalTime = { -readonly [K in keyof LocalTime]: LocalTime[K] };

/**
 * A meter's clock on one day, and the time that it told last. On most days a clock has one offset from the first second to
 * the last: zone and season are asked once then.
 */
export class DayClock implements MeterTime {
  text = "";
  epoch: number = Number.NaN;
  usedZone = false;
  readonly diagnosis = undefined;
  readonly #local: MutableLocalTime = { year: 1970, month: 1, day: 1, hour: 0, minute: 0, second: 0 };
  #offset = 0;
  #midnight = 0;
  /** Of the day, of the time that was told last. */
  #second = -1;

  /**
   * Begins the day of `local`; false on a day on which the offset changes, or of which something has to be said. `offsetAt`
   * knows the clock's offset at a time.
   */
  begin({ year, month, day }: LocalTime, offsetAt: (local: LocalTime) => ClockOffset): boolean {
    const midnight = { year, month, day, hour: 0, minute: 0, second: 0 };
    const first = offsetAt(midnight);
    const last = offsetAt({ year, month, day, hour: 23, minute: 59, second: 59 });
    // No zone changes its offset twice a day.
    if (last.minutes !== first.minutes) return false;
    if (first.diagnosis !== undefined || last.diagnosis !== undefined) return false;
    const local = this.#local;
    local.year = year;
    local.month = month;
    local.day = day;
    this.#midnight = epochOfLocal(midnight) - first.minutes * 60_000;
    this.#offset = first.minutes;
    this.#second = -1;
    this.usedZone = first.usedZone;
    return true;
  }

  /** The time of that day, in this object; undefined where there is none. */
  at(hour: number, minute: number, second: number): MeterTime | undefined {
    if (hour > 23 || minute > 59 || second > 59) return undefined;
    const ofDay = (hour * 60 + minute) * 60 + second;
    if (ofDay === this.#second) return this;
    const local = this.#local;
    local.hour = hour;
    local.minute = minute;
    local.second = second;
    this.text = isoWithOffset(local, this.#offset);
    this.epoch = this.#midnight + ofDay * 1000;
    this.#second = ofDay;
    return this;
  }
}
