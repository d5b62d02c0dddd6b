/** One entity of a discovery message, by the names that Home Assistant documents for MQTT sensors, binary sensors and events. */
export interface Component {
  readonly platform: "sensor" | "binary_sensor" | "event";
  readonly name: string;
  readonly unique_id: string;
  readonly default_entity_id: string;
  readonly state_topic?: string;
  readonly value_template?: string;
  readonly json_attributes_topic?: string;
  readonly json_attributes_template?: string;
  readonly device_class?: string;
  readonly state_class?: "measurement" | "total" | "total_increasing";
  readonly last_reset_value_template?: string;
  readonly unit_of_measurement?: string;
  readonly suggested_display_precision?: number;
  readonly expire_after?: number;
  readonly entity_category?: "diagnostic";
  readonly event_types?: readonly string[];
  readonly payload_on?: string;
  readonly payload_off?: string;
  readonly availability?: readonly AvailabilityTopic[];
}

export interface AvailabilityTopic {
  readonly topic: string;
}

/** What stands for an entity that is to be removed. */
export interface RemovedComponent {
  readonly platform: Component["platform"];
}

export type Components = Readonly<Record<string, Component | RemovedComponent>>;

/** A device-based discovery message, as it is published. */
export interface DeviceMessage {
  readonly device: {
    readonly identifiers: readonly [string];
    readonly name: string;
    readonly manufacturer?: string;
    readonly model?: string;
    readonly serial_number?: string;
    readonly sw_version?: string;
    readonly via_device?: string;
  };
  readonly origin: { readonly name: "meter2mqtt"; readonly sw_version: string };
  /** For every entity that has none of its own. */
  readonly availability?: readonly AvailabilityTopic[];
  readonly availability_mode?: "all";
  readonly state_topic: string;
  readonly qos: 1;
  readonly components: Components;
}
