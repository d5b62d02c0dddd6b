/*
 * What Home Assistant documents for device-based MQTT discovery, and for MQTT sensors, binary sensors and events, as JSON Schema:
 * the settings that this gateway may use, no others, and which units and state classes go with a device class.
 */

/** Device classes of sensors: units, and the state classes that are allowed with them. */
const sensorClasses: Readonly<Record<string, { units: readonly string[]; states: readonly string[] }>> = {
  power: { units: ["mW", "W", "kW", "MW", "GW", "TW"], states: ["measurement"] },
  reactive_power: { units: ["mvar", "var", "kvar"], states: ["measurement"] },
  apparent_power: { units: ["mVA", "VA", "kVA"], states: ["measurement"] },
  voltage: { units: ["V", "mV", "kV", "MV", "µV"], states: ["measurement"] },
  current: { units: ["A", "mA"], states: ["measurement"] },
  frequency: { units: ["Hz", "kHz", "MHz", "GHz"], states: ["measurement"] },
  power_factor: { units: ["", "%"], states: ["measurement"] },
  energy: {
    units: ["J", "kJ", "MJ", "GJ", "mWh", "Wh", "kWh", "MWh", "GWh", "TWh", "cal", "kcal", "Mcal", "Gcal"],
    states: ["total", "total_increasing"],
  },
  reactive_energy: { units: ["varh", "kvarh"], states: ["total", "total_increasing"] },
  gas: { units: ["m³", "ft³", "CCF", "MCF", "L"], states: ["total", "total_increasing"] },
  water: { units: ["m³", "ft³", "CCF", "MCF", "L", "gal"], states: ["total", "total_increasing"] },
  volume: { units: ["m³", "ft³", "CCF", "MCF", "L", "mL", "gal", "fl. oz."], states: ["total", "total_increasing"] },
  timestamp: { units: [""], states: [""] },
  // The unit is a currency of ISO 4217.
  monetary: { units: ["EUR", "NOK", "SEK", "DKK", "CHF", "PLN"], states: ["total"] },
};

const text = { type: "string", minLength: 1 };
const topic = { type: "string", pattern: "^[^+#\\u0000]+$", minLength: 1 };
const availability = {
  type: "array",
  minItems: 1,
  items: { type: "object", required: ["topic"], additionalProperties: false, properties: { topic } },
};
const common = {
  name: text,
  unique_id: text,
  state_topic: topic,
  value_template: text,
  json_attributes_topic: topic,
  json_attributes_template: text,
  expire_after: { type: "integer", minimum: 1 },
  entity_category: { const: "diagnostic" },
  availability,
};

/** One of the texts that are not empty; nothing at all where there is none. */
function oneOf(texts: readonly string[]): object | false {
  const allowed = texts.filter((allowedText) => allowedText !== "");
  return allowed.length === 0 ? false : { enum: allowed };
}

const sensor = {
  type: "object",
  required: ["platform", "name", "unique_id", "default_entity_id", "value_template"],
  additionalProperties: false,
  properties: {
    platform: { const: "sensor" },
    ...common,
    default_entity_id: { type: "string", pattern: "^sensor\\.(?!_)(?!.*__)[a-z0-9_]+(?<!_)$" },
    device_class: { enum: Object.keys(sensorClasses) },
    state_class: { enum: ["measurement", "total", "total_increasing"] },
    last_reset_value_template: text,
    unit_of_measurement: text,
    suggested_display_precision: { type: "integer", minimum: 0 },
  },
  // Only a total begins anew.
  dependencies: { last_reset_value_template: { properties: { state_class: { const: "total" } } } },
  allOf: Object.entries(sensorClasses).map(([name, { units, states }]) => ({
    if: { required: ["device_class"], properties: { device_class: { const: name } } },
    // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema.
    then: {
      required: [
        ...(units.includes("") ? [] : ["unit_of_measurement"]),
        ...(states.includes("") ? [] : ["state_class"]),
      ],
      properties: {
        unit_of_measurement: oneOf(units),
        state_class: oneOf(states),
      },
    },
  })),
};

const binarySensor = {
  type: "object",
  required: ["platform", "name", "unique_id", "default_entity_id", "payload_on", "payload_off"],
  additionalProperties: false,
  properties: {
    platform: { const: "binary_sensor" },
    ...common,
    default_entity_id: { type: "string", pattern: "^binary_sensor\\.(?!_)(?!.*__)[a-z0-9_]+(?<!_)$" },
    device_class: { enum: ["connectivity", "problem"] },
    payload_on: text,
    payload_off: text,
  },
};

const event = {
  type: "object",
  required: ["platform", "name", "unique_id", "default_entity_id", "state_topic", "event_types"],
  additionalProperties: false,
  properties: {
    platform: { const: "event" },
    ...{ name: text, unique_id: text, state_topic: topic, value_template: text, availability },
    ...{ json_attributes_topic: topic, json_attributes_template: text, entity_category: { const: "diagnostic" } },
    default_entity_id: { type: "string", pattern: "^event\\.(?!_)(?!.*__)[a-z0-9_]+(?<!_)$" },
    device_class: { enum: ["button", "doorbell", "motion"] },
    event_types: { type: "array", minItems: 1, uniqueItems: true, items: text },
  },
};

/** What stands for an entity that is taken away. */
const removed = {
  type: "object",
  required: ["platform"],
  additionalProperties: false,
  properties: { platform: { enum: ["sensor", "binary_sensor", "event"] } },
};

export const deviceMessageSchema: object = {
  type: "object",
  required: ["device", "origin", "components", "state_topic"],
  additionalProperties: false,
  properties: {
    device: {
      type: "object",
      required: ["identifiers", "name"],
      additionalProperties: false,
      properties: {
        identifiers: { type: "array", minItems: 1, items: text },
        ...{ name: text, manufacturer: text, model: text, serial_number: text, sw_version: text, via_device: text },
      },
    },
    origin: {
      type: "object",
      required: ["name"],
      additionalProperties: false,
      properties: { name: text, sw_version: text, support_url: text },
    },
    availability,
    availability_mode: { enum: ["all", "any", "latest"] },
    state_topic: topic,
    qos: { enum: [0, 1, 2] },
    components: {
      type: "object",
      minProperties: 1,
      additionalProperties: { oneOf: [sensor, binarySensor, event, removed] },
    },
  },
};

/** `<discovery prefix>/device/<object id>/config`. */
export const discoveryTopic: RegExp = /^[^+#]+\/device\/[a-zA-Z0-9_-]+\/config$/;
