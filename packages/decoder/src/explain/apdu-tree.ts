import { dataNotificationTag, type NotificationField, parseDataNotification } from "../apdu/data-notification.ts";
import { eventNotificationTag } from "../apdu/event-notification.ts";
import { parseDateTime } from "../axdr/date-time.ts";
import { Cursor } from "../bytes/cursor.ts";
import { cipheredPartAt } from "../decode-apdu.ts";
import { DecodeError } from "../errors.ts";
import { resolveDateTime } from "../reading/meter-clock.ts";
import { isCiphering } from "../security/general-ciphering.ts";
import { apduNames } from "./apdu-names.ts";
import { explainBody } from "./body-tree.ts";
import { explainCiphered, explainCipheredTelegram } from "./ciphered-tree.ts";
import { timeMeaning } from "./clock-meaning.ts";
import { explainEvent } from "./event-tree.ts";
import type { ExplainContext } from "./explain-context.ts";
import { type Draft, draft, type NodeDetails, termDraft } from "./explain-node.ts";
import { ListMeanings } from "./list-meanings.ts";
import { faultDetails, means, meansAll, phrase } from "./means.ts";
import { explainP1 } from "./p1-tree.ts";
import { readBody } from "./walk-body.ts";
import { hexNumber, localText } from "./words.ts";

/**
 * The tree of a message: an APDU or a P1 telegram. `base` is where it begins in its space; the node ends where the
 * message does, which may be before its octets do.
 */
export function explainMessage(message: Uint8Array, base: number, context: ExplainContext, flagId?: string): Draft {
  const [tag] = message;
  if (tag === dataNotificationTag) return explainNotification(message, base, context, flagId);
  const inner = (plain: Uint8Array, at: number, maker: string | undefined): Draft =>
    explainMessage(plain, at, context, maker);
  if (tag === eventNotificationTag) return explainEvent(message, base, context, flagId);
  if (isCiphering(tag)) return explainCiphered(message, base, context, inner);
  if (tag === 0x2f) {
    const cipheredAt = cipheredPartAt(message);
    if (cipheredAt === undefined) return explainP1(message, base, context.clock(undefined));
    return explainCipheredTelegram(message, base, cipheredAt, context, inner);
  }
  const name = tag === undefined ? undefined : apduNames[tag];
  const value = tag === undefined ? {} : { value: hexNumber(tag, 2) };
  const to = base + message.length;
  if (name !== undefined)
    return termDraft(name, base, to, { ...value, ...means("notExplained"), problem: "apdu/no-values" });
  const details = { ...value, ...means("startsNoApdu"), problem: "apdu/unknown-tag" } as const;
  return draft("content of an unknown kind", base, to, details);
}

function explainNotification(
  apdu: Uint8Array,
  base: number,
  context: ExplainContext,
  flagId: string | undefined,
): Draft {
  const children: Draft[] = [];
  const node: Draft = {
    ...termDraft("data-notification", base, base + apdu.length),
    clause: "IEC 62056-5-3",
    children,
  };
  let readTo = 0;
  try {
    const { bodyAt, dateTimeAt } = parseDataNotification(apdu, (name, from, to) => {
      readTo = to;
      if (to === from) return;
      const details = notificationDetails(name, apdu, from, to);
      const [at, end] = [base + from, base + to];
      const isTerm = name === "long-invoke-id-and-priority";
      children.push(isTerm ? termDraft(name, at, end, details) : draft(name, at, end, details));
    });
    const { form, list } = readBody(apdu, bodyAt);
    const meanings = new ListMeanings(list, context, flagId);
    const dateTime = dateTimeAt === undefined ? undefined : parseDateTime(apdu, dateTimeAt);
    if (dateTime !== undefined) {
      // How a clock is to be read may depend on the maker, which the list tells.
      const time = resolveDateTime(dateTime, context.clock(meanings.profile));
      Object.assign(children.at(-1) ?? {}, timeMeaning(dateTime, time.text));
    }
    const body = explainBody(apdu, base, bodyAt, form, meanings);
    children.push(body);
    node.to = body.to;
    if (body.problem !== undefined) node.problem = body.problem;
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    children.push(draft("damaged from here on", base + readTo, node.to, faultDetails(error)));
    node.problem = error.code;
  }
  return node;
}

function notificationDetails(name: NotificationField, apdu: Uint8Array, from: number, to: number): NodeDetails {
  if (name === "tag") return { value: hexNumber(apdu[from] as number, 2), meaning: "data-notification" };
  if (name === "date-time length") {
    const length = apdu[to - 1] as number;
    return length === 0 ? { value: 0, ...means("noDateTime") } : { value: length };
  }
  if (name === "date-time") {
    const dateTime = parseDateTime(apdu, from);
    if (dateTime === undefined) return means("dateTimeNotSpecified");
    return { value: localText(dateTime.local) };
  }
  const first = apdu[from] as number;
  const value = new Cursor(apdu, "apdu/malformed", from).u32();
  const words = [
    phrase("invokeId", { id: value % 0x100_0000 }),
    phrase((first & 0x40) === 0 ? "unconfirmed" : "confirmed"),
    phrase((first & 0x80) === 0 ? "normalPriority" : "highPriority"),
  ];
  return { value: hexNumber(value, 8), ...meansAll(words) };
}
