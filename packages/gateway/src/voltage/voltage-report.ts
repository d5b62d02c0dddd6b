import type { VoltageAnswer } from "@meter2mqtt/contract";
import {
  type Calendar,
  type SpanQuality,
  type VoltageMoment,
  type VoltageRow,
  voltageLimits,
  voltageQuality,
  worstMoments,
} from "@meter2mqtt/energy";

export interface VoltageReportInput {
  readonly meter: string;
  /** In order of time. */
  readonly rows: readonly VoltageRow[];
  readonly nominal: number | undefined;
  readonly calendar: Calendar;
}

const worstShown = 20;

/** What the API says of a meter's voltage: weeks and months, and the worst moments. */
export function voltageReport({ meter, rows, nominal, calendar }: VoltageReportInput): VoltageAnswer {
  const limits = voltageLimits(nominal);
  const spans = (span: "week" | "month") =>
    voltageQuality(rows, span, { limits, calendar }).map((found) => toAnswer(found, calendar));
  return {
    ...{ meter, zone: calendar.zone },
    ...{ nominalVolts: limits.nominal, lowestVolts: limits.lowest, highestVolts: limits.highest },
    ...{ lowestEverVolts: limits.lowestEver, weeks: spans("week"), months: spans("month") },
    worst: worstMoments(rows, limits, worstShown).map(toMoment),
  };
}

function toAnswer({ start, end, expected, phases }: SpanQuality, calendar: Calendar): VoltageAnswer["weeks"][number] {
  return {
    ...{ start: calendar.format(start), end: calendar.format(end), expected },
    phases: phases.map(({ lowest, highest, shareOutside, ...rest }) => ({
      ...rest,
      shareOutside: Math.round(shareOutside * 1e6) / 1e6,
      lowest: toMoment(lowest),
      highest: toMoment(highest),
    })),
  };
}

function toMoment({ start, phase, volts }: VoltageMoment): VoltageAnswer["worst"][number] {
  return { start: new Date(start).toISOString(), phase, volts };
}
