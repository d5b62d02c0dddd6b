import { createHmac } from "node:crypto";
import { toMqttReading } from "../mqtt-messages.ts";
import type { OutboxEntry } from "../sink.ts";

/** An entry as JSON: what it is, its key, and what MQTT subscribers get of it. */
export function toMessage(entry: OutboxEntry): object {
  switch (entry.kind) {
    case "reading":
      return { kind: entry.kind, key: entry.key, reading: toMqttReading(entry.state) };
    case "availability":
      return { kind: entry.kind, key: entry.key, meter: entry.meter, online: entry.online };
    case "diagnosis": {
      const { kind, key, meter, diagnosis } = entry;
      return { kind, key, ...(meter === undefined ? {} : { meter }), diagnosis };
    }
    case "event":
      return { kind: entry.kind, key: entry.key, meter: entry.meter, event: entry.event };
    case "energy":
      return { kind: entry.kind, key: entry.key, energy: entry.energy };
    case "frame": {
      const { kind, key, source, meter, hex } = entry;
      return { kind, key, source, ...(meter === undefined ? {} : { meter }), hex };
    }
  }
}

/**
 * Proves who sent a body, and when: HMAC-SHA-256 over `<seconds>.<body>`, hexadecimal. With the time inside, a request that
 * somebody recorded can be told from a new one.
 */
export function signature(secret: string, seconds: number, body: string): string {
  return `sha256=${createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex")}`;
}
