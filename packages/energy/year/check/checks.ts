import { rollUp } from "@meter2mqtt/energy";
import type { Finding } from "./finding.ts";
import type { Subject } from "./subject.ts";

/** Of everything that is measured; of a snapshot to the register's step, of a live register as far as its neighbours say. */
export function checkMeasured(subject: Subject): Finding {
  const measured = subject.intervals.filter(({ quality }) => quality === "measured");
  const wrong = measured.flatMap(({ start, amount }) => {
    const end = start + subject.lengthMs;
    const shown = subject.shown(start, end);
    const allowed = subject.allowance(start, end);
    const truth = subject.truth(start, end) / subject.resolutionWh;
    const isRight = subject.isSnapshot
      ? isSnapshotRight(subject, { start, amount, shown, truth })
      : shown !== undefined && allowed !== undefined && Math.abs(amount - truth) <= allowed;
    return isRight ? [] : [`${shownAt(start)} says ${amount}, true is ${truth.toFixed(2)} (registers ${shown})`];
  });
  return { what: "measured intervals are true", checked: measured.length, wrong };
}

/** Beside an old register that power doesn't contradict, as less than half a step was used, by the half step more. */
function isSnapshotRight(
  subject: Subject,
  interval: {
    readonly start: number;
    readonly amount: number;
    readonly shown: number | undefined;
    readonly truth: number;
  },
): boolean {
  const { start, amount, shown, truth } = interval;
  if (amount === shown) return Math.abs(amount - truth) < 1;
  const isBesideOld = [start, start + subject.lengthMs].some((at) => !subject.isHeard(at) && !subject.isLost(at));
  return isBesideOld && shown !== undefined && Math.abs(amount - truth) < 1.5;
}

/** Sums of days in the zone, of 23, 24 and 25 hours, whatever was missed within them. */
export function checkDays(subject: Subject): Finding {
  const { calendar, time } = subject;
  const days = new Map(rollUp(subject.intervals, "day", calendar).map((day) => [day.start, day]));
  let checked = 0;
  const wrong: string[] = [];
  for (const start of calendar.starts("day", time.from, time.to)) {
    const end = calendar.endOf("day", start);
    const shown = subject.shown(start, end);
    const allowed = subject.allowance(start, end);
    if (shown === undefined || allowed === undefined || !subject.isHeard(start) || !subject.isHeard(end)) continue;
    checked++;
    const sum = days.get(start)?.amount ?? 0;
    if (Math.abs(sum - shown) > allowed) wrong.push(`${shownAt(start)} sums up to ${sum}, the registers say ${shown}`);
  }
  return { what: "days are register differences", checked, wrong };
}

export function checkBounds(subject: Subject): Finding {
  const wrong = subject.intervals
    .filter(({ amount }) => !Number.isInteger(amount) || amount < 0 || amount > subject.most)
    .map(({ start, amount }) => `${shownAt(start)} says ${amount}, at most ${subject.most} can flow`);
  return { what: "none negative or above the fuse", checked: subject.intervals.length, wrong };
}

/** Outside outages; without hours that border a lost hourly list. */
export function checkShare(subject: Subject): Finding {
  const counted = subject.starts.filter((start) => {
    const end = start + subject.lengthMs;
    if (subject.isSilent(start, end)) return false;
    return !subject.isSnapshot || (!subject.isLost(start) && !subject.isLost(end));
  });
  const measured = counted.filter((start) => subject.interval(start)?.quality === "measured");
  const share = measured.length / counted.length;
  const what = `measured: ${(100 * share).toFixed(2)} %, at least 99 %`;
  return { what, checked: counted.length, wrong: share >= 0.99 ? [] : [`only ${(100 * share).toFixed(2)} %`] };
}

/** The three highest hours of every month, of those that no outage or lost boundary list touched. */
export function checkPeaks(subject: Subject): Finding {
  const { calendar, time } = subject;
  const hours = new Map(rollUp(subject.intervals, "hour", calendar).map((hour) => [hour.start, hour.amount]));
  const wrong: string[] = [];
  let checked = 0;
  for (const month of calendar.starts("month", time.from, time.to)) {
    const end = Math.min(time.to, calendar.endOf("month", month));
    const untouched = calendar
      .starts("hour", Math.max(month, time.from), end)
      .filter((hour) => !isTouched(subject, hour));
    const truth = new Map(untouched.map((hour) => [hour, subject.truth(hour, calendar.endOf("hour", hour))]));
    const amounts = new Map(untouched.map((hour) => [hour, hours.get(hour) ?? Number.NaN]));
    const highest = topThree(amounts);
    const lowestTrue = truth.get(topThree(truth)[2] ?? 0) ?? 0;
    for (const hour of highest) {
      checked++;
      const amount = (amounts.get(hour) ?? Number.NaN) * subject.resolutionWh;
      const hourEnd = calendar.endOf("hour", hour);
      const room = Math.max(1, subject.allowance(hour, hourEnd) ?? 0) * subject.resolutionWh;
      const isRight = Math.abs(amount - (truth.get(hour) ?? 0)) <= room && (truth.get(hour) ?? 0) >= lowestTrue - room;
      if (!isRight) wrong.push(`${shownAt(hour)} says ${amount} Wh, true is ${truth.get(hour)?.toFixed(1)} Wh`);
    }
  }
  return { what: "three highest hours of each month", checked, wrong };
}

function isTouched(subject: Subject, hour: number): boolean {
  const end = subject.calendar.endOf("hour", hour);
  if (subject.isSilent(hour, end)) return true;
  for (let at = hour; at <= end; at += subject.lengthMs) if (!subject.isHeard(at)) return true;
  return false;
}

function topThree(amounts: ReadonlyMap<number, number>): number[] {
  return [...amounts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 3)
    .map(([hour]) => hour);
}

function shownAt(at: number): string {
  return new Date(at).toISOString().slice(0, 16);
}
