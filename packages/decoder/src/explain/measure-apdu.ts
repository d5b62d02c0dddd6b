import { dataNotificationTag, parseDataNotification } from "../apdu/data-notification.ts";
import { DataWalker } from "../axdr/walk.ts";
import { Cursor } from "../bytes/cursor.ts";
import { DecodeError } from "../errors.ts";
import { PushList } from "../reading/push-list.ts";
import { generalGloTag, parseGeneralGlo } from "../security/general-ciphering.ts";

/** How many octets the APDU has that begins at octet 0; undefined where it is damaged, or of a kind without an end. */
export function measureApdu(octets: Uint8Array): number | undefined {
  try {
    if (octets[0] === generalGloTag) return parseGeneralGlo(octets).length;
    if (octets[0] !== dataNotificationTag) return undefined;
    const cursor = new Cursor(octets, "axdr/malformed", parseDataNotification(octets).bodyAt);
    new DataWalker(cursor, new PushList(octets)).value();
    return cursor.offset;
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}
