import type { QuantityName } from "@meter2mqtt/decoder";
import type { MqttMessage } from "../mqtt-messages.ts";
import { capacityOf } from "./capacity-fields.ts";
import type { PayloadContext, View } from "./context.ts";
import { type FieldSource, fieldValue } from "./fields.ts";
import { capacityTopics, realtimeFields, realtimeTopic, realtimeValue, thresholdTopics } from "./realtime-fields.ts";

/** A topic of the Raw formats. */
export type RawTopic = FieldSource & {
  /** Behind `<publish>`. */
  readonly topic: string;
  /** The list type from which on it is published. */
  readonly from: 1 | 2 | 3 | 4;
  /** `registers`: only when it comes with registers. */
  readonly retain: boolean | "registers";
  /** Raw (minimal) leaves it out while it is the same as before. */
  readonly onChange: boolean;
};

type Row = readonly [topic: string, quantity: QuantityName, per?: number, decimals?: number];

const instant = (from: 1 | 2 | 4, rows: readonly Row[]): RawTopic[] =>
  rows.map(([topic, quantity, per = 1, decimals = 0]) => ({
    ...{ topic, quantity, per, decimals, from },
    retain: false,
    onChange: true,
  }));
const accumulated = (from: 3 | 4, decimals: number, rows: readonly Row[]): RawTopic[] =>
  rows.map(([topic, quantity]) => ({
    ...{ topic, quantity, per: 1000, decimals, from },
    retain: from === 3,
    onChange: from === 4,
  }));

/** Every topic of a telegram, in the order of publishing. */
export const rawTopics: readonly RawTopic[] = [
  { topic: "/meter/dlms/timestamp", time: "packageTime", as: "epoch", from: 1, retain: false, onChange: false },
  ...instant(4, [
    ["/meter/import/l1", "activeImportL1W"],
    ["/meter/import/l2", "activeImportL2W"],
    ["/meter/import/l3", "activeImportL3W"],
    ["/meter/export/l1", "activeExportL1W"],
    ["/meter/export/l2", "activeExportL2W"],
    ["/meter/export/l3", "activeExportL3W"],
    ["/meter/powerfactor", "powerFactor", 1, 2],
    ["/meter/l1/powerfactor", "powerFactorL1", 1, 2],
    ["/meter/l2/powerfactor", "powerFactorL2", 1, 2],
    ["/meter/l3/powerfactor", "powerFactorL3", 1, 2],
  ]),
  ...accumulated(4, 2, [
    ["/meter/import/l1/accumulated", "energyImportL1Wh"],
    ["/meter/import/l2/accumulated", "energyImportL2Wh"],
    ["/meter/import/l3/accumulated", "energyImportL3Wh"],
    ["/meter/export/l1/accumulated", "energyExportL1Wh"],
    ["/meter/export/l2/accumulated", "energyExportL2Wh"],
    ["/meter/export/l3/accumulated", "energyExportL3Wh"],
  ]),
  { topic: "/meter/clock", time: "meterTime", as: "epoch", from: 3, retain: false, onChange: false },
  ...accumulated(3, 3, [
    ["/meter/import/active/accumulated", "energyImportWh"],
    ["/meter/import/active/accumulated/tariff1", "energyImportT1Wh"],
    ["/meter/import/active/accumulated/tariff2", "energyImportT2Wh"],
    ["/meter/export/active/accumulated", "energyExportWh"],
    ["/meter/export/active/accumulated/tariff1", "energyExportT1Wh"],
    ["/meter/export/active/accumulated/tariff2", "energyExportT2Wh"],
    ["/meter/import/reactive/accumulated", "reactiveImportVarh"],
    ["/meter/export/reactive/accumulated", "reactiveExportVarh"],
  ]),
  { topic: "/meter/id", text: "meterId", from: 2, retain: "registers", onChange: true },
  { topic: "/meter/type", text: "meterModel", from: 2, retain: "registers", onChange: true },
  ...instant(2, [
    ["/meter/l1/current", "currentL1A", 1, 2],
    ["/meter/l1/voltage", "voltageL1V", 1, 2],
    ["/meter/l2/current", "currentL2A", 1, 2],
    ["/meter/l2/voltage", "voltageL2V", 1, 2],
    ["/meter/l3/current", "currentL3A", 1, 2],
    ["/meter/l3/voltage", "voltageL3V", 1, 2],
    ["/meter/export/active", "activeExportW"],
    ["/meter/import/reactive", "reactiveImportVar"],
    ["/meter/export/reactive", "reactiveExportVar"],
  ]),
  ...instant(1, [["/meter/import/active", "activeImportW"]]),
];

/** One message for each value; a rich telegram has those of the poorer ones as well. */
export function rawMessages(context: PayloadContext, view: View): MqttMessage[] {
  return [...meterMessages(context, view), ...realtimeMessages(context, view)];
}

/** Energy so far, peaks and limits; Raw (minimal) leaves out what is the same as before. */
function realtimeMessages({ format, topic }: PayloadContext, { energy, sent, isNewHour }: View): MqttMessage[] {
  if (energy === undefined) return [];
  const amounts = realtimeFields.map((field) => ({
    topic: topic + realtimeTopic(field),
    payload: String(realtimeValue(energy, field)),
    retain: false,
  }));
  const capacity = capacityOf(energy);
  const limits = capacity === undefined ? [] : capacityTopics(capacity);
  const hourly = capacity === undefined || isNewHour !== true ? [] : thresholdTopics(capacity);
  const retained = [...limits, ...hourly].map(({ topic: level, value }) => ({
    ...{ topic: topic + level, payload: String(value), retain: true },
  }));
  return [...amounts, ...retained].filter(
    (message) => format !== "raw-minimal" || sent?.get(message.topic)?.payload !== message.payload,
  );
}

function meterMessages({ format, topic }: PayloadContext, { state, listType, sent }: View): MqttMessage[] {
  return rawTopics.flatMap((row): MqttMessage[] => {
    if (row.from > listType) return [];
    const retain = row.retain === "registers" ? listType >= 3 : row.retain;
    const message = { topic: topic + row.topic, payload: String(fieldValue(state, row)), retain };
    const last = format === "raw-minimal" && row.onChange ? sent?.get(message.topic) : undefined;
    // A text that must be retained is sent once more, although it is the same.
    return last?.payload === message.payload && (last.retain || !retain) ? [] : [message];
  });
}
