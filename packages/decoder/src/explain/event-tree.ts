import { type EventNotification, parseEventNotification, toPushList } from "../apdu/event-notification.ts";
import { dateTimeOctets, parseDateTime } from "../axdr/date-time.ts";
import { Cursor } from "../bytes/cursor.ts";
import { obisAt, obisText } from "../cosem/obis-code.ts";
import { obisWords } from "../cosem/obis-names.ts";
import { DecodeError } from "../errors.ts";
import { resolveDateTime } from "../reading/meter-clock.ts";
import { explainBody } from "./body-tree.ts";
import { timeMeaning } from "./clock-meaning.ts";
import type { ExplainContext } from "./explain-context.ts";
import { type Draft, draft, termDraft } from "./explain-node.ts";
import type { FieldName } from "./field-names.ts";
import { ListMeanings } from "./list-meanings.ts";
import { faultDetails, means, meansAll } from "./means.ts";
import { readBody } from "./walk-body.ts";
import { hexNumber, localText } from "./words.ts";

/** Octets of class id, OBIS code and attribute. */
const descriptorOctets = 9;

/** The tree of an event-notification-request at `base`; `flagId` names the maker. */
export function explainEvent(
  apdu: Uint8Array,
  base: number,
  context: ExplainContext,
  flagId: string | undefined,
): Draft {
  const tag = draft("tag", base, base + 1, {
    value: hexNumber(apdu[0] ?? 0, 2),
    meaning: "event-notification-request",
  });
  const node: Draft = { ...termDraft("event-notification-request", base, base + apdu.length), clause: "IEC 62056-5-3" };
  try {
    const event = parseEventNotification(apdu);
    const list = toPushList(apdu, event);
    const { form, list: values } = readBody(list, 0);
    const meanings = new ListMeanings(values, context, flagId);
    // What stands before the value in a list that was made of it is not in the message.
    const madeUp = list.length - (apdu.length - event.valueAt);
    const value = explainBody(list, base + event.valueAt - madeUp, madeUp, form, meanings);
    node.children = [tag, ...timeFields(apdu, base, event, context, meanings), ...descriptorFields(apdu, base, event)];
    node.children.push({ ...value, name: "attribute value" satisfies FieldName });
    node.to = value.to;
    if (value.problem !== undefined) node.problem = value.problem;
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    node.children = [tag, draft("damaged from here on", base + 1, node.to, faultDetails(error))];
    node.problem = error.code;
  }
  return node;
}

function timeFields(
  apdu: Uint8Array,
  base: number,
  { dateTimeAt }: EventNotification,
  context: ExplainContext,
  { profile }: ListMeanings,
): readonly Draft[] {
  const at = base + 1;
  if (dateTimeAt === undefined) return [draft("time is sent", at, at + 1, { value: 0, ...means("noTime") })];
  const dateTime = parseDateTime(apdu, dateTimeAt);
  const details =
    dateTime === undefined
      ? means("dateTimeNotSpecified")
      : {
          value: localText(dateTime.local),
          ...timeMeaning(dateTime, resolveDateTime(dateTime, context.clock(profile)).text),
        };
  return [
    draft("time is sent", at, at + 1, { value: 1 }),
    draft("date-time length", at + 1, at + 2, { value: dateTimeOctets }),
    draft("date-time", base + dateTimeAt, base + dateTimeAt + dateTimeOctets, details),
  ];
}

function descriptorFields(apdu: Uint8Array, base: number, { valueAt }: EventNotification): readonly Draft[] {
  const from = valueAt - descriptorOctets;
  const at = base + from;
  const code = obisAt(apdu, from + 2);
  return [
    draft("class id", at, at + 2, { value: new Cursor(apdu, "apdu/malformed", from).u16() }),
    draft("OBIS code", at + 2, at + 8, { value: obisText(code), ...meansAll(obisWords(code) ?? []) }),
    draft("attribute", at + 8, at + 9, { value: apdu[from + 8] ?? 0 }),
  ];
}
