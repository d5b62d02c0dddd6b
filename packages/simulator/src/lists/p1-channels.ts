import { formatP1Hex, formatP1Number, type P1Channel } from "./p1-line.ts";

/** Which codes the sub-meters' lines carry: `dsmr` in the Netherlands, `emucs` in Belgium. */
export type P1ChannelForm = "dsmr" | "emucs";

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
  const { type = 0, id = "", valve, value, unit, clock } = channel;
  const prefix = `0-${channel.channel}:`;
  const lines = [
    `${prefix}24.1.0(${String(type).padStart(3, "0")})`,
    `${prefix}${form === "dsmr" ? "96.1.0" : "96.1.1"}(${formatP1Hex(id)})`,
  ];
  if (form === "emucs" && valve !== undefined) lines.push(`${prefix}24.4.0(${valve})`);
  if (value !== undefined && unit !== undefined && clock !== undefined) {
    const code = form === "emucs" ? (emucsReading[type] ?? "24.2.1") : "24.2.1";
    lines.push(`${prefix}${code}(${clock})(${formatP1Number(value, 0, { whole: 5, decimals: 3, unit })})`);
  }
  return lines;
}
