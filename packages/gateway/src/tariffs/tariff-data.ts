import type { ZoneRules } from "@meter2mqtt/decoder";
import { Calendar, type LedgerInterval, type SpotPrice } from "@meter2mqtt/energy";
import type { Series } from "../ledger/ledger-reader.ts";

/** What a tariff is worked out from, of one home. Times are epoch milliseconds, `to` is exclusive. */
export interface TariffData {
  readonly calendar: Calendar;
  /** In watt-hours, in order of time. */
  imported(from: number, to: number): readonly LedgerInterval[];
  exported(from: number, to: number): readonly LedgerInterval[];
  /** Of the market, per kWh in the contract's currency. */
  spot(from: number, to: number): readonly SpotPrice[];
}

export interface LedgerPort {
  intervals(query: {
    readonly meters: readonly string[];
    readonly register: string;
    readonly from: number;
    readonly to: number;
  }): Series<LedgerInterval> | undefined;
}

/** Market prices of an area. */
export type SpotPort = (from: number, to: number) => readonly SpotPrice[];

/** Reads a home's energy from the ledger. `meters`: those that followed each other, by the names they are kept under. */
export function createTariffData(
  ledger: LedgerPort,
  spot: SpotPort,
  {
    meters,
    zone,
    zoneRules,
  }: { readonly meters: readonly string[]; readonly zone: string; readonly zoneRules: ZoneRules },
): TariffData {
  const read = (register: string, from: number, to: number): readonly LedgerInterval[] => {
    const series = ledger.intervals({ meters, register, from, to });
    if (series === undefined) return [];
    if (series.exponent === 0) return series.items;
    const wattHoursPerStep = 10 ** series.exponent;
    return series.items.map((item) => ({ ...item, amount: item.amount * wattHoursPerStep }));
  };
  return {
    calendar: new Calendar(zone, zoneRules),
    imported: (from, to) => read("energyImportWh", from, to),
    exported: (from, to) => read("energyExportWh", from, to),
    spot,
  };
}
