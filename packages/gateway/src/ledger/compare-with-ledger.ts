import type { CompareAnswer } from "@meter2mqtt/contract";
import { type ComparedInterval, type Comparison, compareIntervals, type OutsideFile } from "@meter2mqtt/energy";
import type { LedgerReader } from "./ledger-reader.ts";

const hourMs = 3_600_000;
const registers = { import: "energyImportWh", export: "energyExportWh" } as const;

/** What is compared with the grid company's file. */
export interface Ours {
  readonly intervals: readonly ComparedInterval[];
  readonly resolutionWh: number;
}

/**
 * The ledger's own amounts of the time of their file: what was imported or is not whole says nothing about it. `names`:
 * under which the meter's readings are kept. Throws StoreError.
 */
export function oursFor({ intervals }: OutsideFile, reader: LedgerReader, names: readonly string[]): Ours {
  // Hours of zones that are not full hours of UTC begin earlier than ours.
  const from = intervals.reduce((first, { start }) => Math.min(first, start), Number.POSITIVE_INFINITY) - hourMs;
  const to = intervals.reduce((last, { start }) => Math.max(last, start), Number.NEGATIVE_INFINITY) + 2 * hourMs;
  const own = (["import", "export"] as const).flatMap((direction): ComparedInterval[] => {
    const series = reader.intervals({ places: [{ meters: names, register: registers[direction] }], from, to });
    if (series === undefined) return [];
    const whole = series.items.filter(
      ({ origin, coveredMs, lengthMs }) => origin === undefined && coveredMs >= lengthMs,
    );
    return whole.map(({ start, lengthMs, amount }) => ({
      direction,
      start,
      lengthMs,
      wh: amount * 10 ** series.exponent,
    }));
  });
  return { intervals: own, resolutionWh: 1 };
}

/** Hours that differ, by the coarser side's last digit. */
export function compareFile(theirs: OutsideFile, ours: Ours): Comparison {
  const resolutionWh = Math.max(theirs.resolutionWh, ours.resolutionWh);
  return compareIntervals(theirs.intervals, ours.intervals, { resolutionWh });
}

/** A comparison with its times as text. */
export function toCompareAnswer(
  { layout, lengthMs, directionAssumed }: OutsideFile,
  { directions, different, missingInOurs, missingInTheirs }: Comparison,
): CompareAnswer {
  const iso = <Hour extends { readonly start: number }>(hours: readonly Hour[]) =>
    hours.map((hour) => ({ ...hour, start: new Date(hour.start).toISOString() }));
  return {
    layout,
    minutes: lengthMs / 60_000,
    directionAssumed,
    directions: [...directions],
    different: iso(different),
    missingInOurs: iso(missingInOurs),
    missingInTheirs: iso(missingInTheirs),
  };
}
