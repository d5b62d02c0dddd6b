import type { Framing } from "@meter2mqtt/decoder";

/**
 * Whether the checks of the frames that a reading came from are right: computed a second time, bit by bit, so that no
 * mistake is shared with the decoder. Framings without checks are always intact.
 */
export function isIntact(framing: Framing, octets: Uint8Array): boolean {
  if (framing === "hdlc") return everyFrame(octets, hdlcFrameAt);
  if (framing === "mbus") return everyFrame(octets, mbusFrameAt);
  if (framing === "p1") return isCipheredTelegram(octets) || isTelegramIntact(octets);
  if (framing === "sml") return isSmlIntact(octets);
  return true;
}

/** Octets of the intact frame at a place; 0 where none is. */
type FrameAt = (octets: Uint8Array, at: number) => number;

function everyFrame(octets: Uint8Array, frameAt: FrameAt): boolean {
  let at = 0;
  while (at < octets.length) {
    const length = frameAt(octets, at);
    if (length === 0) return false;
    at += length;
  }
  return at === octets.length && at > 0;
}

const hdlcFrameAt: FrameAt = (octets, at) => {
  const length = (((octets[at + 1] ?? 0) & 7) << 8) | (octets[at + 2] ?? 0);
  const end = at + 1 + length;
  if (octets[at] !== 0x7e || length < 7 || end > octets.length) return 0;
  const frame = octets.subarray(at + 1, end);
  if (crc16(frame.subarray(0, -2), 0x8408, 0xffff, 0xffff) !== littleEndian(frame, frame.length - 2)) return 0;
  // The closing flag belongs to it, unless it opens the next one.
  const next = octets[end + 1];
  return octets[end] === 0x7e && (next === undefined || next === 0x7e) ? length + 2 : length + 1;
};

const mbusFrameAt: FrameAt = (octets, at) => {
  const said = octets[at + 1] ?? 0;
  // A length of 0 says nothing, and one below the header's own means 256 more.
  const length = said === 0 ? octets.length - at - 6 : said < 4 ? said + 256 : said;
  const end = at + length + 6;
  if (octets[at] !== 0x68 || octets[at + 2] !== said || octets[at + 3] !== 0x68 || end > octets.length) return 0;
  let sum = 0;
  for (let i = at + 4; i < end - 2; i++) sum += octets[i] ?? 0;
  return (sum & 0xff) === octets[end - 2] && octets[end - 1] === 0x16 ? length + 6 : 0;
};

/** A telegram whose CRC is right, or that has none. */
function isTelegramIntact(octets: Uint8Array): boolean {
  const text = String.fromCharCode(...octets);
  const match = /^(\/[\s\S]*[\r\n]!)([0-9A-Fa-f]{0,4})$/.exec(text);
  if (match === null) return false;
  const [, body = "", crc = ""] = match;
  return crc === "" || crc16(octets.subarray(0, body.length), 0xa001, 0, 0) === Number.parseInt(crc, 16);
}

/** A first line in clear, then a ciphering header with a system title or without: the GCM tag is its only check. */
function isCipheredTelegram(octets: Uint8Array): boolean {
  let at = octets.findIndex(isLineEnd);
  while (isLineEnd(octets[at] ?? 0)) at++;
  return octets[0] === 0x2f && (octets[at] === 0 || octets[at] === 8);
}

function isLineEnd(octet: number): boolean {
  return octet === 0x0d || octet === 0x0a;
}

/** Meters use two CRCs: X-25 with the low octet first, KERMIT with the high octet first. */
function isSmlIntact(octets: Uint8Array): boolean {
  const content = octets.subarray(0, -2);
  const received = littleEndian(octets, octets.length - 2);
  const kermit = crc16(content, 0x8408, 0, 0);
  return crc16(content, 0x8408, 0xffff, 0xffff) === received || ((kermit & 0xff) << 8) + (kermit >> 8) === received;
}

function littleEndian(octets: Uint8Array, at: number): number {
  return (octets[at] ?? 0) | ((octets[at + 1] ?? 0) << 8);
}

function crc16(octets: Uint8Array, polynomial: number, start: number, final: number): number {
  let crc = start;
  for (const octet of octets) {
    crc ^= octet;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
  }
  return crc ^ final;
}
