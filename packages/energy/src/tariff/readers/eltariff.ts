import type { CapacityRule } from "../capacity-rule.ts";
import type { Component } from "../contract.ts";
import type { TimeFilter } from "../time-filter.ts";
import type { GridTariff } from "./grid-tariff.ts";
import { OutsideValue } from "./outside-value.ts";
import { type TariffRemark, tariffRemark } from "./sentences.ts";

/** The calendar patterns that the interface names itself; others are defined by the operator and are not known here. */
const patterns: Readonly<Record<string, TimeFilter>> = {
  weekdays: { weekdays: [1, 2, 3, 4, 5] },
  weekends: { weekdays: [6, 7] },
  holidays: { holidays: "only" },
};

const durations: Readonly<Record<string, number>> = { PT15M: 15, PT30M: 30, PT1H: 60, PT60M: 60 };

/**
 * Reads what a Swedish grid company answers by the Eltariff-API (github.com/RI-SE/Eltariff-API, `/tariffs`): prices
 * without VAT become components; what a component can't say is named in `leftOut`.
 *
 * @param file The parsed JSON.
 * @throws TariffFileError naming the place that isn't as the interface says.
 */
export function readEltariff(file: unknown): GridTariff[] {
  const root = new OutsideValue(file);
  const tariffs = root.field("tariffs");
  const items = tariffs.isAbsent ? [root.field("tariff")] : tariffs.items();
  return items.map(readTariff);
}

function readTariff(tariff: OutsideValue): GridTariff {
  const company = tariff.field("companyName").text();
  const period = tariff.field("validPeriod");
  const from = period.field("fromIncluding").date();
  const to = period.field("toExcluding").optionalDate();
  const leftOut: TariffRemark[] = [];
  const direction = tariff.field("direction").optionalText() === "production" ? "export" : "import";
  const read = (part: string, one: (component: OutsideValue, base: Base) => Component[]) =>
    listOf(tariff, part).flatMap((component, index) =>
      one(component, baseOf(component, `${part}-${index + 1}`, direction)),
    );
  const components = [
    ...read("fixedPrice", (component, base) => readFixed(component, base, leftOut)),
    ...read("energyPrice", (component, base) => readEnergy(component, base, leftOut)),
    ...read("powerPrice", (component, base) => readPower(component, base, leftOut)),
  ];
  const name = `${company}, ${tariff.field("name").text()}, from ${from}`;
  return { name, currency: "SEK", from, ...(to === undefined ? {} : { to }), components, leftOut };
}

type Base = Pick<Component, "id" | "name" | "direction" | "from" | "to" | "source">;

function listOf(tariff: OutsideValue, part: string): OutsideValue[] {
  const price = tariff.field(part);
  return price.isAbsent ? [] : price.field("components").items();
}

function baseOf(component: OutsideValue, id: string, direction: "import" | "export"): Base {
  const period = component.field("validPeriod");
  const to = period.field("toExcluding").optionalDate();
  return {
    id,
    name: component.field("name").text(),
    direction,
    from: period.field("fromIncluding").date(),
    ...(to === undefined ? {} : { to }),
  };
}

function priceOf(component: OutsideValue): number {
  return component.field("price").field("priceExVat").number();
}

function readFixed(component: OutsideValue, base: Base, leftOut: TariffRemark[]): Component[] {
  const period = component.field("pricedPeriod").optionalText() ?? "P1M";
  const per = { P1D: "day", P1M: "month", P1Y: "year" }[period];
  if (per !== "day" && per !== "month" && per !== "year") {
    leftOut.push(tariffRemark("leftOutFee", { name: base.name, period }));
    return [];
  }
  return [{ ...base, kind: "fee", amount: priceOf(component), per }];
}

function readEnergy(component: OutsideValue, base: Base, leftOut: TariffRemark[]): Component[] {
  const filters = filtersOf(component, base.name, leftOut);
  if (filters === undefined) return [];
  const settings = component.field("spotPriceSettings");
  const isSpot = component.field("type").text() === "spot" && !settings.isAbsent;
  return filters.map((filter, index): Component => {
    const part = { ...base, id: filters.length === 1 ? base.id : `${base.id}-${index + 1}`, ...filter };
    if (isSpot) return { ...part, kind: "spot", factor: settings.field("multiplier").number() };
    return { ...part, kind: "per-kwh", amount: priceOf(component) };
  });
}

