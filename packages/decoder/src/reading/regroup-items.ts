import { DataTag } from "../axdr/data-tag.ts";
import { type ObisCode, parseObis } from "../cosem/obis-code.ts";
import { unitNames } from "../cosem/units.ts";
import type { ListItem, PushList } from "./push-list.ts";
import { quantityOf } from "./quantity-index.ts";
import { textOf } from "./text.ts";

/** A scaler beyond this is no scaler: registers count in nano to giga. */
const largestScaler = 9;

/**
 * Mends what a list's nesting alone doesn't tell, item by item: an OBIS code that stands as text, a whole attribute
 * descriptor (class, OBIS code, attribute) in front of its value, and scaler and unit as values of their own, behind the
 * value in either order or before it. Lists that hold none of these are left as they are.
 */
export function regroupItems(list: PushList): void {
  const { items } = list;
  if (!list.hasObis) readTextCodes(list);
  if (!list.hasObis || !items.some((item) => item.obis === undefined)) return;
  const kept: ListItem[] = [];
  for (let at = 0; at < items.length; ) at += takeGroup(items, at, kept);
  items.splice(0, items.length, ...kept);
}

/** Takes what begins at `at`: one item, or one that several tell; says how many. */
function takeGroup(items: readonly ListItem[], at: number, kept: ListItem[]): number {
  const item = items[at];
  if (item === undefined) return 1;
  const attribute = items[at + 1];
  if (isClass(item, attribute)) return attribute === undefined ? 1 : takeDescribed(items, at, attribute, kept);
  kept.push(item);
  if (item.obis === undefined || item.number === undefined || item.scaler !== undefined) return 1;
  return takeScaled(items, at, item, kept);
}

/** Class id, and then an attribute's number in the place of the value that the OBIS code announces. */
function isClass(item: ListItem, attribute: ListItem | undefined): boolean {
  return (
    item.obis === undefined &&
    item.tag === DataTag.LongUnsigned &&
    attribute?.obis !== undefined &&
    attribute.tag === DataTag.Integer &&
    attribute.scaler === undefined
  );
}

/** {class, OBIS code, attribute, value}: only the second attribute is a value (Blue Book, Data, Register, Clock). */
function takeDescribed(items: readonly ListItem[], at: number, attribute: ListItem, kept: ListItem[]): number {
  const value = items[at + 2];
  if (value === undefined || value.obis !== undefined) {
    kept.push(...items.slice(at, at + 2));
    return 2;
  }
  if (attribute.number === 2) value.obis = attribute.obis;
  kept.push(value);
  return value.number === undefined || value.scaler !== undefined ? 3 : 2 + takeScaled(items, at + 2, value, kept);
}

/** Scaler and unit that follow `value` as values of their own; or that came in its place, with the value behind them. */
function takeScaled(items: readonly ListItem[], at: number, value: ListItem, kept: ListItem[]): number {
  const [first, second] = [items[at + 1], items[at + 2]];
  if (first?.obis !== undefined || second?.obis !== undefined) return 1;
  if (value.tag === DataTag.Integer && first?.tag === DataTag.Enum && isNumber(second)) {
    if (!setScale(second, value.obis, value.number, first.number)) return 1;
    kept.splice(-1, 1, second);
    return 3;
  }
  if (first?.tag === DataTag.Integer && second?.tag === DataTag.Enum) {
    return setScale(value, value.obis, first.number, second.number) ? 3 : 1;
  }
  if (first?.tag === DataTag.Enum && second?.tag === DataTag.Integer) {
    return setScale(value, value.obis, second.number, first.number) ? 3 : 1;
  }
  return 1;
}

function isNumber(item: ListItem | undefined): item is ListItem {
  return item !== undefined && (item.number !== undefined || item.big !== undefined) && item.scaler === undefined;
}

/** False where the two numbers can't be scaler and unit of what the OBIS code names. */
function setScale(
  value: ListItem,
  obis: ObisCode | undefined,
  scaler: number | undefined,
  unit: number | undefined,
): boolean {
  if (obis === undefined || scaler === undefined || unit === undefined) return false;
  const name = unitNames[unit];
  const row = quantityOf(obis.ab, obis.cde, obis.f);
  if (Math.abs(scaler) > largestScaler || name === undefined || (row !== undefined && row.unit !== name)) return false;
  value.obis = obis;
  value.scaler = scaler;
  value.unit = unit;
  return true;
}

/** OBIS codes as text, each with its value behind it. One alone may be a version number: the list is left as it is. */
function readTextCodes(list: PushList): void {
  const codes = list.items.map((item, at) => (isText(item) ? codeAt(list, item, list.items[at + 1]) : undefined));
  if (!codes.some((code) => code !== undefined)) return;
  list.items.forEach((item, at) => {
    const code = codes[at - 1];
    if (code !== undefined) item.obis = code;
  });
  const kept = list.items.filter((_, at) => codes[at] === undefined);
  list.items.splice(0, list.items.length, ...kept);
  list.hasObis = true;
}

function isText({ tag, obis }: ListItem): boolean {
  if (obis !== undefined) return false;
  return tag === DataTag.VisibleString || tag === DataTag.OctetString || tag === DataTag.Utf8String;
}

/** `A-B:C.D.E`; `C.D.E` only where it names a quantity, since `1.2.3` may be a version. */
function codeAt(list: PushList, item: ListItem, value: ListItem | undefined): ObisCode | undefined {
  if (value === undefined || value.obis !== undefined) return undefined;
  const text = textOf(list.octets, item.from, item.to);
  if (text === undefined || !text.includes(".")) return undefined;
  const full = parseObis(text);
  if (full !== undefined) return full;
  const match = /^\d{1,3}\.\d{1,3}\.\d{1,3}$/.exec(text);
  const short = match === null ? undefined : parseObis(`1-0:${text}`);
  return short !== undefined && quantityOf(short.ab, short.cde, short.f) !== undefined ? short : undefined;
}
