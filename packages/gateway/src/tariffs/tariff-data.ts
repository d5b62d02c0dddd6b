import type { Calendar, LedgerInterval, MeterPeak, SpotPrice } from "@meter2mqtt/energy";
import type { Series, SeriesQuery } from "../ledger/ledger-reader.ts";

/** What a tariff is worked out from, of one home. Times are epoch milliseconds, `to` is exclusive. */
export interface TariffData {
  readonly calendar: Calendar;
  /** In watt-hours, in order of time. */
  imported(from: number, to: number): readonly LedgerInterval[];
  exported(from: number, to: number): readonly LedgerInterval[];
  /** Steps of the register that was read last, in watt-hours; undefined before. */
  readonly stepWattHours?: () => number | undefined;
  /** Of the market, per kWh in the contract's currency. */
  spot(from: number, to: number): readonly SpotPrice[];
  /** What the meter itself says of months; none for most meters. */
  meterPeaks(): readonly MeterPeak[];
}

export interface LedgerPort {
  intervals(query: SeriesQuery): Series<LedgerInterval> | undefined;
}

/** What meters say of their months' highest windows, by the names they are kept under. */
export type MeterPeakPort = (meters: readonly string[], calendar: Calendar) => readonly MeterPeak[];

/** Market prices of an area. */
export type SpotPort = (from: number, to: number) => readonly SpotPrice[];

/** Reads a home's energy from the ledger. `meters`: those that followed each other, by the names they are kept under now. */
export function createTariffData(
  ledger: LedgerPort,
  spot: SpotPort,
  {
    meters,
    calendar,
    meterPeaks = () => [],
  }: {
    readonly meters: () => readonly string[];
    readonly calendar: Calendar;
    readonly meterPeaks?: MeterPeakPort | undefined;
  },
): TariffData {
  let step: number | undefined;
  const read = (register: string, from: number, to: number): readonly LedgerInterval[] => {
    const series = ledger.intervals({ places: [{ meters: meters(), register }], from, to });
    if (series === undefined) return [];
    const wattHoursPerStep = 10 ** series.exponent;
    step = wattHoursPerStep;
    if (wattHoursPerStep === 1) return series.items;
    return series.items.map((item) => ({ ...item, amount: item.amount * wattHoursPerStep }));
  };
  return {
    calendar,
    imported: (from, to) => read("energyImportWh", from, to),
    exported: (from, to) => read("energyExportWh", from, to),
    stepWattHours: () => step,
    spot,
    meterPeaks: () => meterPeaks(meters(), calendar),
  };
}
