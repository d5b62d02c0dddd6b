import type { MqttEnergy } from "@meter2mqtt/contract";
import { Decimal, type JsonObject } from "./json-text.ts";

const spans = ["hour", "day", "month"] as const;
type Span = (typeof spans)[number];
type Direction = "import" | "export";

interface RealtimeField {
  /** In `realtime` of the JSON formats. */
  readonly key: string;
  readonly direction: Direction;
  readonly span: Span;
  readonly decimals: number;
}

/** Energy of the hour, day and month so far, in kWh. */
export const realtimeFields: readonly RealtimeField[] = [
  { key: "h", direction: "import", span: "hour", decimals: 3 },
  { key: "d", direction: "import", span: "day", decimals: 2 },
  { key: "m", direction: "import", span: "month", decimals: 1 },
  { key: "he", direction: "export", span: "hour", decimals: 3 },
  { key: "de", direction: "export", span: "day", decimals: 2 },
  { key: "me", direction: "export", span: "month", decimals: 1 },
];

/** Behind `<publish>` in the Raw formats. */
export function realtimeTopic({ direction, span }: RealtimeField): string {
  return `/realtime/${direction}/${span}`;
}

/** 0 where nothing is known, as in the firmware. */
export function realtimeValue(energy: MqttEnergy, { direction, span, decimals }: RealtimeField): Decimal {
  return kilowattHours(energy, direction, span, decimals);
}

/** `realtime` of the JSON formats; the keys of the flat one begin with `rt_`. */
export function realtimeObject(energy: MqttEnergy, prefix = ""): JsonObject {
  return Object.fromEntries(realtimeFields.map((field) => [`${prefix}${field.key}`, realtimeValue(energy, field)]));
}

/** `hour`, `day` and `month` of `<publish>/realtime` in the Home Assistant format. */
export function realtimeSpans(energy: MqttEnergy): JsonObject {
  return spansAs(energy, spans, ["use", "produced"]);
}

/** `ea` of `/data.json`. */
export function accountingAnswer(energy: MqttEnergy): JsonObject {
  const { hour, day, month } = spansAs(energy, spans, ["u", "p"]);
  return { h: hour ?? {}, d: day ?? {}, m: month ?? {} };
}

function spansAs(energy: MqttEnergy, names: readonly Span[], [use, produced]: readonly [string, string]): JsonObject {
  return Object.fromEntries(
    names.map((span) => [
      span,
      { [use]: kilowattHours(energy, "import", span, 3), [produced]: kilowattHours(energy, "export", span, 3) },
    ]),
  );
}

function kilowattHours(energy: MqttEnergy, direction: Direction, span: Span, decimals: number): Decimal {
  return new Decimal((energy[direction]?.[span]?.amount ?? 0) / 1000, decimals);
}
