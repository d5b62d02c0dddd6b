import { concatOctets } from "../octets.ts";
import { encodeSmlCrc, type SmlCrc } from "./sml-crc.ts";
import { absent, encodeSmlValue, type SmlValue } from "./sml-value.ts";

/** Tags of message bodies (TR-03109-1 annex IV, clause 5.1). */
const bodyTags = { open: 0x0101, close: 0x0201, "get-list": 0x0701 } as const;

/** SML_Time as seconds since the meter was started, or as a Unix time; some meters leave the choice out. */
export interface SmlTime {
  readonly kind: "seconds-index" | "timestamp" | "bare";
  readonly seconds: number;
}

/** SML_ListEntry: one value with its OBIS code. */
export interface SmlEntry {
  /** All six octets: the last one is 255 for the present value. */
  readonly obis: Uint8Array;
  readonly status?: number;
  readonly statusOctets?: number;
  readonly time?: SmlTime;
  /** By the enumeration of IEC 62056-6-2, table 4. */
  readonly unit?: number;
  readonly scaler?: number;
  readonly value: SmlValue;
}

/** What SML_GetList.Res says. */
export interface SmlList {
  readonly clientId?: Uint8Array;
  readonly serverId: Uint8Array;
  readonly listName?: Uint8Array;
  readonly sensorTime?: SmlTime;
  readonly entries: readonly SmlEntry[];
}

export interface SmlMessageFields {
  readonly transactionId: Uint8Array;
  readonly group?: number;
  readonly crc?: SmlCrc;
}

const octets = (value: Uint8Array | undefined): SmlValue =>
  value === undefined ? absent : { type: "octets", octets: value };
const unsigned = (value: number, octetCount?: number): SmlValue => ({
  type: "unsigned",
  value,
  ...(octetCount === undefined ? {} : { octetCount }),
});
const list = (...elements: readonly SmlValue[]): SmlValue => ({ type: "list", elements });

/**
 * One SML_Message (clause 5.1): transaction id, group number, abort-on-error, body as tag and content, CRC over all
 * before it, and 00.
 */
function encodeMessage(kind: keyof typeof bodyTags, content: SmlValue, fields: SmlMessageFields): Uint8Array {
  const { transactionId, group = 0, crc = "x25" } = fields;
  const head = concatOctets(
    // A list of six; its CRC and its end mark follow by hand.
    [0x76],
    encodeSmlValue(octets(transactionId)),
    encodeSmlValue(unsigned(group)),
    encodeSmlValue(unsigned(0)),
    encodeSmlValue(list(unsigned(bodyTags[kind], 2), content)),
  );
  return concatOctets(head, [0x63], encodeSmlCrc(head, crc), [0x00]);
}

/** SML_PublicOpen.Res (clause 5.1.2): begins a telegram. */
export function encodeSmlOpen(
  content: { readonly fileId: Uint8Array; readonly serverId: Uint8Array; readonly time?: SmlTime },
  fields: SmlMessageFields,
): Uint8Array {
  const body = list(absent, absent, octets(content.fileId), octets(content.serverId), timeOf(content.time), absent);
  return encodeMessage("open", body, fields);
}

/** SML_PublicClose.Res (clause 5.1.4): ends a telegram. */
export function encodeSmlClose(fields: SmlMessageFields): Uint8Array {
  return encodeMessage("close", list(absent), fields);
}

/** SML_GetList.Res (clause 5.1.14): the list of values. */
export function encodeSmlList(content: SmlList, fields: SmlMessageFields): Uint8Array {
  const { clientId, serverId, listName, sensorTime, entries } = content;
  const body = list(
    octets(clientId),
    octets(serverId),
    octets(listName),
    timeOf(sensorTime),
    list(...entries.map(entryOf)),
    absent,
    absent,
  );
  return encodeMessage("get-list", body, fields);
}

/** Name, status, time, unit, scaler, value, signature. */
function entryOf(entry: SmlEntry): SmlValue {
  const { obis, status, statusOctets, unit, scaler } = entry;
  return list(
    octets(obis),
    status === undefined ? absent : unsigned(status, statusOctets),
    timeOf(entry.time),
    unit === undefined ? absent : unsigned(unit, 1),
    scaler === undefined ? absent : { type: "integer", value: scaler, octetCount: 1 },
    entry.value,
    absent,
  );
}

function timeOf(time: SmlTime | undefined): SmlValue {
  if (time === undefined) return absent;
  const seconds = unsigned(time.seconds, 4);
  return time.kind === "bare" ? seconds : list(unsigned(time.kind === "seconds-index" ? 1 : 2, 1), seconds);
}
