import { dataNotificationTag, parseDataNotification } from "../apdu/data-notification.ts";
import { DecodeError } from "../errors.ts";
import { generalDedTag, generalGloTag, parseGeneralGlo } from "../security/general-ciphering.ts";
import { readBody } from "./walk-body.ts";

/** Stands in for a title that is left out: it says nothing of the length. */
const noTitle = new Uint8Array(8);

/** How many octets the APDU has that begins at octet 0; undefined where it is damaged, or of a kind without an end. */
export function measureApdu(octets: Uint8Array): number | undefined {
  try {
    if (octets[0] === generalGloTag || octets[0] === generalDedTag)
      return parseGeneralGlo(octets, undefined, noTitle).length;
    if (octets[0] !== dataNotificationTag) return undefined;
    return readBody(octets, parseDataNotification(octets).bodyAt).end;
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}
