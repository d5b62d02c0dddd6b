import { toEntityWord } from "./ids.ts";

export const directions = ["import", "export"] as const;
export type Direction = (typeof directions)[number];

/** Energy of one hour; of a statistic of money, thousandths of the currency. */
export interface HourlyEnergy {
  /** Its beginning, epoch milliseconds, at a full hour: energy from 13:00 to 14:00 stands at 13:00. */
  readonly start: number;
  readonly wattHours: number;
}

/** A row of Home Assistant's long-term statistics: energy counted up to the end of the hour. */
export interface StatisticRow {
  readonly start: number;
  readonly sum: number;
}

/** Whose statistics: Home Assistant wants this before the colon of the id as well. */
export const statisticSource = "meter2mqtt";
/** Home Assistant takes messages of 4 MB; a row has some 70 octets. */
const rowsInMessage = 1000;
/** Sums are added in thousandths of a watt-hour, so that no rounding adds up. */
const partsOfKilowattHour = 1_000_000;

/** What is counted by hours: energy by direction, or money. */
export type StatisticKind = Direction | "cost" | "income";

/**
 * Id of a meter's external statistic: `meter2mqtt:house_import`. Live entities have a point there (`sensor.house...`),
 * so it is never one of theirs.
 */
export function statisticId(meter: string, kind: StatisticKind): string {
  return `${statisticSource}:${toEntityWord(meter)}_${kind}`;
}

/**
 * The rows that are to be written for these hours: those that are new, and those that are there with another sum. Hours
 * that are there and not given keep their energy; hours after the given ones move with their sums. Given the same hours
 * again, there is nothing to write.
 *
 * `before`: the sum at the end of the last hour before the first given one. `present`: rows from the first given hour on,
 * sorted.
 */
export function planRows(
  hours: readonly HourlyEnergy[],
  { before, present }: { readonly before: number; readonly present: readonly StatisticRow[] },
): StatisticRow[] {
  const energies = new Map<number, number>();
  const sums = new Map<number, number>();
  let last = toParts(before);
  for (const { start, sum } of present) {
    energies.set(start, toParts(sum) - last);
    sums.set(start, toParts(sum));
    last = toParts(sum);
  }
  for (const { start, wattHours } of hours) energies.set(start, Math.round(wattHours * 1000));

  const rows: StatisticRow[] = [];
  let sum = toParts(before);
  for (const [start, energy] of [...energies].sort(([a], [b]) => a - b)) {
    sum += energy;
    if (sums.get(start) !== sum) rows.push({ start, sum: sum / partsOfKilowattHour });
  }
  return rows;
}

function toParts(kilowattHours: number): number {
  return Math.round(kilowattHours * partsOfKilowattHour);
}

export interface ImportTarget {
  readonly id: string;
  /** What Home Assistant shows. */
  readonly name: string;
  /** Version of Home Assistant, as it says it when a client logs in. */
  readonly version: string;
  /** `kWh`, the default, or a currency. */
  readonly unit?: string | undefined;
}

/** Fields of `recorder/import_statistics`, one message for a thousand rows. */
export function importMessages(
  { id, name, version, unit = "kWh" }: ImportTarget,
  rows: readonly StatisticRow[],
): Record<string, unknown>[] {
  const metadata = {
    // Currencies are of no class: nothing converts them.
    ...(knowsUnitClass(version) ? { mean_type: 0, unit_class: unit === "kWh" ? "energy" : null } : { has_mean: false }),
    ...{ has_sum: true, name, source: statisticSource, statistic_id: id, unit_of_measurement: unit },
  };
  const messages: Record<string, unknown>[] = [];
  for (let first = 0; first < rows.length; first += rowsInMessage) {
    const stats = rows.slice(first, first + rowsInMessage).map(({ start, sum }) => ({
      start: new Date(start).toISOString(),
      ...{ state: sum, sum },
    }));
    messages.push({ metadata, stats });
  }
  return messages;
}

/** Home Assistant 2025.11 asks for the kind of mean and the class of unit; before it, it refuses them. */
function knowsUnitClass(version: string): boolean {
  const [year = 0, month = 0] = version.split(".").map(Number);
  return year > 2025 || (year === 2025 && month >= 11);
}