/** `peak(main)` is the only function that names one kind of peak; half counted nights are the other one in use. */
function readPower(component: OutsideValue, base: Base, leftOut: TariffRemark[]): Component[] {
  const settings = component.field("peakIdentificationSettings");
  const filters = filtersOf(component, base.name, leftOut);
  if (settings.isAbsent || filters === undefined) {
    if (settings.isAbsent) leftOut.push(tariffRemark("leftOutPeak", { name: base.name }));
    return [];
  }
  const windowMinutes = durations[settings.field("peakDuration").text()];
  const identified = settings.field("peakIdentificationPeriod").text();
  const distinct = identified === "P1D" ? "day" : identified === "P1W" ? "week" : "window";
  const peakFunction = settings.field("peakFunction").text().replaceAll(/\s/g, "");
  const [filter, ...others] = filters;
  const isPlain = /^peak\([\w-]+\)$/.test(peakFunction) && others.length === 0;
  if ((windowMinutes !== 15 && windowMinutes !== 30 && windowMinutes !== 60) || !isPlain) {
    const duration = settings.field("peakDuration").text();
    leftOut.push(tariffRemark("leftOutFunction", { name: base.name, rule: peakFunction, duration }));
    return [];
  }
  const unless = filter?.unless?.[0];
  const rule: CapacityRule = {
    id: `eltariff-${base.id}`,
    name: base.name,
    country: "SE",
    source: { url: "https://github.com/RI-SE/Eltariff-API", about: base.name },
    windowMinutes,
    quantity: "import",
    top: settings.field("numberOfPeaksForAverageCalculation").number(),
    distinct,
    among: "month",
    ...(filter?.when === undefined ? {} : { when: filter.when }),
    ...(unless === undefined ? {} : { unless }),
    charge: { kind: "per-kw", rates: [{ perKwMonth: priceOf(component) }] },
  };
  return [{ ...base, kind: "capacity", rule }];
}

interface WhenUnless {
  readonly when?: TimeFilter;
  readonly unless?: readonly TimeFilter[];
}

/** When a component holds: one answer for each span of a day that differs in its days; undefined where it can't be said. */
function filtersOf(component: OutsideValue, name: string, leftOut: TariffRemark[]): WhenUnless[] | undefined {
  const recurring = component.field("recurringPeriods").items();
  if (recurring.length === 0) return [{}];
  const spans = recurring.flatMap((period) => period.field("activePeriods").items());
  const byDays = new Map<string, { days: TimeFilter[]; unless: TimeFilter[]; hours: [number, number][] }>();
  for (const span of spans) {
    const references = span.field("calendarPatternReferences");
    const include = patternsOf(references.field("include"));
    const exclude = patternsOf(references.field("exclude"));
    if (include === undefined || exclude === undefined) {
      leftOut.push(tariffRemark("leftOutDays", { name }));
      return undefined;
    }
    const key = JSON.stringify([include, exclude]);
    const group = byDays.get(key) ?? { days: include, unless: exclude, hours: [] };
    group.hours.push([hourOf(span.field("fromIncluding")), hourOf(span.field("toExcluding"))]);
    byDays.set(key, group);
  }
  return [...byDays.values()].map(({ days, unless, hours }): WhenUnless => {
    const weekdays = days.flatMap((day) => day.weekdays ?? []);
    const when = { hours, ...(weekdays.length === 0 || weekdays.length === 7 ? {} : { weekdays }) };
    return { when, ...(unless.length === 0 ? {} : { unless }) };
  });
}

function patternsOf(references: OutsideValue): TimeFilter[] | undefined {
  const found = references.items().map((reference) => patterns[reference.text()]);
  return found.every((filter) => filter !== undefined) ? found : undefined;
}

/** `07:45:00` as 7.75; the end of the day may be 00:00:00. */
function hourOf(time: OutsideValue): number {
  const match = /^(\d{2}):(\d{2}):(\d{2})$/.exec(time.text());
  if (match === null) throw time.wrong("expectedTime");
  const hour = Number(match[1]) + Number(match[2]) / 60;
  return time.path.endsWith("toExcluding") && hour === 0 ? 24 : hour;
}
