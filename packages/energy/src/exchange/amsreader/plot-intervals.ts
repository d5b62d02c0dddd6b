import type { Calendar } from "../../calendar.ts";
import type { EnergyDirection, OutsideInterval } from "../outside-interval.ts";
import type { FirmwareBackup, FirmwarePlot } from "./firmware-backup.ts";

const hourMs = 3_600_000;

/**
 * The plots of a backup as amounts with their places in time, in order: the days of the month plot and the hours of the
 * day plot, none of them twice. Where the hours cover the end of a day whose sum is known, the rest of the day is what
 * the sum leaves.
 *
 * All of it counts as `estimated`: the firmware spreads what came late evenly over hours or days, and the file doesn't
 * say where. A 0 is taken for an amount only where the other direction has one: it is also what the firmware writes for
 * an hour without a telegram.
 */
export function plotIntervals(
  { dayPlot, monthPlot }: Pick<FirmwareBackup, "dayPlot" | "monthPlot">,
  calendar: Calendar,
): readonly OutsideInterval[] {
  const hours = dayPlot === undefined ? [] : hoursOf(dayPlot);
  const days = monthPlot === undefined ? [] : daysOf(monthPlot, calendar);
  return (["import", "export"] as const).flatMap((direction) =>
    joined(
      hours.filter((hour) => hour.direction === direction),
      days.filter((day) => day.direction === direction),
    ),
  );
}

/** The day plot is a ring by hour of UTC: the 24 hours before the last reading's. */
function hoursOf(plot: FirmwarePlot): readonly OutsideInterval[] {
  const end = Math.floor(plot.readAt / hourMs) * hourMs;
  return Array.from({ length: 24 }, (_, index) => end - (24 - index) * hourMs).flatMap((start) =>
    amountsAt(plot, new Date(start).getUTCHours(), start, hourMs),
  );
}

/**
 * The month plot is a ring by day of the month: the days before the last reading's, back to where a later month has
 * written over them.
 */
function daysOf(plot: FirmwarePlot, calendar: Calendar): readonly OutsideInterval[] {
  const today = calendar.dateOf(plot.readAt);
  const seen = new Set<number>();
  const found: (readonly OutsideInterval[])[] = [];
  for (let back = 1; back <= 31; back++) {
    const start = calendar.startOfDate({ ...today, day: today.day - back });
    const { day } = calendar.dateOf(start);
    if (seen.has(day)) continue;
    seen.add(day);
    found.push(amountsAt(plot, day - 1, start, calendar.endOf("day", start) - start));
  }
  return found.reverse().flat();
}

function amountsAt(plot: FirmwarePlot, index: number, start: number, lengthMs: number): readonly OutsideInterval[] {
  const amounts: Readonly<Record<EnergyDirection, number>> = {
    import: plot.importWh[index] ?? 0,
    export: plot.exportWh?.[index] ?? 0,
  };
  if (amounts.import < 0 || amounts.export < 0 || amounts.import + amounts.export === 0) return [];
  const common = { start, lengthMs, quality: "estimated" } as const;
  const imported: OutsideInterval = { ...common, direction: "import", wh: amounts.import };
  const exported: OutsideInterval = { ...common, direction: "export", wh: amounts.export };
  return plot.exportWh === undefined ? [imported] : [imported, exported];
}

function joined(hours: readonly OutsideInterval[], days: readonly OutsideInterval[]): readonly OutsideInterval[] {
  const kept: OutsideInterval[] = [];
  const dropped = new Set<OutsideInterval>();
  for (const day of days) {
    const end = day.start + day.lengthMs;
    const inside = hours.filter(({ start }) => start >= day.start && start < end);
    const rest = restOf(day, inside);
    if (rest === undefined) {
      kept.push(day);
      for (const hour of inside) dropped.add(hour);
    } else if (rest.lengthMs > 0) kept.push(rest);
  }
  return [...kept, ...hours.filter((hour) => !dropped.has(hour))].sort((a, b) => a.start - b.start);
}

/** What a day's sum leaves for the time before its known hours; undefined where these don't fit the sum. */
function restOf(day: OutsideInterval, hours: readonly OutsideInterval[]): OutsideInterval | undefined {
  const [first] = hours;
  if (first === undefined) return day;
  const lengthMs = first.start - day.start;
  const wh = day.wh - hours.reduce((sum, hour) => sum + hour.wh, 0);
  const isWhole = lengthMs + hours.length * hourMs === day.lengthMs;
  if (!isWhole || wh < 0 || (lengthMs === 0 && wh !== 0)) return undefined;
  return { ...day, lengthMs, wh };
}
