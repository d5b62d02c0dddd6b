import { dataNotificationTag, parseDataNotification } from "../apdu/data-notification.ts";
import { DecodeError } from "../errors.ts";
import { generalGloTag, parseGeneralGlo } from "../security/general-ciphering.ts";
import { readBody } from "./walk-body.ts";

/** How many octets the APDU has that begins at octet 0; undefined where it is damaged, or of a kind without an end. */
export function measureApdu(octets: Uint8Array): number | undefined {
  try {
    if (octets[0] === generalGloTag) return parseGeneralGlo(octets).length;
    if (octets[0] !== dataNotificationTag) return undefined;
    return readBody(octets, parseDataNotification(octets).bodyAt).end;
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}
