import type { MqttMessage } from "../mqtt-messages.ts";
import type { PayloadContext, View } from "./context.ts";
import { domoticzMessages } from "./domoticz-payloads.ts";
import { homeAssistantMessages } from "./home-assistant-payloads.ts";
import { jsonMessages } from "./json-payloads.ts";
import { rawMessages } from "./raw-payloads.ts";

/** What a format publishes of a meter. */
export function meterMessages(context: PayloadContext, view: View): MqttMessage[] {
  switch (context.format) {
    case "json":
    case "json-multi":
    case "json-flat":
      return jsonMessages(context, view);
    case "raw-minimal":
    case "raw-full":
      return rawMessages(context, view);
    case "domoticz":
      return domoticzMessages(context, view);
    case "home-assistant":
      return homeAssistantMessages(context, view);
    case "hex":
      return [];
  }
}
