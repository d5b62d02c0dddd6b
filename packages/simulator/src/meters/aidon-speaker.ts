import { formatIso, toCentralEuropeanTime } from "../clock/central-european-time.ts";
import { encodeDataNotification } from "../encode/data-notification.ts";
import { encodeDateTime, toWeekday } from "../encode/date-time.ts";
import { encodeHdlcFrame, llcHeader } from "../encode/hdlc.ts";
import { type AidonList, aidonListVersion, encodeAidonList } from "../lists/aidon.ts";
import { concatOctets } from "../octets.ts";
import { toMomentary, toTotals } from "./momentary-values.ts";
import type { FrameKind } from "./rhythm.ts";
import type { FrameTruth, Speaker, SpeakerOptions } from "./speaker.ts";

const header = { destination: [0x41], source: [0x08, 0x83], control: 0x13 };
const invokeId = 0x4000_0000;

/** Registers count 10 Wh. */
const registerWh = 10;

function toAidonList(list: FrameKind): AidonList {
  return list === "power" || list === "hourly" ? list : "momentary";
}

/**
 * An Aidon of the Norwegian specification. Its data-notification has no date-time. Its clock shows local time with a
 * deviation of 0 and never says summer time; its Sunday is 0.
 */
export function createAidonSpeaker(options: SpeakerOptions): Speaker {
  const { meterId } = options.description;
  return (state, list, at) => {
    const kind = toAidonList(list);
    const time = toCentralEuropeanTime(at);
    const { activeImportW = 0, ...others } = toMomentary(state, { voltage: 1, current: 1 });
    const identity = { listVersion: aidonListVersion, meterId, meterModel: "6534" };
    const values = {
      activeImportW,
      ...(kind === "power" ? {} : { ...identity, ...others }),
      ...(kind === "hourly" ? toTotals(state, registerWh) : {}),
    };
    const weekday = toWeekday(time.local) % 7;
    const clock = encodeDateTime({ local: time.local, weekday, hundredths: 0xff, deviation: 0, status: 0 });
    const body = encodeAidonList(kind, kind === "hourly" ? { ...values, clock } : values);
    const apdu = encodeDataNotification({ invokeId, body });
    const truth: FrameTruth = kind === "hourly" ? { timestamp: formatIso(time), ...values } : values;
    return { octets: encodeHdlcFrame(concatOctets(llcHeader, apdu), header), truth };
  };
}
