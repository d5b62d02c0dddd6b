import type { MqttMessage } from "../mqtt-messages.ts";
import type { PayloadContext, View } from "./context.ts";
import { homeAssistantEnergy, homeAssistantPower, objectOf, toIso } from "./fields.ts";
import { toJsonText } from "./json-text.ts";
import { realtimeSpans } from "./realtime-fields.ts";

/** The state topics of the Home Assistant format; registers only as the meter sent them. */
export function homeAssistantMessages({ topic }: PayloadContext, { state, listType, energy }: View): MqttMessage[] {
  const message = (level: string, payload: Parameters<typeof toJsonText>[0]): MqttMessage => ({
    topic: `${topic}/${level}`,
    payload: toJsonText(payload),
    retain: false,
  });
  const power = message("power", objectOf(state, homeAssistantPower[listType]));
  const hasRegisters = listType >= 3 && !state.isEstimated;
  const t = toIso(state.packageTime);
  return [
    power,
    ...(hasRegisters ? [message("energy", objectOf(state, homeAssistantEnergy))] : []),
    ...(energy === undefined ? [] : [message("realtime", { ...realtimeSpans(energy), t })]),
  ];
}
