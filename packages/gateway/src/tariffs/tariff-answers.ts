import type {
  CapacityMonth,
  ContractView,
  CostAnswerItem,
  EnergyNow,
  PeakView,
  WhatIfAnswer,
  WindowView,
} from "@meter2mqtt/contract";
import {
  type Calendar,
  type CapacityCharge,
  type Contract,
  type CostSum,
  chargeOf,
  type MonthCapacity,
  type Peak,
  stepOf,
  toCents,
} from "@meter2mqtt/energy";
import { componentView } from "./component-view.ts";
import { cheapestOf, priceNowOf, pricesFrom, priceView } from "./contract-prices.ts";
import type { LoadedContract } from "./load-contract.ts";
import type { CapacityView, TariffBook } from "./tariff-book.ts";
import type { RunningWindow, TariffNow } from "./tariff-now.ts";

/** Money to the cent, energy to the watt-hour, power to the watt: what is shown is rounded here and nowhere before. */
export function costItem(sum: CostSum, calendar: Calendar): CostAnswerItem {
  const { cost, income, net, components } = moneyOf(sum.byComponent);
  return {
    start: calendar.format(sum.start),
    end: calendar.format(sum.end),
    importKwh: toKilo(sum.importedWh),
    exportKwh: toKilo(sum.exportedWh),
    cost,
    income,
    net,
    components,
    ...(sum.unpricedWh === 0 ? {} : { unpricedKwh: toKilo(sum.unpricedWh) }),
  };
}

/** The parts to the cent, so that they add up to what is said of them together. */
function moneyOf(byComponent: ReadonlyMap<string, number>) {
  const ids = [...byComponent.keys()];
  const { total, parts } = toCents([...byComponent.values()]);
  const cost = parts.reduce((sum, part) => sum + Math.max(0, part), 0);
  const components = Object.fromEntries(ids.map((id, index) => [id, (parts[index] ?? 0) / 100]));
  return { cost: cost / 100, income: (cost - total) / 100, net: total / 100, components };
}

/** Sums of spans as one. */
export function whatIfItem(contract: Contract, sums: readonly CostSum[]): WhatIfAnswer["contracts"][number] {
  const byComponent = new Map<string, number>();
  for (const sum of sums) {
    for (const [id, money] of sum.byComponent) byComponent.set(id, (byComponent.get(id) ?? 0) + money);
  }
  const unpricedWh = sums.reduce((total, sum) => total + sum.unpricedWh, 0);
  const { id, name, currency } = contract;
  return {
    id,
    name,
    currency,
    ...moneyOf(byComponent),
    ...(unpricedWh === 0 ? {} : { unpricedKwh: toKilo(unpricedWh) }),
  };
}

export function capacityMonths(views: readonly CapacityView[], calendar: Calendar): CapacityMonth[] {
  return views.flatMap(({ component, rule, months }) =>
    months.map((month): CapacityMonth => {
      const { watts, chargedWatts, charge, monthsKnown } = month;
      return {
        month: calendar.format(month.month).slice(0, 7),
        component: component.id,
        rule: rule.name,
        source: rule.source.url,
        top: rule.top,
        peaks: month.peaks.map((peak) => peakView(peak, calendar)),
        ...meterView(month, calendar),
        ...(watts === undefined ? {} : { kw: toKilo(watts) }),
        ...(chargedWatts === undefined ? {} : { chargedKw: toKilo(chargedWatts) }),
        monthsKnown,
        ...(charge === undefined ? {} : { charge: toCent(charge) }),
        ...chargeView(rule.charge, month, calendar),
      };
    }),
  );
}

function meterView({ meterPeak, peaks }: MonthCapacity, calendar: Calendar): Pick<CapacityMonth, "meter"> {
  if (meterPeak === undefined) return {};
  const { watts, at } = meterPeak;
  // A window that is known in part is none to be compared.
  const ours = peaks.find(({ isPartial }) => !isPartial)?.watts;
  const beside = ours === undefined ? {} : { ledgerKw: toKilo(ours), differenceKw: toKilo(watts - ours) };
  return { meter: { kw: toKilo(watts), at: calendar.format(at), ...beside } };
}

