import { eventNames } from "@meter2mqtt/energy";
import type { AvailabilityTopic, Component } from "./component.ts";
import type { QuantityContext } from "./quantity-component.ts";

/** What of a meter can go on, so that an entity for it makes sense. */
export interface Watchable {
  readonly hasVoltage: boolean;
  /** Its main fuse is configured. */
  readonly hasFuse: boolean;
}

export interface EventTopic {
  readonly topic: string;
  readonly availability: readonly AvailabilityTopic[];
}

/** Event types as automations choose them: `fuse-raised`, `fuse-cleared`. */
const eventTypes: readonly string[] = eventNames.flatMap((name) => [`${name}-raised`, `${name}-cleared`]);

/**
 * One entity for everything that happens, also while the meter is silent; and for what goes on and somebody should look
 * at, a problem that is there until it is over. Silence is every entity's availability already.
 */
export function eventComponents(
  context: QuantityContext,
  { topic, availability }: EventTopic,
  { hasVoltage, hasFuse }: Watchable,
): Record<string, Component> {
  const { id, word } = context;
  return {
    event: {
      platform: "event",
      name: "Event",
      unique_id: `${id}_event`,
      default_entity_id: `event.${word}_event`,
      state_topic: topic,
      event_types: eventTypes,
      value_template: "{{ dict(value_json, event_type=value_json.event ~ '-' ~ value_json.state) | tojson }}",
      availability,
    },
    ...(hasVoltage ? { voltage_problem: problem(context, "voltage", "Voltage outside limits", "voltage-") } : {}),
    ...(hasFuse ? { fuse_problem: problem(context, "fuse", "Phase near its fuse", "fuse:") } : {}),
  };
}

function problem({ id, word, expireAfter }: QuantityContext, key: string, name: string, start: string): Component {
  return {
    platform: "binary_sensor",
    name,
    unique_id: `${id}_${key}_problem`,
    default_entity_id: `binary_sensor.${word}_${key}_problem`,
    device_class: "problem",
    value_template: `{{ 'ON' if '${start}' in (value_json.raised | default([]) | join(' ')) else 'OFF' }}`,
    payload_on: "ON",
    payload_off: "OFF",
    ...(expireAfter === undefined ? {} : { expire_after: expireAfter }),
  };
}
