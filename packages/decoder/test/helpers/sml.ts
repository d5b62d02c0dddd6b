import { parseObis } from "../../src/cosem/obis-code.ts";
import { crc16X25 } from "../../src/index.ts";

/** Octets of one SML element; elements are joined as they are. */
export type SmlOctets = readonly number[];

const typeOctetString = 0;
const typeInteger = 5;
const typeUnsigned = 6;
const typeList = 7;

/** An absent value. */
export const absent: SmlOctets = [0x01];

/** Type and length: the length counts its own octets, but for lists, where it counts elements. */
function head(type: number, content: number): SmlOctets {
  const own = type === typeList ? 0 : 1;
  if (content + own < 16) return [(type << 4) | (content + own)];
  const length = content + 2 * own;
  return [0x80 | (type << 4) | (length >> 4), length & 15];
}

function integer(type: number, value: number, octets: number): SmlOctets {
  const content = BigInt.asUintN(8 * octets, BigInt(value));
  const parts = Array.from({ length: octets }, (_, i) => Number((content >> BigInt(8 * (octets - 1 - i))) & 255n));
  return [...head(type, octets), ...parts];
}

export const signed = (value: number, octets = 4): SmlOctets => integer(typeInteger, value, octets);
export const unsigned = (value: number, octets = 4): SmlOctets => integer(typeUnsigned, value, octets);
export const list = (...elements: readonly SmlOctets[]): SmlOctets => [
  ...head(typeList, elements.length),
  ...elements.flat(),
];
export function octetString(content: string | readonly number[]): SmlOctets {
  const octets = typeof content === "string" ? [...new TextEncoder().encode(content)] : content;
  return [...head(typeOctetString, octets.length), ...octets];
}

export interface SmlEntryFields {
  readonly unit?: number;
  readonly scaler?: number;
  readonly status?: SmlOctets;
  readonly time?: SmlOctets;
}

/** SML_ListEntry: name, status, time, unit, scaler, value, signature. */
export function entry(code: string, value: SmlOctets, fields: SmlEntryFields = {}): SmlOctets {
  const obis = parseObis(code);
  if (obis === undefined) throw new Error(`${code} is no OBIS code`);
  const { ab, cde, f } = obis;
  const name = octetString([ab >> 8, ab & 255, cde >> 16, (cde >> 8) & 255, cde & 255, f]);
  const { unit, scaler, status = absent, time = absent } = fields;
  const unitOctets = unit === undefined ? absent : unsigned(unit, 1);
  const scalerOctets = scaler === undefined ? absent : signed(scaler, 1);
  return list(name, status, time, unitOctets, scalerOctets, value, absent);
}

/** SML_Message: transaction, group, abort on error, body, CRC, end. */
function message(tag: number, body: SmlOctets, number = 1): SmlOctets {
  const content = list(unsigned(tag, 2), body);
  const octets = [0x76, ...octetString([1, 2, 3, number]), ...unsigned(number, 1), ...unsigned(0, 1), ...content];
  const crc = crc16X25(Uint8Array.from(octets));
  return [...octets, 0x63, crc & 255, crc >> 8, 0x00];
}

const serverId: readonly number[] = [0x0a, 0x01, 0x58, 0x59, 0x5a, 0, 0, 0, 0, 1];
const listName: readonly number[] = [1, 0, 98, 10, 255, 255];

/** SML_GetList.Res with these entries. */
export function listMessage(entries: readonly SmlOctets[], sensorTime: SmlOctets = absent): SmlOctets {
  const head = [absent, octetString(serverId), octetString(listName), sensorTime];
  return message(0x701, list(...head, list(...entries), absent, absent), 2);
}

/** SML_PublicOpen.Res and SML_PublicClose.Res, which stand around the lists. */
export const open: SmlOctets = message(
  0x101,
  list(absent, absent, octetString([1, 2]), octetString(serverId), absent, absent),
);
export const close: SmlOctets = message(0x201, list(absent), 3);

/** Messages in the transport protocol, version 1. */
export function telegram(...messages: readonly SmlOctets[]): Uint8Array {
  const mark = [0x1b, 0x1b, 0x1b, 0x1b];
  const content = messages.flat();
  const fill = (4 - (content.length % 4)) % 4;
  const octets = [...mark, 1, 1, 1, 1, ...content, ...Array.from({ length: fill }, () => 0), ...mark, 0x1a, fill];
  const crc = crc16X25(Uint8Array.from(octets));
  return Uint8Array.from([...octets, crc & 255, crc >> 8]);
}
