import type { MqttMessage } from "../mqtt-messages.ts";
import { meaningless, type PayloadContext } from "./context.ts";
import { toIso } from "./fields.ts";
import { headerOf } from "./header.ts";
import { toJsonText, whole } from "./json-text.ts";

/** Whether the gateway is there; `offline` is also the last will of each format's connection. */
export function statusMessage(topic: string, payload: "online" | "offline"): MqttMessage {
  return { topic: `${topic}/status`, payload, retain: true };
}

/** What is said of the device on connecting and once a minute; Domoticz and HEX dump say nothing. */
export function systemMessages(context: PayloadContext, now: number): MqttMessage[] {
  const { format, topic, device } = context;
  const about = { ...headerOf(device), version: device.version };
  switch (format) {
    case "json":
    case "json-flat":
      return [{ topic, payload: toJsonText(about), retain: false }, firmwareMessage(context)];
    case "json-multi":
      return [{ topic: `${topic}/system`, payload: toJsonText(about), retain: false }, firmwareMessage(context)];
    case "home-assistant": {
      const payload = toJsonText({ ...about, t: toIso(now) });
      return [{ topic: `${topic}/state`, payload, retain: false }, firmwareMessage(context)];
    }
    case "raw-minimal":
    case "raw-full":
      return rawSystemMessages(context);
    default:
      return [];
  }
}

function rawSystemMessages({ topic, device }: PayloadContext): MqttMessage[] {
  const rows: readonly (readonly [level: string, payload: string, retain?: boolean])[] = [
    ["id", device.id, true],
    ["uptime", `${whole(device.uptimeSeconds)}`],
    ["vcc", meaningless.vcc.toFixed(2)],
    ["mem", `${whole(device.freeMemory)}`],
    ["rssi", `${meaningless.rssi}`],
    ["temperature", meaningless.temperature.toFixed(2)],
  ];
  return rows.map(([level, payload, retain = false]) => ({ topic: `${topic}/${level}`, payload, retain }));
}

/** The version that runs is the latest one as far as is known: nobody is asked over the network. */
export function firmwareMessage({ topic, device: { version } }: PayloadContext, summary = ""): MqttMessage {
  const payload = toJsonText({
    installed_version: version,
    latest_version: version,
    title: "meter2mqtt",
    release_url: "",
    release_summary: summary,
    update_percentage: null,
  });
  return { topic: `${topic}/firmware`, payload, retain: false };
}
