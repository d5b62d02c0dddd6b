import type { ChannelState } from "@meter2mqtt/contract";
import { crc16Arc } from "@meter2mqtt/decoder";
import { toDsmrClock } from "./dsmr-clock.ts";
import { type DsmrFormat, type DsmrRow, dsmrRows, toHexText } from "./dsmr-table.ts";
import type { Snapshot } from "./snapshot.ts";

const ident = "/MQT5\\meter2mqtt";
const end = "\r\n";

/** A meter's values as a DSMR 5 telegram, its checksum and line end included; octets are ASCII. */
export function encodeDsmrTelegram(snapshot: Snapshot): Uint8Array {
  const lines = [
    ...dsmrRows.flatMap((row) => lineOf(row, snapshot)),
    ...snapshot.state.channels.flatMap(linesOf(snapshot)),
  ];
  const body = `${ident}${end}${end}${lines.join(end)}${end}!`;
  const checksum = crc16Arc(new TextEncoder().encode(body)).toString(16).toUpperCase().padStart(4, "0");
  return new TextEncoder().encode(`${body}${checksum}${end}`);
}

function lineOf(row: DsmrRow, snapshot: Snapshot): string[] {
  if ("text" in row) {
    const text = row.text(snapshot);
    return text === undefined ? [] : [`${row.obis}(${text})`];
  }
  const number = row.number(snapshot);
  // DSMR has no minus: what would need one is no value of that line.
  return number === undefined || number < 0 ? [] : [`${row.obis}(${formatDsmrNumber(number, row.format)})`];
}

/** A number with leading zeros. One that is too large for its format gets more digits, as nothing else would be true. */
function formatDsmrNumber(value: number, { whole, decimals, unit }: DsmrFormat): string {
  const width = whole + (decimals === 0 ? 0 : decimals + 1);
  return `${value.toFixed(decimals).padStart(width, "0")}*${unit}`;
}

/** Sub-meters by the unit of their state: how their reading is written, and by what it is divided. */
const channelFormats: Readonly<Record<string, { readonly format: DsmrFormat; readonly divisor: number }>> = {
  m3: { format: { whole: 5, decimals: 3, unit: "m3" }, divisor: 1 },
  GJ: { format: { whole: 5, decimals: 2, unit: "GJ" }, divisor: 1 },
  Wh: { format: { whole: 6, decimals: 3, unit: "kWh" }, divisor: 1000 },
};

/** Type, identifier and latest reading of a sub-meter. P1 has channels from 1; channel 0 is the meter itself. */
function linesOf({ at, zone }: Snapshot): (channel: ChannelState) => string[] {
  return ({ channel, type, id, timestamp, value, unit }) => {
    const form = channelFormats[unit ?? ""];
    if (channel < 1 || type === undefined || value === undefined || value < 0 || form === undefined) return [];
    const said = timestamp === undefined ? Number.NaN : Date.parse(timestamp);
    const clock = toDsmrClock(Number.isNaN(said) ? at : said, zone);
    const number = formatDsmrNumber(value / form.divisor, form.format);
    return [
      `0-${channel}:24.1.0(${String(type).padStart(3, "0")})`,
      `0-${channel}:96.1.0(${toHexText((id ?? "").slice(0, 48))})`,
      `0-${channel}:24.2.1(${clock})(${number})`,
    ];
  };
}
