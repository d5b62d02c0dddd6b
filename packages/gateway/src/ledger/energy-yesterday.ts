import type { EnergyBefore, SummaryAnswer } from "@meter2mqtt/contract";
import type { Calendar } from "@meter2mqtt/energy";
import type { EnergyQuery } from "./energy-so-far.ts";
import { toAmount } from "./ledger-answers.ts";
import type { LedgerReader } from "./ledger-reader.ts";

type Names = Pick<EnergyQuery, "names" | "calendar">;

/**
 * What today is compared with: the hour of yesterday that the clock on the wall shows now, and yesterday up to the
 * beginning of this quarter of an hour. Empty where nothing is known of them. Throws StoreError.
 */
export function energyYesterday(
  reader: LedgerReader,
  { names, calendar, now }: EnergyQuery,
): Pick<SummaryAnswer, "yesterday"> {
  const from = calendar.startOf("day", calendar.startOf("day", now) - 1);
  const same = sameTimeYesterday(calendar, now);
  const start = calendar.startOf("hour", same);
  const hour = amountsOf(reader, { names, calendar }, { from: start, to: calendar.endOf("hour", start) });
  const upTo = calendar.startOf("quarter", same);
  const day = upTo > from ? amountsOf(reader, { names, calendar }, { from, to: upTo }) : undefined;
  if (hour === undefined && day === undefined) return {};
  return { yesterday: { ...(hour && { hour }), ...(day && { day }) } };
}

/** When the clock on the wall showed the same yesterday; where that hour was skipped, the hour beside it. */
function sameTimeYesterday(calendar: Calendar, now: number): number {
  const before = now - 86_400_000;
  return before + (calendar.offsetMinutes(now) - calendar.offsetMinutes(before)) * 60_000;
}

function amountsOf(
  reader: LedgerReader,
  { names, calendar }: Names,
  { from, to }: { readonly from: number; readonly to: number },
): EnergyBefore | undefined {
  const amountOf = (register: string): number | undefined => {
    const series = reader.intervals({ places: [{ meters: names, register }], from, to });
    // An hour that ends beyond the time is not taken: how much of it fell before is not known.
    const items = series?.unit === "Wh" ? series.items.filter(({ start, lengthMs }) => start + lengthMs <= to) : [];
    if (series === undefined || items.length === 0) return undefined;
    return toAmount(
      items.reduce((sum, { amount }) => sum + amount, 0),
      series.exponent,
    );
  };
  const imported = amountOf("energyImportWh");
  const exported = amountOf("energyExportWh");
  if (imported === undefined && exported === undefined) return undefined;
  return {
    ...{ start: calendar.format(from), end: calendar.format(to) },
    ...(imported === undefined ? {} : { import: imported }),
    ...(exported === undefined ? {} : { export: exported }),
  };
}
