import { createVirtualMeter, encodeP1Telegram, type VirtualMeterName } from "@meter2mqtt/simulator";

/** A frame and the epoch milliseconds at which it arrives. */
export interface TimedFrame {
  readonly octets: Uint8Array;
  readonly at: number;
}

/** Different frames of each kind, so that nothing can be remembered from one to the next but the meter. */
const count = 32;

/** A moment at which meters send their longest list. */
const start = Date.UTC(2026, 2, 3, 12);
const second = 1000;
const hour = 3600 * second;

/** As far apart as the meter sends them, `apart` milliseconds, each with its own household. */
function framesOf(name: VirtualMeterName, list: string, apart: number): TimedFrame[] {
  return Array.from({ length: count }, (_, i) => {
    const meter = createVirtualMeter(name, { start: start + i * apart, seed: i + 1 });
    let frame = meter.next();
    while (frame.list !== list) frame = meter.next();
    return { octets: frame.octets, at: frame.at };
  });
}

/** Norwegian list 3: HDLC, 18 objects with scalers and units, 396 octets. */
export function aidonLists(): readonly TimedFrame[] {
  return framesOf("aidon-no", "hourly", hour);
}

/** Danish list of 25 elements, encrypted and authenticated. */
export function encryptedLists(): readonly TimedFrame[] {
  return framesOf("kamstrup-dk", "momentary", 10 * second);
}

/** Left out of the telegrams of a Dutch meter, which has ten lines more than this benchmark's. */
const leftOut = /^(1-0:[357]2\.3[26]\.0|0-0:96\.(7\.9|7\.21|13\.0|14\.0))\(/;

/** DSMR 5 telegrams of 26 lines and 700 octets. */
export function telegrams(): readonly TimedFrame[] {
  return framesOf("p1-nl", "telegram", second).map(({ octets, at }) => {
    const [ident = "", , ...lines] = Buffer.from(octets).toString("latin1").split("\r\n");
    const kept = lines.filter((line) => line.includes("(") && !leftOut.test(line));
    // As long as the room left for the checksum and the line ends says.
    const padding = 700 - encodeP1Telegram({ ident, lines: kept }).length;
    return { octets: encodeP1Telegram({ ident: ident + "5".repeat(Math.max(0, padding)), lines: kept }), at };
  });
}

/** Telegrams of three lines and 100 octets. */
export function shortTelegrams(): readonly TimedFrame[] {
  return Array.from({ length: count }, (_, i) => {
    const lines = [`1-0:1.8.0(0012${10 + i}.456*kWh)`, "1-0:1.7.0(00.244*kW)", "1-0:32.7.0(230.1*V)"];
    const padding = 100 - encodeP1Telegram({ ident: "/SIM5", lines }).length;
    return {
      octets: encodeP1Telegram({ ident: `/SIM5${"5".repeat(Math.max(0, padding))}`, lines }),
      at: start + i * second,
    };
  });
}
