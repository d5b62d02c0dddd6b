import { type QuantityName, quantities, type ReadingQuantities, toHex } from "@meter2mqtt/decoder";
import { encodeSmlClose, encodeSmlList, encodeSmlOpen, type SmlEntry, type SmlTime } from "../encode/sml-messages.ts";
import { encodeSmlTelegram } from "../encode/sml-telegram.ts";
import { toObisOctets, toRaw, unitCodes } from "../lists/list-column.ts";
import { toSentValue } from "../lists/sent-value.ts";
import { toAscii, toBigEndian } from "../octets.ts";
import { toQuantities } from "./household-quantities.ts";
import type { FrameTruth, Speaker, SpeakerOptions } from "./speaker.ts";
import type { SmlSpeech } from "./speech.ts";

/** One entry of a meter's list. */
export type SmlColumn =
  | {
      readonly obis: string;
      readonly quantity: QuantityName;
      readonly scaler: number;
      /** Signed, as powers are; registers of some meters are as well. */
      readonly type: "integer" | "unsigned";
      /** Absent: as few as it takes. */
      readonly octetCount?: number;
      readonly status?: number;
      readonly statusOctets?: number;
    }
  | { readonly obis: string; readonly manufacturer: string }
  | { readonly obis: string; readonly octets: Uint8Array };

const unitOf: ReadonlyMap<string, number> = new Map(quantities.map(({ name, unit }) => [name, unitCodes[unit]]));

type Truth = { -readonly [Name in keyof FrameTruth]: FrameTruth[Name] };

/** A meter with an optical port that sends SML by itself. */
export function createSmlSpeaker(speech: SmlSpeech, { start }: SpeakerOptions): Speaker {
  const { serverId, clientId, listName, crc } = speech;
  const optional = { ...(clientId === undefined ? {} : { clientId }), ...(listName === undefined ? {} : { listName }) };
  let transaction = 0;
  return (state, _list, at) => {
    const time = toMeterTime(start, at);
    const known = toQuantities(state);
    const truth: Truth = { serverId: toHex(serverId) };
    const entries = speech.entries.map((column) => speakEntry(column, known, truth));
    const fields = () => ({ transactionId: toBigEndian(transaction++, 4), crc });
    const messages = [
      encodeSmlOpen({ fileId: toBigEndian(transaction, 4), serverId, time }, fields()),
      encodeSmlList({ ...optional, serverId, sensorTime: time, entries }, fields()),
      encodeSmlClose(fields()),
    ];
    return { octets: encodeSmlTelegram(messages, crc), truth };
  };
}

/** Seconds since the meter was started, more than a year ago. */
function toMeterTime(start: number, at: number): SmlTime {
  return { kind: "seconds-index", seconds: 40_000_000 + Math.floor((at - start) / 1000) };
}

/** One entry of the list; what it says is added to the truth. */
function speakEntry(column: SmlColumn, known: ReadingQuantities, truth: Truth): SmlEntry {
  const obis = toObisOctets(column.obis);
  if ("octets" in column) return { obis, value: { type: "octets", octets: column.octets } };
  if ("manufacturer" in column) {
    truth.manufacturer = column.manufacturer;
    return { obis, value: { type: "octets", octets: toAscii(column.manufacturer) } };
  }
  const { quantity, scaler, type, octetCount, status, statusOctets } = column;
  const value = toSentValue(quantity, known[quantity] ?? 0, scaler);
  truth[quantity] = value;
  return {
    obis,
    ...(status === undefined ? {} : { status }),
    ...(statusOctets === undefined ? {} : { statusOctets }),
    unit: unitOf.get(quantity) ?? unitCodes[""],
    scaler,
    value: { type, value: toRaw(value, scaler), ...(octetCount === undefined ? {} : { octetCount }) },
  };
}
