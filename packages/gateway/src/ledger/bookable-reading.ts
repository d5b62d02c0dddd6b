import { type QuantityName, quantities, type Reading, type ReadingChannel } from "@meter2mqtt/decoder";
import { isRecord } from "../config/schema-node.ts";

/** What booking needs of a reading; a reading of its own is one. */
export type BookableReading = Pick<Reading, QuantityName | "timestamp" | "receivedAt" | "channels">;

/** A reading as the store keeps it; undefined where it is none. */
export function parseBookable(json: string): BookableReading | undefined {
  const parsed: unknown = JSON.parse(json);
  if (!isRecord(parsed)) return undefined;
  const { timestamp, receivedAt, channels } = parsed;
  return {
    ...numbersOfQuantities(parsed),
    ...(typeof timestamp === "string" ? { timestamp } : {}),
    ...(typeof receivedAt === "string" ? { receivedAt } : {}),
    ...(Array.isArray(channels) ? { channels: channels.flatMap(toChannel) } : {}),
  };
}

function numbersOfQuantities(record: Record<string, unknown>): Record<string, number> {
  const numbers: Record<string, number> = {};
  for (const { name } of quantities) {
    const value = record[name];
    if (typeof value === "number") numbers[name] = value;
  }
  return numbers;
}

function toChannel(item: unknown): ReadingChannel[] {
  if (!isRecord(item)) return [];
  const { channel, id, timestamp, value, unit } = item;
  if (typeof channel !== "number") return [];
  return [
    {
      channel,
      ...(typeof id === "string" ? { id } : {}),
      ...(typeof timestamp === "string" ? { timestamp } : {}),
      ...(typeof value === "number" ? { value } : {}),
      ...(typeof unit === "string" ? { unit } : {}),
    },
  ];
}
