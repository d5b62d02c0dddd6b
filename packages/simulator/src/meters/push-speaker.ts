import { toHex } from "@meter2mqtt/decoder";
import { formatIso, toStandardTime, toZonedTime, type ZonedTime } from "../clock/zoned-time.ts";
import { encodeDataNotification } from "../encode/data-notification.ts";
import { encodeDateTime, toWeekday } from "../encode/date-time.ts";
import { encodeGeneralBlockTransfer } from "../encode/general-block-transfer.ts";
import { encodeGeneralGloCiphering } from "../encode/general-glo-ciphering.ts";
import { encodeHdlcFrame, encodeHdlcSegments, llcHeader } from "../encode/hdlc.ts";
import { encodeMbusTelegrams } from "../encode/mbus.ts";
import type { ListColumn, ListValues } from "../lists/list-column.ts";
import { encodePushList } from "../lists/push-list.ts";
import { toSentValue } from "../lists/sent-value.ts";
import { concatOctets } from "../octets.ts";
import { createCiphering } from "./create-ciphering.ts";
import { toQuantities } from "./household-quantities.ts";
import type { FrameKind } from "./rhythm.ts";
import type { FrameTruth, Speaker, SpeakerOptions } from "./speaker.ts";
import type { ClockForm, LinkForm, PushListSpeech, PushSpeech } from "./speech.ts";

/** A meter that pushes DLMS lists. */
export function createPushSpeaker(speech: PushSpeech, options: SpeakerOptions): Speaker {
  const { zone, meterId, systemTitle } = options.description;
  const ciphering = createCiphering(speech.ciphering, options);
  return (state, list, at) => {
    const { columns, form, ...listOptions } = listOf(speech, list);
    const time = speech.clock.standardAllYear === true ? toStandardTime(at, zone) : toZonedTime(at, zone);
    const clock = encodeClock(time, speech.clock);
    const values = toListValues(columns, { ...toQuantities(state), ...speech.texts, meterId });
    const body = encodePushList(form, columns, { ...values, clock, meterNumber: Number(meterId) }, listOptions);
    const { invokeId, dateTime: dateTimeForm } = speech;
    const dateTime = dateTimeForm === undefined ? {} : { dateTime: clock, dateTimeForm };
    const apdu = encodeDataNotification({ invokeId, ...dateTime, body });
    const sealed = ciphering === undefined ? apdu : encodeGeneralGloCiphering(apdu, ciphering());
    const tellsTime = dateTimeForm !== undefined || columns.some((column) => "clock" in column && column.bare !== true);
    const truth: FrameTruth = {
      ...values,
      ...(tellsTime ? { timestamp: formatIso(time) } : {}),
      ...(ciphering === undefined || systemTitle === undefined ? {} : { systemTitle: toHex(systemTitle) }),
    };
    return { octets: putOnLine(sealed, speech.link), truth };
  };
}

function listOf(speech: PushSpeech, list: FrameKind): PushListSpeech {
  const found = speech.lists[list];
  if (found === undefined) throw new RangeError(`a rhythm names the list ${list}, which the meter has not`);
  return found;
}

function encodeClock(time: ZonedTime, form: ClockForm): Uint8Array {
  const { local, offsetMinutes, summer } = time;
  const deviations = { none: {}, zero: { deviation: 0 }, true: { deviation: -offsetMinutes } };
  const status = form.status === "season" ? (summer ? 0x80 : 0) : form.status;
  return encodeDateTime({
    local,
    ...(form.sundayIsZero === true ? { weekday: toWeekday(local) % 7 } : {}),
    ...deviations[form.deviation],
    ...(status === undefined ? {} : { status }),
  });
}

type ToldValues = { -readonly [Name in keyof Omit<ListValues, "clock" | "meterNumber">]: ListValues[Name] };

/** What these columns say, each value in the steps that its column has. */
function toListValues(columns: readonly ListColumn[], known: ListValues): ToldValues {
  const values: ToldValues = {};
  for (const column of columns) {
    if ("quantity" in column) {
      const value = known[column.quantity];
      if (value !== undefined) {
        values[column.quantity] = toSentValue(column.quantity, value, column.exponent ?? 0);
      }
    } else if ("text" in column) {
      const text = known[column.text];
      if (text !== undefined) values[column.text] = text;
    } else if ("meterNumber" in column && known.meterId !== undefined) values.meterId = known.meterId;
  }
  return values;
}

function putOnLine(apdu: Uint8Array, link: LinkForm): Uint8Array {
  if (link.link === "mbus") return concatOctets(...encodeMbusTelegrams(apdu, link.fields));
  const { header, segmentOctets, blockOctets } = link;
  const message = (part: Uint8Array): Uint8Array => concatOctets(llcHeader, part);
  if (segmentOctets !== undefined) return concatOctets(...encodeHdlcSegments(message(apdu), header, segmentOctets));
  if (blockOctets === undefined) return encodeHdlcFrame(message(apdu), header);
  const blocks = encodeGeneralBlockTransfer(apdu, { blockOctets, streaming: true });
  return concatOctets(...blocks.map((block) => encodeHdlcFrame(message(block), header)));
}
