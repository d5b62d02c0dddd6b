export { type Bucket, bucketStart, marksOf, withMark } from "./bucket.ts";
export { Calendar, type LocalDate, type Span } from "./calendar.ts";
export { type ClockedArrival, ClockJudge, type JudgedTime } from "./clock-judge.ts";
export type { EventLimits } from "./events/event-limits.ts";
export { type EventName, type EventSeverity, eventNames, events, isEventName } from "./events/event-table.ts";
export { type EventChange, EventWatch, type RaisedEvent } from "./events/event-watch.ts";
export type { EventInput } from "./events/judges.ts";
export type {
  FirmwareBackup,
  FirmwareMeter,
  FirmwareMqtt,
  FirmwarePlot,
} from "./exchange/amsreader/firmware-backup.ts";
export { parseFirmwareBackup } from "./exchange/amsreader/parse-backup.ts";
export { plotIntervals } from "./exchange/amsreader/plot-intervals.ts";
export { mappingKeys, parseColumnMapping } from "./exchange/column-mapping.ts";
export { type ComparedInterval, type Comparison, compareIntervals } from "./exchange/compare.ts";
export type { CsvLayout } from "./exchange/csv-layout.ts";
export { type ExportedRegister, encodeCsvLine, encodeJsonLine, exportHeader } from "./exchange/encode-intervals.ts";
export { ExchangeError } from "./exchange/exchange-error.ts";
export { csvLayouts } from "./exchange/layouts.ts";
export type { EnergyDirection, OutsideInterval } from "./exchange/outside-interval.ts";
export { type OutsideFile, readIntervals } from "./exchange/read-intervals.ts";
export { exchangeSentences } from "./exchange/sentences.ts";
export { wholeQuarters } from "./exchange/whole-quarters.ts";
export { type ComputedQuality, computeIntervals, type Interval, type IntervalsInput } from "./intervals.ts";
export {
  type Edit,
  effectiveIntervals,
  type ImportedInterval,
  type LedgerInterval,
  type Quality,
} from "./ledger-intervals.ts";
export type { Mark } from "./mark.ts";
export { MemoryTrackStorage } from "./memory-track-storage.ts";
export { type PowerMean, PowerSlots } from "./power-slots.ts";
export { type CheapestSpan, cheapestSpan } from "./prices/cheapest.ts";
export { parseDecimal } from "./prices/decimal.ts";
export { type Converted, type ExchangeRate, ExchangeTable, rateDigits } from "./prices/exchange.ts";
export { type PriceOutlook, priceOutlook } from "./prices/outlook.ts";
export {
  endOf,
  isCovered,
  layered,
  type PricePoint,
  pointsWithin,
  priceDigits,
  priceSteps,
} from "./prices/price-point.ts";
export { resample } from "./prices/resample.ts";
export { type Rollup, rollUp, rollUpFurther } from "./rollup.ts";
export { type SelfUse, selfUse } from "./self-use.ts";
export {
  type CapacityInput,
  capacityByMonth,
  capacityWindows,
  highestWindows,
  type MeterPeak,
  type MonthCapacity,
  type Peak,
  windowFactor,
} from "./tariff/capacity.ts";
export { type CapacityCharge, type CapacityRule, chargeOf, type RuleSource, stepOf } from "./tariff/capacity-rule.ts";
export type { Component, ComponentBase, ComponentKind, Contract } from "./tariff/contract.ts";
export {
  type ContractPrice,
  type ContractPricesInput,
  contractPrices,
  followsMarket,
  stepOfContract,
} from "./tariff/contract-prices.ts";
export { type CostPart, type CostSum, type CostsInput, computeCosts, sumCosts } from "./tariff/costs.ts";
export { fromMoney, toCents, toMoney } from "./tariff/money.ts";
export { costOfPeak, type PeakQuestion, paidWatts, valueWith } from "./tariff/peak-limit.ts";
export { allowedWatts, type Projection, WindowProjector } from "./tariff/projection.ts";
export { type ContractFile, type IncludedTariff, readContractFile } from "./tariff/readers/contract-file.ts";
export { readEltariff } from "./tariff/readers/eltariff.ts";
export { readFriNettleie } from "./tariff/readers/fri-nettleie.ts";
export type { GridTariff } from "./tariff/readers/grid-tariff.ts";
export { TariffFileError } from "./tariff/readers/outside-value.ts";
export { componentsOfPriceRows } from "./tariff/readers/price-rows.ts";
export { type TariffRemark, tariffSentences } from "./tariff/readers/sentences.ts";
export { capacityRules } from "./tariff/rules.ts";
export { type MeanPrice, type SpotPrice, SpotPrices } from "./tariff/spot-prices.ts";
export { type Holidays, holdsAt, LocalMoment, noHolidays, type TimeFilter } from "./tariff/time-filter.ts";
export { energyOfWindow } from "./tariff/window-energy.ts";
export { Track, type TrackStorage } from "./track.ts";
export {
  intervalMsOf,
  intervalStart,
  isPlausibleStep,
  momentOf,
  quarterMs,
  type RegisterKind,
  type TrackRules,
} from "./track-rules.ts";
export { nominalVolts, shareWithin, type VoltageLimits, voltageLimits } from "./voltage/voltage-limits.ts";
export { voltageNames } from "./voltage/voltage-names.ts";
export {
  type PhaseQuality,
  type SpanQuality,
  shareToJudge,
  type VoltageMoment,
  type VoltageRow,
  type VoltageVerdict,
  voltageQuality,
  worstMoments,
} from "./voltage/voltage-quality.ts";
export {
  isEnough,
  type VoltageMean,
  VoltageSlots,
  voltagePeriodMs,
  voltagePeriodStart,
} from "./voltage/voltage-slots.ts";
export { spanEnd, spanStart, type VoltageSpan } from "./voltage/voltage-spans.ts";
