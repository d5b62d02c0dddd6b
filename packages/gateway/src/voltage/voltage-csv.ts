import { type VoltageRow, voltageNames } from "@meter2mqtt/energy";

/** The first line of an export. */
export const voltageCsvHeader = "meter,start,phase,volts,minutes\n";

/** A row as lines of CSV (RFC 4180), one for each phase that is known; `minutes` are those of ten in which values came. */
export function toVoltageCsv(meter: string, { start, means, isBetweenPhases }: VoltageRow): string {
  const cell = /[",\r\n]/.test(meter) ? `"${meter.replaceAll('"', '""')}"` : meter;
  return voltageNames(isBetweenPhases)
    .flatMap((phase, index) => {
      const mean = means[index];
      if (mean === undefined) return [];
      const { centivolts, minutes } = mean;
      return [`${cell},${new Date(start).toISOString()},${phase},${(centivolts / 100).toFixed(2)},${minutes}\n`];
    })
    .join("");
}
