import type { Component } from "./component.ts";
import type { QuantityContext } from "./quantity-component.ts";

/** What a meter's contract says, as far as its entities differ by it. */
export interface AnnouncedTariff {
  readonly currency: string;
  /** Peaks are charged for: there is a running window. */
  readonly hasCapacity: boolean;
}

/** By which the entities go in the meter's message. */
const keys = {
  costToday: "cost_today",
  costMonth: "cost_month",
  price: "price",
  cheapest: "cheapest_3h",
  monthPeak: "month_peak",
  allowed: "allowed_power",
  peakProblem: "peak_problem",
} as const;

/** A part of `tariff`, with nothing where any of it is absent: a template that gives "None" makes the state unknown. */
function part(...[first, second]: readonly [string, string]): string {
  return `{{ ((value_json.tariff | default({})).${first} | default({})).${second} | default(None) }}`;
}

/**
 * Few entities for what energy costs: of today and of the month, of a kWh now, and when it is cheapest; where peaks are
 * charged for the month's peak, what may be used in the running window, and whether a peak is ahead. `topic`:
 * `<meter>/energy`.
 */
export function tariffComponents(
  context: QuantityContext,
  topic: string,
  { currency, hasCapacity }: AnnouncedTariff,
): Record<string, Component> {
  const sensor = (key: string, name: string, word: string): Component => ({
    ...{ platform: "sensor", name, unique_id: `${context.id}_${key}` },
    ...{ default_entity_id: `sensor.${context.word}_${word}`, state_topic: topic },
  });
  const money = (key: string, name: string, span: "day" | "month"): Component => ({
    ...sensor(key, name, key),
    ...{ value_template: part(span, "net"), device_class: "monetary", state_class: "total" },
    ...{ last_reset_value_template: part(span, "start"), unit_of_measurement: currency },
    suggested_display_precision: 2,
  });
  return {
    [keys.costToday]: money(keys.costToday, "Cost today", "day"),
    [keys.costMonth]: money(keys.costMonth, "Cost this month", "month"),
    [keys.price]: {
      ...sensor(keys.price, "Price", "price"),
      ...{ value_template: part("priceNow", "import"), state_class: "measurement" },
      ...{ unit_of_measurement: `${currency}/kWh`, suggested_display_precision: 3 },
    },
    [keys.cheapest]: {
      ...sensor(keys.cheapest, "Cheapest three hours", "cheapest_three_hours"),
      ...{ value_template: part("cheapest3h", "start"), device_class: "timestamp" },
    },
    ...(hasCapacity ? capacityComponents(context, sensor) : {}),
  };
}

function capacityComponents(
  { id, word, expireAfter }: QuantityContext,
  sensor: (key: string, name: string, word: string) => Component,
): Record<string, Component> {
  const power = { device_class: "power", state_class: "measurement", unit_of_measurement: "kW" } as const;
  const list = (name: string) => `((value_json.tariff | default({})).${name} | default([]))`;
  return {
    [keys.monthPeak]: {
      ...sensor(keys.monthPeak, "Month's peak", "month_peak"),
      value_template: `{{ (${list("capacity")} | first | default({})).kw | default(None) }}`,
      ...power,
    },
    [keys.allowed]: {
      ...sensor(keys.allowed, "Allowed power", "allowed_power"),
      // Of several windows the one that allows least.
      value_template: `{{ ${list("windows")} | map(attribute='allowedKw') | min | default(None) }}`,
      ...power,
    },
    [keys.peakProblem]: {
      ...{ platform: "binary_sensor", name: "Peak ahead", unique_id: `${id}_${keys.peakProblem}` },
      ...{ default_entity_id: `binary_sensor.${word}_peak_problem`, device_class: "problem" },
      value_template: "{{ 'ON' if 'peak' in (value_json.raised | default([])) else 'OFF' }}",
      ...{ payload_on: "ON", payload_off: "OFF" },
      ...(expireAfter === undefined ? {} : { expire_after: expireAfter }),
    },
  };
}

/** What an earlier message announced of a contract; undefined where it knew of none. */
export function tariffOfComponents(
  components: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): AnnouncedTariff | undefined {
  const currency = components[keys.costToday]?.["unit_of_measurement"];
  if (typeof currency !== "string" || !/^[A-Z]{3}$/.test(currency)) return undefined;
  return { currency, hasCapacity: components[keys.monthPeak] !== undefined };
}
