import { createIntlZoneRules } from "@meter2mqtt/decoder";
import { Calendar } from "@meter2mqtt/energy";
import { checkBounds, checkDays, checkMeasured, checkPeaks, checkShare } from "../check/checks.ts";
import type { Finding } from "../check/finding.ts";
import { Subject } from "../check/subject.ts";
import { type TariffReport, tariffReport } from "../tariff/tariff-report.ts";
import { TariffWatch } from "../tariff/tariff-watch.ts";
import type { Span } from "../world/fault-plan.ts";
import { zone } from "../world/simulated-meter.ts";
import { simulate } from "./simulate.ts";

export interface YearReport {
  readonly booked: number;
  readonly outages: number;
  /** By the name of the register. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  readonly tariffs: TariffReport;
}

/** A year in the household's zone, with both days on which the clocks change. */
export function wholeYear(): Span {
  const calendar = new Calendar(zone, createIntlZoneRules());
  const from = calendar.startOfDate({ year: 2026, month: 1, day: 1 });
  return { from, to: calendar.endOf("year", from) };
}

/** A month of it, with the long day of autumn. */
export function oneMonth(): Span {
  const calendar = new Calendar(zone, createIntlZoneRules());
  const from = calendar.startOfDate({ year: 2026, month: 10, day: 8 });
  return { from, to: calendar.startOfDate({ year: 2026, month: 11, day: 8 }) };
}

export function runYear(seed: number, time: Span): YearReport {
  const watched: TariffWatch[] = [];
  const { plan, readers, withheld } = simulate(seed, time, (created) => {
    const watch = new TariffWatch(created, seed, time);
    watched.push(watch);
    return watch;
  });
  const findings = new Map<string, readonly Finding[]>();
  for (const reader of readers) {
    for (const direction of ["import", "export"] as const) {
      const subject = new Subject(reader, direction, { plan, time });
      const checks = [checkMeasured, checkDays, checkBounds, checkShare, checkPeaks];
      findings.set(
        subject.name,
        checks.map((check) => check(subject)),
      );
    }
  }
  const booked = readers.reduce((sum, { booking }) => sum + booking.booked, 0);
  const [watch] = watched;
  if (watch === undefined) throw new TypeError("nobody has watched");
  const tariffs = tariffReport({ readers, withheld }, watch, { seed, time });
  return { booked, outages: plan.outages.length, findings, tariffs };
}
