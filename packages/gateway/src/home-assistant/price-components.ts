import type { AvailabilityTopic, Component } from "./component.ts";
import type { QuantityContext } from "./quantity-component.ts";

/** Where prices are published, and in which currency. */
export interface AnnouncedPrices extends Pick<QuantityContext, "id" | "word"> {
  readonly topic: string;
  readonly currency: string;
  readonly availability: readonly AvailabilityTopic[];
}

/** By which the entities go in the bridge's message. */
export const priceKeys: readonly string[] = ["price", "cheapest_3h"];

/** Few entities for prices: what a kWh costs now, and when the cheapest three hours begin; all prices are an attribute. */
export function priceComponents({
  id,
  word,
  topic,
  currency,
  availability,
}: AnnouncedPrices): Record<string, Component> {
  const common = { state_topic: topic, availability };
  return {
    price: {
      platform: "sensor",
      name: "Price",
      unique_id: `${id}_price`,
      default_entity_id: `sensor.${word}_price`,
      ...common,
      // A template that gives "None" makes the state unknown.
      value_template: "{{ value_json.current | default(None) }}",
      json_attributes_topic: topic,
      state_class: "measurement",
      unit_of_measurement: `${currency}/kWh`,
      suggested_display_precision: 3,
    },
    cheapest_3h: {
      platform: "sensor",
      name: "Cheapest three hours",
      unique_id: `${id}_cheapest_3h`,
      default_entity_id: `sensor.${word}_cheapest_three_hours`,
      ...common,
      value_template: "{{ value_json.cheapest3h | default(None) }}",
      device_class: "timestamp",
    },
  };
}