/** How the month is charged, and what the next step costs. */
function chargeView(
  charge: CapacityCharge | undefined,
  { chargedWatts, month }: MonthCapacity,
  calendar: Calendar,
): Pick<CapacityMonth, "steps" | "nextStep" | "perKwMonth"> {
  if (charge === undefined) return {};
  if (charge.kind === "per-kw") return { perKwMonth: chargeOf(charge, 1000, calendar.dateOf(month).month) ?? 0 };
  const steps = charge.steps.map(({ fromKw, perMonth }) => ({ fromKw, perMonth }));
  const current = chargedWatts === undefined ? undefined : stepOf(charge, chargedWatts);
  const next = current && charge.steps[charge.steps.indexOf(current) + 1];
  if (current === undefined || next === undefined) return { steps };
  const { fromKw, perMonth } = next;
  return { steps, nextStep: { fromKw, perMonth, more: toCent(perMonth - current.perMonth) } };
}

function peakView({ start, watts, quality, isPartial }: Peak, calendar: Calendar): PeakView {
  return { start: calendar.format(start), kw: toKilo(watts), quality, ...(isPartial ? { partial: true } : {}) };
}

export function energyNowOf(meter: string, book: TariffBook, state: TariffNow, now: number): EnergyNow {
  const { calendar } = book.data;
  const { contract } = book.contract;
  const item = (sum: CostSum | undefined) => (sum === undefined ? undefined : costItem(sum, calendar));
  const spans = { hour: item(state.hour), day: item(state.day), month: item(state.month) };
  const [current, next] = pricesFrom(state.prices, now);
  return {
    meter,
    at: calendar.format(now),
    currency: contract.currency,
    contract: contract.id,
    ...(spans.hour === undefined ? {} : { hour: spans.hour }),
    ...(spans.day === undefined ? {} : { day: spans.day }),
    ...(spans.month === undefined ? {} : { month: spans.month }),
    capacity: capacityMonths(state.capacity, calendar),
    windows: state.windows.map((window) => windowView(window, calendar)),
    ...(current === undefined ? {} : { priceNow: priceNowOf(current, calendar) }),
    ...(next === undefined ? {} : { priceNext: priceView(next, calendar) }),
    ...cheapestOf(state.prices, { now, currency: contract.currency, calendar }),
  };
}

function windowView(window: RunningWindow, calendar: Calendar): WindowView {
  const { projection, moreCost, breakCost, costPerKwOver } = window;
  return {
    component: window.component,
    start: calendar.format(window.start),
    end: calendar.format(projection.end),
    usedKwh: toKilo(projection.usedWattHours),
    expectedKw: toKilo(projection.expectedWatts),
    lowKw: toKilo(projection.lowWatts),
    highKw: toKilo(projection.highWatts),
    limitKw: toKilo(window.limitWatts),
    limit: window.isPaidLimit ? "paid" : "set",
    allowedKw: toKilo(window.allowedWatts),
    monthKw: toKilo(window.monthWatts),
    ...(moreCost === undefined ? {} : { moreCost: toCent(moreCost) }),
    ...(breakCost === undefined ? {} : { breakCost: toCent(breakCost) }),
    ...(costPerKwOver === undefined ? {} : { perKwOver: toCent(costPerKwOver) }),
  };
}

export function contractView({ contract, leftOut }: LoadedContract): ContractView {
  const { id, name, currency } = contract;
  return {
    id,
    name,
    currency,
    components: contract.components.map(componentView),
    leftOut: [...leftOut],
  };
}

function toKilo(value: number): number {
  return Math.round(value) / 1000;
}

function toCent(amount: number): number {
  return Math.round(amount * 100) / 100;
}
