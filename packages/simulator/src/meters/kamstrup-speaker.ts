import { type Reading, toHex } from "@meter2mqtt/decoder";
import { formatIso, toCentralEuropeanTime, type ZonedTime } from "../clock/central-european-time.ts";
import { encodeDataNotification } from "../encode/data-notification.ts";
import { encodeDateTime } from "../encode/date-time.ts";
import { encodeGeneralGloCiphering } from "../encode/general-glo-ciphering.ts";
import { encodeHdlcFrame, llcHeader } from "../encode/hdlc.ts";
import { encodeKamstrupList, kamstrupListVersion } from "../lists/kamstrup.ts";
import { concatOctets } from "../octets.ts";
import { toMomentary, toPhasePowers, toTotals } from "./momentary-values.ts";
import type { Speaker, SpeakerOptions } from "./speaker.ts";

/** Header octets as the two kinds of real meters send them. */
const plainHeader = { destination: [0x2b], source: [0x21], control: 0x13 };
const cipheredHeader = { destination: [0x41], source: [0x03], control: 0x13 };

/** Encryption and authentication, suite 0. */
const securityControl = 0x30;

/** Registers count 10 Wh in Norway and Denmark. */
const registerWh = 10;

/**
 * The counter begins with the moment of the start, in tenths of a second, and goes up by one a frame. So it rises over a
 * restart too, also of a meter whose simulated time ran ahead, as long as it sends no more than ten frames a second.
 */
const counterEpoch = Date.UTC(2020, 0, 1);
const counterStep = 100;

/** The clock says no deviation; its status says summer time, and nothing in winter. */
function encodeClock(time: ZonedTime): Uint8Array {
  return encodeDateTime({ local: time.local, status: time.summer ? 0x80 : 0x00 });
}

export function createKamstrupSpeaker(options: SpeakerOptions): Speaker {
  const { meterId, systemTitle } = options.description;
  const meterModel = "6841131BN243100000";
  let invocationCounter = Math.floor((options.start - counterEpoch) / counterStep);
  return (state, list, at) => {
    const time = toCentralEuropeanTime(at);
    const clock = encodeClock(time);
    const kind = list === "hourly" || list === "extended" ? list : "momentary";
    const values = {
      listVersion: kamstrupListVersion,
      meterId,
      // The extended list says the number alone.
      ...(kind === "extended" ? toPhasePowers(state) : { meterModel }),
      ...toMomentary(state, { voltage: 0, current: 2 }),
      ...(kind === "momentary" ? {} : toTotals(state, registerWh)),
    };
    const apdu = encodeDataNotification({
      invokeId: 0,
      dateTime: clock,
      body: encodeKamstrupList(kind, { ...values, clock, meterNumber: Number(meterId) }),
    });
    const truth: Omit<Reading, "objects"> = { timestamp: formatIso(time), ...values };
    const { keys } = options;
    if (keys === undefined || systemTitle === undefined) {
      return { octets: encodeHdlcFrame(concatOctets(llcHeader, apdu), plainHeader), truth };
    }
    const ciphered = encodeGeneralGloCiphering(apdu, {
      ...keys,
      systemTitle,
      securityControl,
      invocationCounter: invocationCounter++ >>> 0,
      lengthForm: "two-octets",
    });
    const octets = encodeHdlcFrame(concatOctets(llcHeader, ciphered), cipheredHeader);
    return { octets, truth: { ...truth, systemTitle: toHex(systemTitle) } };
  };
}
