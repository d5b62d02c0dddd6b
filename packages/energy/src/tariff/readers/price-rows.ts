import type { FirmwarePriceRow } from "../../exchange/amsreader/firmware-backup.ts";
import type { Component } from "../contract.ts";
import type { TimeFilter } from "../time-filter.ts";

/**
 * The rows as components of a contract, in the firmware's order: all fixed rows that hold stand in the place of the
 * market's price; then the others in the order of the list, a percentage of what has come together before it.
 */
export function componentsOfPriceRows(rows: readonly FirmwarePriceRow[]): Component[] {
  return (["import", "export"] as const).flatMap((direction) => {
    const own = rows.filter((row) => row.direction === direction || row.direction === "both");
    if (own.length === 0 && direction === "export") return [];
    // What is sold is received: the same price with the other sign.
    const sign = direction === "import" ? 1 : -1;
    const fixed = own.filter(({ kind }) => kind === "fixed");
    const unless = fixed.map(filterOf);
    const market: Component = {
      id: `${direction}-spot`,
      name: "Spot",
      direction,
      kind: "spot",
      factor: sign,
      ...(unless.length === 0 ? {} : { unless }),
    };
    const others = own.filter(({ kind }) => kind !== "fixed");
    return [market, ...[...fixed, ...others].map((row, index) => componentOf(row, index, direction, sign))];
  });
}

function componentOf(row: FirmwarePriceRow, index: number, direction: "import" | "export", sign: 1 | -1): Component {
  const when = filterOf(row);
  const base = {
    id: `${direction}-row-${index + 1}`,
    name: row.name,
    direction,
    ...(Object.keys(when).length === 0 ? {} : { when }),
  };
  if (row.kind === "percent") return { ...base, kind: "percent", percent: row.value };
  return { ...base, kind: "per-kwh", amount: row.kind === "subtract" ? -sign * row.value : sign * row.value };
}

function filterOf({ weekdays, hours, from, to }: FirmwarePriceRow): TimeFilter {
  return {
    ...(weekdays === undefined || weekdays.length === 7 ? {} : { weekdays }),
    ...(hours === undefined || hours.length === 24 ? {} : { hours: hours.map((hour) => [hour, hour + 1] as const) }),
    ...(from === undefined && to === undefined ? {} : { dates: [from ?? "01-01", to ?? "12-31"] as const }),
  };
}
