import type { Component } from "../contract.ts";
import type { TimeFilter } from "../time-filter.ts";

/** A row of the price list of amsreader-firmware, as its backup has it (`docs/migration-amsreader.md`). */
export interface PriceRow {
  readonly name: string;
  readonly direction: "import" | "export" | "both";
  readonly type: "fixed" | "add" | "percent" | "subtract";
  /** Per kWh, or percent. */
  readonly value: number;
  /** 1 Monday to 7 Sunday; absent: every day. */
  readonly weekdays?: readonly number[];
  /** Hours of the clock from 0 to 23; absent: every hour. */
  readonly hours?: readonly number[];
  /** First and last day, `["11-01", "03-31"]`. */
  readonly dates?: readonly [from: string, to: string];
}

/**
 * The rows as components of a contract, in the firmware's order: all fixed rows that hold stand in the place of the
 * market's price; then the others in the order of the list, a percentage of what has come together before it.
 */
export function componentsOfPriceRows(rows: readonly PriceRow[]): Component[] {
  return (["import", "export"] as const).flatMap((direction) => {
    const own = rows.filter((row) => row.direction === direction || row.direction === "both");
    if (own.length === 0 && direction === "export") return [];
    // What is sold is received: the same price with the other sign.
    const sign = direction === "import" ? 1 : -1;
    const fixed = own.filter(({ type }) => type === "fixed");
    const unless = fixed.map(filterOf);
    const market: Component = {
      id: `${direction}-spot`,
      name: "Spot",
      direction,
      kind: "spot",
      factor: sign,
      ...(unless.length === 0 ? {} : { unless }),
    };
    const others = own.filter(({ type }) => type !== "fixed");
    return [market, ...[...fixed, ...others].map((row, index) => componentOf(row, index, direction, sign))];
  });
}

function componentOf(row: PriceRow, index: number, direction: "import" | "export", sign: 1 | -1): Component {
  const when = filterOf(row);
  const base = {
    id: `${direction}-row-${index + 1}`,
    name: row.name,
    direction,
    ...(Object.keys(when).length === 0 ? {} : { when }),
  };
  if (row.type === "percent") return { ...base, kind: "percent", percent: row.value };
  return { ...base, kind: "per-kwh", amount: row.type === "subtract" ? -sign * row.value : sign * row.value };
}

function filterOf({ weekdays, hours, dates }: PriceRow): TimeFilter {
  return {
    ...(weekdays === undefined || weekdays.length === 7 ? {} : { weekdays }),
    ...(hours === undefined || hours.length === 24 ? {} : { hours: hours.map((hour) => [hour, hour + 1] as const) }),
    ...(dates === undefined ? {} : { dates }),
  };
}
