import type { MqttMessage } from "../mqtt-messages.ts";
import type { PayloadContext } from "./context.ts";
import { type PlotName, plots } from "./energy-plots.ts";
import { type JsonObject, toJsonText } from "./json-text.ts";
import { firmwareMessage } from "./system-payloads.ts";

const upgradeWords = "meter2mqtt is not updated over MQTT, but in the way it was installed.";
const plotWords = "No energy of this meter is known yet; wait until its registers were heard for an hour.";

/** What a plot is now; undefined while there is nothing of it. */
export type PlotOf = (plot: PlotName) => JsonObject | undefined;

/** The answer to a text on the command topic. Each command is known to those formats that it has in the firmware. */
export function commandMessages(context: PayloadContext, command: string, plotOf: PlotOf): MqttMessage[] {
  const { format, topic } = context;
  const isJson = format === "json" || format === "json-multi" || format === "json-flat";
  const isRaw = format === "raw-minimal" || format === "raw-full";
  if (command === "fwupgrade" && (isJson || isRaw || format === "home-assistant"))
    return [firmwareMessage(context, upgradeWords)];
  const plot = isJson ? plots.find((name) => name === command) : undefined;
  if (plot === undefined) return [];
  return [{ topic: `${topic}/${plot}`, payload: toJsonText(plotOf(plot) ?? { error: plotWords }), retain: false }];
}
