import { type DataVisitor, DataWalker } from "../axdr/walk.ts";
import { Cursor } from "../bytes/cursor.ts";
import { DecodeError } from "../errors.ts";
import { PushList } from "../reading/push-list.ts";

/** How a notification's body is built: A-XDR data, or a list of untagged attributes. */
export type BodyForm = "data" | "attributes";

/** Walks the body at `from` and tells the visitor; gives where it ends. @throws DecodeError */
export function walkBody(apdu: Uint8Array, from: number, form: BodyForm, visitor: DataVisitor): number {
  const cursor = new Cursor(apdu, "axdr/malformed", from);
  const walker = new DataWalker(cursor, visitor);
  if (form === "data") walker.value();
  else walker.attributeList();
  return cursor.offset;
}

export interface ReadBody {
  readonly form: BodyForm;
  /** What the body holds; where it is damaged, what stands before the damage. */
  readonly list: PushList;
  /** Undefined where it is damaged. */
  readonly end: number | undefined;
}

/** Reads a body as the decoder does: as data, and what is no data as untagged attributes. */
export function readBody(apdu: Uint8Array, from: number): ReadBody {
  const asData = attempt(apdu, from, "data");
  if (asData.end !== undefined) return asData;
  const asAttributes = attempt(apdu, from, "attributes");
  return asAttributes.end === undefined ? asData : asAttributes;
}

function attempt(apdu: Uint8Array, from: number, form: BodyForm): ReadBody {
  const list = new PushList(apdu);
  try {
    return { form, list, end: walkBody(apdu, from, form, list) };
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return { form, list, end: undefined };
  }
}
