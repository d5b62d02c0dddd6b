import { isoLocal } from "../reading/iso-time.ts";
import { type ClockContext, resolveSeasonTime } from "../reading/meter-clock.ts";
import { epochOfLocal, type LocalTime, type ZoneRules } from "../zone-rules.ts";
import { parseP1Number, parseP1Time } from "./value.ts";

/** The highest quarter-hour of a month that has ended, as a Belgian meter keeps it. */
export interface HistoryPeak {
  /** `2026-10`, of the meter's calendar. */
  readonly month: string;
  /** Epoch milliseconds, as the meter says it: the end of the quarter. */
  readonly at: number;
  readonly watts: number;
}

/** OBIS code of the line, as `objects` of a reading have it. */
export const peakHistoryObis = "0-0:98.1.0*255";

/** Meters keep 13 months; of a telegram that says more, so many are read. */
const mostMonths = 60;
const fieldsOfMonth = 3;

/**
 * Reads what stands behind `0-0:98.1.0` in telegrams of Belgian meters (e-MUCS P1, version 1.7):
 *
 * | Field | |
 * | --- | --- |
 * | first | count of the months that follow |
 * | second, third | OBIS codes of what follows: 1-0:1.6.0, the month's highest demand, twice |
 * | for each month | when the month ended, when its peak was, the peak in kW |
 *
 * Hungarian meters say other monthly values under the same code: those are no peaks, and give none. A month whose peak has
 * no valid time was not counted, and is left out.
 */
export function parsePeakHistory(
  text: string,
  { rules, zone }: { readonly rules: ZoneRules; readonly zone: string },
): HistoryPeak[] {
  const fields = [...text.matchAll(/\(([^()]*)\)/g)].map(([, field = ""]) => field);
  const [count = "", first = "", second = "", ...rest] = fields;
  if (!/^\d{1,3}$/.test(count) || ![first, second].every((code) => /^(1-0:)?1\.6\.0$/.test(code))) return [];
  const context: ClockContext = { rules, zone: { zone, assumed: false } };
  const peaks: HistoryPeak[] = [];
  for (let index = 0; index < Math.min(Number(count), mostMonths); index++) {
    const place = index * fieldsOfMonth;
    const [ended, time] = [parseP1Time(rest[place] ?? ""), parseP1Time(rest[place + 1] ?? "")];
    const number = parseP1Number(rest[place + 2] ?? "");
    if (ended === undefined || time === undefined || number?.unit !== "W") continue;
    const at = resolveSeasonTime(time.local, time.season, context).epoch;
    peaks.push({ month: monthBefore(ended.local), at, watts: number.value });
  }
  return peaks;
}

/** The month that ends at a local time, or that the time is in. */
function monthBefore(local: LocalTime): string {
  const last = new Date(epochOfLocal(local) - 1000);
  return isoLocal({
    ...{ year: last.getUTCFullYear(), month: last.getUTCMonth() + 1, day: 1 },
    ...{ hour: 0, minute: 0, second: 0 },
  }).slice(0, 7);
}
