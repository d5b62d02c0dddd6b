import type { MeterState, MqttAvailability, MqttBridgeInfo, MqttLine, MqttReading } from "@meter2mqtt/contract";
import type { PriceSnapshot } from "../prices/price-snapshot.ts";
import { toMqttPrices } from "../prices/shown-prices.ts";
import type { OutboxEntry } from "./sink.ts";

/** One message to be published, always at QoS 1. */
export interface MqttMessage {
  readonly topic: string;
  readonly payload: string;
  readonly retain: boolean;
}

/** The topic level that belongs to the gateway itself: no meter may be called so. */
const bridgeLevel = "bridge";

/** One level of a topic: what would divide it, or be taken for a wildcard, becomes `-`. */
export function toTopicLevel(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: MQTT forbids U+0000 in topics, and brokers refuse the other control characters.
  const level = text.replace(/[/+#\s\u0000-\u001f\u007f]+/gu, "-");
  if (level === "" || level === bridgeLevel) return `meter-${level}`;
  return level;
}

/** The state of a meter as subscribers get it: every quantity at the top, and no word on staleness (`availability` has that). */
export function toMqttReading(state: MeterState): MqttReading {
  const { values, derived, channels, stale: _stale, ...about } = state;
  return { ...about, ...values, derived, channels };
}

/** Entries that have a topic of their own; raw frames have none. */
export type PublishedEntry = Exclude<OutboxEntry, { readonly kind: "frame" }>;

/** What an entry of the outbox is in MQTT. */
export function toMqttMessage(baseTopic: string, entry: PublishedEntry): MqttMessage {
  switch (entry.kind) {
    case "reading":
      return {
        topic: `${baseTopic}/${toTopicLevel(entry.state.meter)}/reading`,
        payload: JSON.stringify({ ...toMqttReading(entry.state), key: entry.key }),
        retain: false,
      };
    case "availability":
      return availabilityMessage(baseTopic, entry.meter, entry.online ? "online" : "offline");
    case "energy":
      return {
        topic: `${baseTopic}/${toTopicLevel(entry.meter)}/energy`,
        payload: JSON.stringify(entry.energy),
        retain: true,
      };
    case "diagnosis": {
      const level = entry.meter === undefined ? bridgeLevel : toTopicLevel(entry.meter);
      return { topic: `${baseTopic}/${level}/diagnosis`, payload: JSON.stringify(entry.diagnosis), retain: false };
    }
    // Not retained: something that happened is not told anew to whoever comes later; `raised` in the reading says what goes on.
    case "event":
      return {
        topic: `${baseTopic}/${toTopicLevel(entry.meter)}/event`,
        payload: JSON.stringify(entry.event),
        retain: false,
      };
  }
}

/** Whether a meter is heard; retained, so that a subscriber who comes later knows at once. */
export function availabilityMessage(baseTopic: string, meter: string, payload: MqttAvailability): MqttMessage {
  return { topic: `${baseTopic}/${toTopicLevel(meter)}/availability`, payload, retain: true };
}

/** Whether the gateway is there; `offline` is also its last will. */
export function bridgeStateMessage(baseTopic: string, payload: MqttAvailability): MqttMessage {
  return { topic: `${baseTopic}/${bridgeLevel}/state`, payload, retain: true };
}

/** Who publishes here, and which of the meters are made up. */
export function bridgeInfoMessage(baseTopic: string, info: MqttBridgeInfo): MqttMessage {
  return { topic: `${baseTopic}/${bridgeLevel}/info`, payload: JSON.stringify(info), retain: true };
}

/** Where the health of a line is published. */
export function lineTopic(baseTopic: string, source: string): string {
  return `${baseTopic}/${bridgeLevel}/line/${toTopicLevel(source)}`;
}

/** How a line is, whoever's meter is on it; retained, as it is published once a minute at most while nothing happens. */
export function lineMessage(baseTopic: string, state: MqttLine): MqttMessage {
  return { topic: lineTopic(baseTopic, state.name), payload: JSON.stringify(state), retain: true };
}

/** What comes to cost how much; retained: the main area has the plain topic, each other one its own below it. */
export function pricesMessage(baseTopic: string, snapshot: PriceSnapshot, isMain: boolean): MqttMessage {
  const topic = isMain ? `${baseTopic}/prices` : `${baseTopic}/prices/${toTopicLevel(snapshot.area)}`;
  return { topic, payload: JSON.stringify(toMqttPrices(snapshot)), retain: true };
}
