import type { FirmwareBackup } from "@meter2mqtt/energy";
import { eicOf } from "../prices/areas.ts";

/**
 * The price source that asks where the firmware asked, for `prices.sources`; undefined where the firmware asked a service of its
 * own, which answers nobody else, or where the area is none of ENTSO-E's.
 */
export function priceSourceOf({ priceArea, priceToken }: FirmwareBackup): Record<string, unknown> | undefined {
  if (priceToken === undefined || priceArea === undefined || eicOf(priceArea) === undefined) return undefined;
  return { type: "entsoe", area: priceArea, token: priceToken };
}
