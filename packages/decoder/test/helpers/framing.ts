import { encodeHdlcFrame, encodeMbusFrame, encodeP1Telegram, encodeWrapper, llcHeader } from "@meter2mqtt/simulator";
import { toHex } from "../../src/bytes/hex.ts";
import { type SplitEvent, Splitter } from "../../src/framing/splitter.ts";

/** Joins parts of a stream; text as ASCII. */
export function join(...parts: readonly (Uint8Array | readonly number[] | string)[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) => (typeof part === "string" ? [...new TextEncoder().encode(part)] : [...part])),
  );
}

/** An APDU of that many octets, all different from flags and headers. */
export function apduOf(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (i === 0 ? 0x0f : 0x80 + (i % 0x40)));
}

export function hdlcOf(apdu: Uint8Array): Uint8Array {
  return encodeHdlcFrame(join(llcHeader, apdu), { destination: [0x41], source: [0x03], control: 0x13 });
}

export function mbusOf(apdu: Uint8Array, controlInformation = 0x10): Uint8Array {
  return encodeMbusFrame(apdu, controlInformation, { control: 0x53, address: 0xff, transport: [0x01, 0x67] });
}

export function wrapperOf(apdu: Uint8Array): Uint8Array {
  return encodeWrapper(apdu, { source: 1, destination: 1 });
}

export function p1Of(
  lines: readonly string[] = ["1-0:1.7.0(00.244*kW)"],
  checksum: "crc16" | "none" = "crc16",
): Uint8Array {
  return encodeP1Telegram({ ident: "/XYZ5\\TEST", lines, checksum });
}

/** Every event as one line: frames by framing and octets, damages by code, place and octets, noise by its count. */
export function lineOf(event: SplitEvent): string {
  if (event.kind === "frame") return `${event.frame.framing} @${event.at} ${toHex(event.frame.octets)}`;
  if (event.kind === "damage")
    return `${event.diagnosis.code} @${event.at} ${toHex(event.octets)} ${event.diagnosis.message}`;
  return `noise ${event.octetCount}`;
}

/** What a splitter says of a whole stream in chunks of the given sizes, over and over; at once where there are none. */
export function split(octets: Uint8Array, sizes: readonly number[] = []): readonly SplitEvent[] {
  const splitter = new Splitter();
  const events: SplitEvent[] = [];
  let from = 0;
  for (let i = 0; from < octets.length; i++) {
    const to = sizes.length === 0 ? octets.length : from + Math.max(1, sizes[i % sizes.length] ?? 1);
    events.push(...splitter.push(octets.subarray(from, to), undefined));
    from = to;
  }
  return [...events, ...splitter.end()];
}

/** Frames found, as framing and the hexadecimal octets. */
export function framesOf(events: readonly SplitEvent[]): readonly string[] {
  return events.flatMap((event) =>
    event.kind === "frame" ? [`${event.frame.framing} ${toHex(event.frame.octets)}`] : [],
  );
}

export function codesOf(events: readonly SplitEvent[]): readonly string[] {
  return events.flatMap((event) => (event.kind === "damage" ? [event.diagnosis.code] : []));
}
