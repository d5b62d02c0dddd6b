import { isRecord } from "../config/schema-node.ts";
import type { Components } from "./component.ts";
import type { DiscoveryScene } from "./device-messages.ts";
import { isExpiry } from "./expiry.ts";
import { parseRecord } from "./json-record.ts";
import { isQuantityName } from "./quantity-component.ts";
import { type AnnouncedTariff, tariffOfComponents } from "./tariff-components.ts";

/** What an earlier run of this gateway has left on the broker. */
export interface EarlierMessage {
  /** Quantities that the meter had said then. */
  readonly quantities: readonly string[];
  readonly isCiphered: boolean;
  readonly expireAfter: number | undefined;
  /** What it knew of the meter's contract. */
  readonly tariff: AnnouncedTariff | undefined;
  /** The platform of each of its entities. */
  readonly platforms: Components;
}

/** A discovery message has some 20 KB; more than this is none of ours. */
const maxLength = 200_000;

/**
 * Reads a retained discovery message; undefined for one that this gateway has not written: of another program, or of
 * another gateway with its own base topic. Everything in it is looked at as a stranger's.
 */
export function readEarlierMessage(payload: string, { baseTopic }: DiscoveryScene): EarlierMessage | undefined {
  const message = payload.length > maxLength ? undefined : parseRecord(payload);
  if (message === undefined) return undefined;
  const { origin, state_topic: topic, components } = message;
  if (!isRecord(origin) || origin["name"] !== "meter2mqtt" || !isRecord(components)) return undefined;
  if (typeof topic !== "string" || !topic.startsWith(`${baseTopic}/`)) return undefined;

  const entries = Object.entries(components).filter(isEntity);
  return {
    quantities: entries.map(([key]) => key).filter(isQuantityName),
    isCiphered: entries.some(([key]) => key === "authenticated"),
    tariff: tariffOfComponents(Object.fromEntries(entries)),
    expireAfter: entries.map(([, component]) => component["expire_after"]).find(isExpiry),
    platforms: Object.fromEntries(
      entries.map(([key, { platform }]) => [
        key,
        { platform: platform === "binary_sensor" || platform === "event" ? platform : "sensor" },
      ]),
    ),
  };
}

/** What stands for a removed entity has a platform and nothing else. */
function isEntity(entry: [string, unknown]): entry is [string, Record<string, unknown>] {
  return isRecord(entry[1]) && typeof entry[1]["unique_id"] === "string";
}
