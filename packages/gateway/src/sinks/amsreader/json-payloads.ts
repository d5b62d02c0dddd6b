import type { MqttMessage } from "../mqtt-messages.ts";
import type { PayloadContext, View } from "./context.ts";
import { jsonFields, objectOf } from "./fields.ts";
import { headerOf } from "./header.ts";
import { toJsonText, whole } from "./json-text.ts";
import { realtimeObject } from "./realtime-fields.ts";

/** JSON (classic) and JSON (flat) on one topic, JSON (multi topic) on one for each list type; none retained. */
export function jsonMessages(
  { format, topic, device }: PayloadContext,
  { state, listType, energy }: View,
): MqttMessage[] {
  const { id, name, up, ...rest } = headerOf(device);
  const header = { id, name, up, t: whole(Math.floor(state.packageTime / 1000)), ...rest };
  const data = objectOf(state, jsonFields[listType]);
  const flat = energy === undefined ? {} : realtimeObject(energy, "rt_");
  const realtime = energy === undefined ? {} : { realtime: realtimeObject(energy) };
  const payload = toJsonText(
    format === "json-flat" ? { ...header, ...data, ...flat } : { ...header, data, ...realtime },
  );
  return [{ topic: format === "json-multi" ? `${topic}/list${listType}` : topic, payload, retain: false }];
}
