import type { SummaryAnswer } from "@meter2mqtt/contract";

type RunningSpan = "hour" | "day" | "month";

export interface SoFarRow {
  readonly name: RunningSpan | "yesterdayHour" | "yesterdayDay";
  readonly importWh: number | undefined;
  readonly exportWh: number | undefined;
  /** Cost minus income, in the contract's currency; absent without a contract. */
  readonly net: number | undefined;
  /** Of what is over: its end, ISO 8601 with offset. */
  readonly end: string | undefined;
}

/** This hour, day and month, each followed by its yesterday; those of which nothing is known are left out. */
export function soFarRows(summary: SummaryAnswer): SoFarRow[] {
  const { yesterday } = summary;
  const rows = [
    running("hour", summary),
    before("yesterdayHour", yesterday?.hour),
    running("day", summary),
    before("yesterdayDay", yesterday?.day),
    running("month", summary),
  ];
  return rows.filter((row) => row !== undefined);
}

function running(name: RunningSpan, summary: SummaryAnswer): SoFarRow | undefined {
  const importWh = summary.import?.[name]?.amount;
  const exportWh = summary.export?.[name]?.amount;
  if (importWh === undefined && exportWh === undefined) return undefined;
  return { name, importWh, exportWh, net: summary.tariff?.[name]?.net, end: undefined };
}

function before(
  name: "yesterdayHour" | "yesterdayDay",
  known: NonNullable<SummaryAnswer["yesterday"]>["hour"],
): SoFarRow | undefined {
  if (known === undefined) return undefined;
  return { name, importWh: known.import, exportWh: known.export, net: undefined, end: known.end };
}
