import { encodeHdlcFrame, type Random } from "@meter2mqtt/simulator";
import { join, latin1, pick, randomOctets, sizeUpTo } from "./octets.ts";

/** A header with a right HCS that says `length` octets: the costliest thing to be wrong about. */
function hdlcHeader(length: number): Uint8Array {
  // Built as a frame of that length, of which only the header is taken.
  const frame = encodeHdlcFrame(new Uint8Array(length - 9), { destination: [0x41], source: [0x03], control: 0x13 });
  return frame.subarray(0, 8);
}

/** Beginnings of frames that make a splitter wait, look far ahead, or look again. */
const beginnings: readonly Uint8Array[] = [
  hdlcHeader(2047),
  hdlcHeader(300),
  Uint8Array.of(0x7e),
  Uint8Array.of(0x7e, 0xa7, 0xff),
  Uint8Array.of(0x7e, 0xa7, 0xff, 0x00, 0x00, 0x00, 0x01),
  Uint8Array.of(0x7e, 0xa8),
  Uint8Array.of(0x68, 0xff, 0xff, 0x68, 0x53, 0xff, 0x00),
  Uint8Array.of(0x68, 0x00, 0x00, 0x68, 0x53, 0xff, 0x10),
  Uint8Array.of(0x68),
  Uint8Array.of(0x68, 0x68, 0x68, 0x68),
  Uint8Array.of(0x00, 0x01, 0x00, 0x01, 0x00, 0x01, 0x0f, 0xff, 0x0f),
  Uint8Array.of(0x00, 0x01),
  Uint8Array.of(0xe6, 0xe7, 0x00, 0xdb, 0x08),
  latin1("/"),
  latin1("/AAA"),
  latin1("/AAA5\r\n"),
  latin1(" /AAA5\r\n"),
  latin1("/AAA5\r\n\r\n!"),
  latin1(" /AAA5\n!x"),
  latin1("!0000\r\n"),
  latin1("\r\n!1"),
];

/** A short piece over and over, sometimes with a tail that ends or contradicts it. */
export function repeated(frames: readonly Uint8Array[], random: Random): Uint8Array {
  const piece = random.chance(0.7) ? pick(random, beginnings) : slice(pick(random, frames), random);
  const padding = random.chance(0.3) ? randomOctets(random, sizeUpTo(random, 8)) : new Uint8Array(0);
  const unit = join(piece, padding);
  const total = pick(random, [300, 2048, 4096, 20_000]);
  const times = Math.max(1, Math.floor(total / Math.max(1, unit.length)));
  const tail = random.chance(0.5)
    ? randomOctets(random, sizeUpTo(random, 64))
    : latin1(pick(random, ["", "\r\n!0000\r\n", "\xff"]));
  return join(...Array.from({ length: times }, () => unit), tail);
}

function slice(octets: Uint8Array, random: Random): Uint8Array {
  const from = random.integer(0, Math.max(0, octets.length - 1));
  return octets.subarray(from, from + sizeUpTo(random, 32));
}
