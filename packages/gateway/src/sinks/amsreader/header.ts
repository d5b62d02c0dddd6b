import { type Device, meaningless } from "./context.ts";
import { Decimal, type JsonObject, whole } from "./json-text.ts";

/** What every JSON payload says of the device. */
export function headerOf({ id, name, uptimeSeconds }: Device): JsonObject & Record<HeaderKey, JsonObject[string]> {
  return {
    id,
    name,
    up: whole(uptimeSeconds),
    vcc: new Decimal(meaningless.vcc, 3),
    rssi: whole(meaningless.rssi),
    temp: new Decimal(meaningless.temperature, 2),
  };
}

type HeaderKey = "id" | "name" | "up" | "vcc" | "rssi" | "temp";
