import { formatP1Hex, formatP1Number, type P1Channel } from "./p1-line.ts";

/**
 * How sub-meters are written: `dsmr` in the Netherlands since version 4, `dsmr3` before it; `emucs` in Belgium;
 * `luxembourg`, which says of channels without a meter that nothing was set yet.
 */
export type P1ChannelForm = "dsmr" | "dsmr3" | "emucs" | "luxembourg";

/** Value groups D and E of a Belgian reading, by device type: gas is not corrected for temperature. */
const emucsReading: Readonly<Record<number, string>> = { 3: "24.2.3", 7: "24.2.1" };

/**
 * Lines of the sub-meters behind an electricity meter (DSMR 5.0.2 P1 companion standard, table 6-2): device type,
 * equipment identifier, then clock and value. A channel without a value has no reading line.
 */
export function buildP1ChannelLines(channels: readonly P1Channel[], form: P1ChannelForm = "dsmr"): string[] {
  return channels.flatMap((channel) => linesOf(channel, form));
}

function linesOf(channel: P1Channel, form: P1ChannelForm): string[] {
  const { type = 0, id = "", valve } = channel;
  const prefix = `0-${channel.channel}:`;
  const valveLine = valve === undefined ? [] : [`${prefix}24.4.0(${valve})`];
  const reading = form === "dsmr3" ? oldReadingOf(channel, prefix) : readingOf(channel, prefix, form);
  return [
    `${prefix}24.1.0(${form === "dsmr3" ? type : String(type).padStart(3, "0")})`,
    `${prefix}${form === "emucs" ? "96.1.1" : "96.1.0"}(${formatP1Hex(id)})`,
    // Belgian telegrams say what the valve does before the reading.
    ...(form === "emucs" ? [...valveLine, ...reading] : [...reading, ...valveLine]),
  ];
}

/** A moment that was never set: digits of no date. */
const neverSet = "632525252525S";

function readingOf(channel: P1Channel, prefix: string, form: P1ChannelForm): string[] {
  const { type = 0, value, unit, clock } = channel;
  if (value === undefined) return [];
  const code = form === "emucs" ? (emucsReading[type] ?? "24.2.1") : "24.2.1";
  const number = formatP1Number(value, 0, { whole: 5, decimals: 3, unit: unit ?? "" });
  if (clock === undefined) return form === "luxembourg" ? [`${prefix}${code}(${neverSet})(${number})`] : [];
  return unit === undefined ? [] : [`${prefix}${code}(${clock})(${number})`];
}

/** Eight fields on one line, and the value on the next (DSMR 3.0, P1 companion standard). */
function oldReadingOf({ value, unit, clock }: P1Channel, prefix: string): string[] {
  if (value === undefined || unit === undefined || clock === undefined) return [];
  const [number = ""] = formatP1Number(value, 0, { whole: 5, decimals: 3, unit }).split("*");
  return [`${prefix}24.3.0(${clock.replace(/[SW]$/, "")})(00)(60)(1)(${prefix}24.2.1)(${unit})`, `(${number})`];
}
