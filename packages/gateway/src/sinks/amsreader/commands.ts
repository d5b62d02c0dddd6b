import type { MqttMessage } from "../mqtt-messages.ts";
import type { PayloadContext } from "./context.ts";
import { toJsonText } from "./json-text.ts";
import { firmwareMessage } from "./system-payloads.ts";

const upgradeWords = "meter2mqtt is not updated over MQTT, but in the way it was installed.";
const plotWords = "meter2mqtt keeps no energy per hour and day yet; power and registers are in its database.";

/** The answer to a text on the command topic. Each command is known to those formats that it has in the firmware. */
export function commandMessages(context: PayloadContext, command: string): MqttMessage[] {
  const { format, topic } = context;
  const isJson = format === "json" || format === "json-multi" || format === "json-flat";
  const isRaw = format === "raw-minimal" || format === "raw-full";
  if (command === "fwupgrade" && (isJson || isRaw || format === "home-assistant"))
    return [firmwareMessage(context, upgradeWords)];
  if ((command === "dayplot" || command === "monthplot") && isJson)
    return [{ topic: `${topic}/${command}`, payload: toJsonText({ error: plotWords }), retain: false }];
  return [];
}
