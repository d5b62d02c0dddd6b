import type { AvailabilityTopic, Component } from "./component.ts";
import type { QuantityContext } from "./quantity-component.ts";

type Named = Pick<QuantityContext, "id" | "word">;

/** Home Assistant's own bound for a state. */
const longestState = 255;

/** What was noticed last, with the hint as an attribute. It must be seen while the meter is silent, so it has its own availability. */
export function diagnosisComponent(
  { id, word }: Named,
  topic: string,
  availability: readonly AvailabilityTopic[],
): Component {
  return {
    platform: "sensor",
    name: "Last diagnosis",
    unique_id: `${id}_diagnosis`,
    default_entity_id: `sensor.${word}_last_diagnosis`,
    state_topic: topic,
    value_template: `{{ value_json.title[:${longestState}] }}`,
    json_attributes_topic: topic,
    entity_category: "diagnostic",
    availability,
  };
}

/** Whether the authentication key proves the frames. */
export function verifiedComponent({ id, word, expireAfter }: QuantityContext): Component {
  return {
    platform: "binary_sensor",
    name: "Frames verified",
    unique_id: `${id}_authenticated`,
    default_entity_id: `binary_sensor.${word}_frames_verified`,
    value_template: "{{ 'ON' if value_json.authenticated else 'OFF' }}",
    payload_on: "ON",
    payload_off: "OFF",
    entity_category: "diagnostic",
    ...(expireAfter === undefined ? {} : { expire_after: expireAfter }),
  };
}

/** Whether the gateway is there at all. */
export function connectionComponent({ id, word }: Named): Component {
  return {
    platform: "binary_sensor",
    name: "Connection",
    unique_id: `${id}_connection`,
    default_entity_id: `binary_sensor.${word}_connection`,
    device_class: "connectivity",
    payload_on: "online",
    payload_off: "offline",
    entity_category: "diagnostic",
  };
}

/** A line and where its state is published. */
export interface AnnouncedLine extends Named {
  readonly source: string;
  readonly topic: string;
  readonly availability: readonly AvailabilityTopic[];
}

/** The health of a line: also where no reading comes and nobody knows whose line it is. */
export function lineComponents({ id, word, source, topic, availability }: AnnouncedLine): Record<string, Component> {
  const entity = (key: string, what: string, rest: Partial<Component>): Component => ({
    platform: "sensor",
    name: `${source} ${what}`,
    unique_id: `${id}_${key}`,
    default_entity_id: `sensor.${word}_${key}`,
    state_topic: topic,
    entity_category: "diagnostic",
    availability,
    ...rest,
  });
  return {
    status: entity("status", "status", { value_template: "{{ value_json.status }}" }),
    good_frames: entity("good_frames", "good frames", {
      state_class: "measurement",
      unit_of_measurement: "%",
      suggested_display_precision: 1,
      value_template: percentTemplate("value_json.line.goodFrameRatio"),
    }),
    damaged_frames: entity("damaged_frames", "damaged frames", {
      state_class: "total_increasing",
      value_template: "{{ value_json.line.damagedFrames }}",
    }),
    key_verdict: entity("key_verdict", "key verdict", {
      value_template: `{% set found = value_json.diagnosis | default({}) %}{{ found.title[:${longestState}] if (found.code | default('')).startswith('security/') else 'no fault' }}`,
    }),
    diagnosis: entity("diagnosis", "last diagnosis", {
      value_template: `{{ value_json.diagnosis.title[:${longestState}] if value_json.diagnosis is defined else 'none' }}`,
      json_attributes_topic: topic,
      json_attributes_template: "{{ value_json.diagnosis | default({}) | tojson }}",
    }),
  };
}

/** `None` empties the entity: the last minute had no frame at all. */
function percentTemplate(path: string): string {
  return `{{ (${path} * 100) | round(1) if ${path} is number else None }}`;
}
