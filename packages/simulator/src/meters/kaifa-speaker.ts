import { formatIso, toCentralEuropeanTime } from "../clock/central-european-time.ts";
import { encodeDataNotification } from "../encode/data-notification.ts";
import { encodeDateTime } from "../encode/date-time.ts";
import { encodeHdlcFrame, llcHeader } from "../encode/hdlc.ts";
import { encodeKaifaList, type KaifaList, kaifaListVersion } from "../lists/kaifa.ts";
import { concatOctets } from "../octets.ts";
import { toMomentary, toTotals } from "./momentary-values.ts";
import type { FrameKind } from "./rhythm.ts";
import type { Speaker, SpeakerOptions } from "./speaker.ts";

const header = { destination: [0x01], source: [0x02, 0x01], control: 0x10 };
const invokeId = 0x4000_0000;

function toKaifaList(list: FrameKind): KaifaList {
  return list === "power" || list === "hourly" ? list : "momentary";
}

/** A three-phase Kaifa of the Norwegian specification: its clock shows local time and its status never says summer. */
export function createKaifaSpeaker(options: SpeakerOptions): Speaker {
  const { meterId } = options.description;
  return (state, list, at) => {
    const kind = toKaifaList(list);
    const time = toCentralEuropeanTime(at);
    const { activeImportW = 0, ...others } = toMomentary(state, { voltage: 1, current: 3 });
    const identity = { listVersion: kaifaListVersion, meterId, meterModel: "MA304H4" };
    const values = {
      activeImportW,
      ...(kind === "power" ? {} : { ...identity, ...others }),
      ...(kind === "hourly" ? toTotals(state, 1) : {}),
    };
    const clock = encodeDateTime({ local: time.local, status: 0 });
    const body = encodeKaifaList(kind, { ...values, clock });
    const apdu = encodeDataNotification({ invokeId, dateTime: clock, dateTimeForm: "octet-string", body });
    const octets = encodeHdlcFrame(concatOctets(llcHeader, apdu), header);
    return { octets, truth: { timestamp: formatIso(time), ...values } };
  };
}
