import { DataTag, dataTagNames } from "../axdr/data-tag.ts";
import { dateTimeOctets, parseDateTime } from "../axdr/date-time.ts";
import { cdeOf, parseObis } from "../cosem/obis-code.ts";
import type { Column, Layout } from "../profiles/profile.ts";
import { isString, type ListItem, type PushList } from "./push-list.ts";
import { textOf } from "./text.ts";

const clockCode = cdeOf("1.0.0");
const deviceNameCode = cdeOf("42.0.0");

/**
 * As many places as columns, each with a value of the type that its column names; numbers where it has a unit, strings
 * where only a code. A place with null-data says nothing, and fits every column of a layout that is known by its maker.
 */
export function fitsLayout(list: PushList, layout: Layout): boolean {
  const { items, positions } = list;
  const { columns, anonymous } = layout;
  if (positions !== columns.length || (anonymous === true && items.length !== columns.length)) return false;
  return items.every((item) => fitsColumn(item, columns[item.position], list.octets) && isSaid(list, item, layout));
}

/**
 * What a code names must be a text, or empty; the clock was looked at before. A device name in what every maker's meters
 * send begins with the maker's three letters (Green Book, "COSEM logical device name").
 */
function isSaid(list: PushList, item: ListItem, { columns, everyMaker }: Layout): boolean {
  const code = columns[item.position]?.obis;
  if (code === undefined || !isString(item)) return true;
  const cde = parseObis(code)?.cde;
  if (cde === clockCode) return true;
  const text = textOf(list.octets, item.from, item.to);
  if (everyMaker === true && cde === deviceNameCode) return text !== undefined && /^[A-Z]{3}\w{5,13}$/.test(text);
  return item.to === item.from || text !== undefined;
}

function fitsColumn(item: ListItem, column: Column | undefined, octets: Uint8Array): boolean {
  if (column === undefined) return false;
  if (column.type !== undefined && dataTagNames[item.tag] !== column.type) return false;
  if (column.obis === undefined) return true;
  // A date-time is no name, and a name no clock: without this, a list that begins with one would pass for the other.
  if (isString(item) && (parseObis(column.obis)?.cde === clockCode) !== isMoment(item, octets)) return false;
  return column.unit === undefined
    ? isString(item) || item.tag === DataTag.DateTime
    : item.number !== undefined || item.big !== undefined;
}

/** Octets of a date-time that exists. */
function isMoment(item: ListItem, octets: Uint8Array): boolean {
  return item.to - item.from === dateTimeOctets && parseDateTime(octets, item.from) !== undefined;
}
