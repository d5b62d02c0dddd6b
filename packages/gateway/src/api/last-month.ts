import { StoreError } from "../errors.ts";
import type { LedgerService } from "../ledger/ledger-service.ts";
import type { TariffService } from "../tariffs/tariff-service.ts";
import type { LastMonth } from "./amsreader-answers.ts";

export interface LastMonthParts {
  readonly ledger: LedgerService | undefined;
  readonly tariffs: TariffService | undefined;
}

/** Energy and money of the month before this one, of the meter's calendar; undefined where nothing is known of it. */
export function lastMonthOf({ ledger, tariffs }: LastMonthParts, meter: string, now: number): LastMonth | undefined {
  const source = ledger?.sourceOf(meter);
  if (source === undefined) return undefined;
  const { reader, names, calendar } = source;
  const to = calendar.startOf("month", now);
  const from = calendar.startOf("month", to - 1);
  const read = (register: string): number | undefined => {
    const series = reader.rollups({ places: [{ meters: names, register }], from, to, span: "month" });
    const [month] = series?.items ?? [];
    return series?.unit !== "Wh" || month === undefined ? undefined : (month.amount * 10 ** series.exponent) / 1000;
  };
  try {
    const [usedKwh, producedKwh = 0] = [read("energyImportWh"), read("energyExportWh")];
    if (usedKwh === undefined) return undefined;
    const [item] = tariffs?.costs(meter, { span: "month", from, to })?.items ?? [];
    return { usedKwh, producedKwh, ...(item === undefined ? {} : { cost: item.cost, income: item.income }) };
  } catch (error) {
    // A disk that can't be read must not hide what the meter says.
    if (error instanceof StoreError) return undefined;
    throw error;
  }
}
