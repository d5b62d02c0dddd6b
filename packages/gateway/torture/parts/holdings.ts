import { openDatabase } from "../../src/store/database.ts";
import type { Subscriber } from "../../test/support/mqtt-subscriber.ts";
import type { HeldReading } from "./judge.ts";

/** What is in the archive, in the order of arrival. */
export async function readArchive(path: string): Promise<HeldReading[]> {
  const database = await openDatabase(path);
  try {
    const rows = database.prepare("SELECT key, json FROM readings ORDER BY received_at, sequence").all();
    return rows.flatMap((row) => {
      const { key, json } = fieldsOf(row);
      return typeof key === "string" && typeof json === "string" ? [toHeld(key, fieldsOf(JSON.parse(json)))] : [];
    });
  } finally {
    database.close();
  }
}

/** What a subscriber has got. */
export function heldBySubscriber({ heard }: Subscriber): HeldReading[] {
  return heard.flatMap(({ topic, payload }) => {
    if (!topic.endsWith("/reading")) return [];
    const fields = fieldsOf(JSON.parse(payload));
    return [toHeld(String(fields["key"]), fields)];
  });
}

function toHeld(key: string, fields: Readonly<Record<string, unknown>>): HeldReading {
  const { timestamp, activeImportW, energyImportWh } = fields;
  return {
    key,
    timestamp: typeof timestamp === "string" ? timestamp : undefined,
    activeImportW: typeof activeImportW === "number" ? activeImportW : undefined,
    energyImportWh: typeof energyImportWh === "number" ? energyImportWh : undefined,
  };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
