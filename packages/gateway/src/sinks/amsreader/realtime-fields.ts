import type { MqttEnergy } from "@meter2mqtt/contract";
import { type AmsCapacity, capacityOf, kilowatts, limitOf } from "./capacity-fields.ts";
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

/** `realtime` of the JSON formats; the keys of the flat one begin with `rt_`, but for `peaks`. */
export function realtimeObject(energy: MqttEnergy, prefix = ""): JsonObject {
  const amounts = (direction: Direction) =>
    Object.fromEntries(
      realtimeFields
        .filter((field) => field.direction === direction)
        .map((field) => [`${prefix}${field.key}`, realtimeValue(energy, field)]),
    );
  const capacity = capacityOf(energy);
  const { threshold = 0, monthMax = 0, peaks = [] } = capacity ?? {};
  const limits = { [`${prefix}t`]: limitOf(threshold), [`${prefix}x`]: kilowatts(monthMax) };
  return {
    ...amounts("import"),
    ...(capacity === undefined ? {} : limits),
    ...amounts("export"),
    ...(capacity === undefined ? {} : { peaks: peaks.map(kilowatts) }),
  };
}

/** `max`, `peaks`, `threshold`, `thresholds`, `hour`, `day` and `month` of `<publish>/realtime` in the Home Assistant format. */
export function realtimeSpans(energy: MqttEnergy): JsonObject {
  const capacity = capacityOf(energy);
  const spansOfEnergy = spansAs(energy, spans, ["use", "cost", "produced", "income"]);
  if (capacity === undefined) return spansOfEnergy;
  const { threshold, thresholds, monthMax, peaks } = capacity;
  return {
    ...{ max: kilowatts(monthMax), peaks: peaks.map(kilowatts), threshold: limitOf(threshold) },
    ...spansOfEnergy,
    thresholds: thresholds.map(limitOf),
  };
}

/** `ea` of `/data.json`. */
export function accountingAnswer(energy: MqttEnergy): JsonObject {
  const { hour, day, month } = spansAs(energy, spans, ["u", "c", "p", "i"]);
  const capacity = capacityOf(energy);
  const { threshold = 0, monthMax = 0, peaks = [] } = capacity ?? {};
  const limits = { x: kilowatts(monthMax), p: peaks.map(kilowatts), t: limitOf(threshold) };
  return { ...(capacity === undefined ? {} : limits), h: hour ?? {}, d: day ?? {}, m: month ?? {} };
}

/** A topic of the Raw formats for peaks and limits; all are retained. */
export interface CapacityTopic {
  /** Behind `<publish>`. */
  readonly topic: string;
  readonly value: Decimal;
}

/** Peaks, the month's value and its limit. */
export function capacityTopics({ peaks, threshold, monthMax }: AmsCapacity): CapacityTopic[] {
  return [
    ...peaks.map((kw, index) => ({ topic: `/realtime/import/peak/${index + 1}`, value: kilowatts(kw) })),
    { topic: "/realtime/import/threshold", value: limitOf(threshold) },
    { topic: "/realtime/import/monthmax", value: kilowatts(monthMax) },
  ];
}

/** All limits; the firmware says them once an hour. */
export function thresholdTopics({ thresholds }: AmsCapacity): CapacityTopic[] {
  return thresholds.map((kw, index) => ({
    ...{ topic: `/realtime/import/thresholds/${index + 1}`, value: limitOf(kw) },
  }));
}

type SpanKeys = readonly [use: string, cost: string, produced: string, income: string];

/** Costs where a contract says them; 0 while nothing is known of the span, as in the firmware. */
function spansAs(energy: MqttEnergy, names: readonly Span[], [use, cost, produced, income]: SpanKeys): JsonObject {
  const { tariff } = energy;
  return Object.fromEntries(
    names.map((span) => [
      span,
      {
        [use]: kilowattHours(energy, "import", span, 3),
        ...(tariff === undefined ? {} : { [cost]: new Decimal(tariff[span]?.cost ?? 0, 2) }),
        [produced]: kilowattHours(energy, "export", span, 3),
        ...(tariff === undefined ? {} : { [income]: new Decimal(tariff[span]?.income ?? 0, 2) }),
      },
    ]),
  );
}

function kilowattHours(energy: MqttEnergy, direction: Direction, span: Span, decimals: number): Decimal {
  return new Decimal((energy[direction]?.[span]?.amount ?? 0) / 1000, decimals);
}
