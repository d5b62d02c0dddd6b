import type { KeySet } from "@meter2mqtt/decoder";
import {
  encodeGeneralBlockTransfer,
  encodeGeneralGloCiphering,
  encodeHdlcFrame,
  encodeHdlcSegments,
  encodeMbusTelegrams,
  encodeWrapper,
  llcHeader,
  type Random,
} from "@meter2mqtt/simulator";
import { join } from "./octets.ts";

/** 00112233... and its mirror image: the simulator's virtual meters use the same. */
export const testKeys: Required<Pick<KeySet, "encryptionKey" | "authenticationKey">> = {
  encryptionKey: Uint8Array.from({ length: 16 }, (_, i) => 0x11 * i),
  authenticationKey: Uint8Array.from({ length: 16 }, (_, i) => 0xff - 0x11 * i),
};

/** The same twice, for security suite 2. */
export const longTestKeys: typeof testKeys = {
  encryptionKey: Uint8Array.from([...testKeys.encryptionKey, ...testKeys.encryptionKey]),
  authenticationKey: Uint8Array.from([...testKeys.authenticationKey, ...testKeys.authenticationKey]),
};

export const wrappings = ["hdlc", "segments", "mbus", "wrapper", "blocks", "none"] as const;
export type Wrapping = (typeof wrappings)[number];

const hdlc = { destination: [0x41], source: [0x08, 0x83], control: 0x13 };
const mbus = { control: 0x53, address: 0xff, transport: [0x01, 0x67] };
const ports = { source: 1, destination: 0x66 };

/** Octets that fit one HDLC frame with its LLC header, 16 M-Bus telegrams, and a wrapper that is accepted. */
const room = { hdlc: 2030, mbus: 3900, wrapper: 4096 };

/** Puts frames with right lengths and checks around an APDU, so that what is wrong in it gets as far as it can. */
export function wrap(apdu: Uint8Array, wrapping: Wrapping, random: Random): Uint8Array {
  switch (wrapping) {
    case "hdlc":
      return encodeHdlcFrame(join(llcHeader, apdu.subarray(0, room.hdlc)), hdlc);
    case "segments":
      return join(...encodeHdlcSegments(join(llcHeader, apdu), hdlc, random.integer(40, 1000)));
    case "mbus":
      return join(...encodeMbusTelegrams(apdu.subarray(0, room.mbus), mbus));
    case "wrapper":
      return encodeWrapper(apdu.subarray(0, room.wrapper), ports);
    case "blocks":
      return join(...blocks(apdu, random));
    case "none":
      return apdu;
  }
}

function blocks(apdu: Uint8Array, random: Random): Uint8Array[] {
  const fields = { blockOctets: random.integer(50, 1000), streaming: true };
  return encodeGeneralBlockTransfer(apdu, fields).map((block) => encodeHdlcFrame(join(llcHeader, block), hdlc));
}

/** Of a meter that authenticates, and of one that does not: the first one's frames without a tag would be refused. */
const signingTitle = Uint8Array.of(0x4b, 0x41, 0x4d, 0, 0, 0, 0, 1);
const plainTitle = signingTitle.with(7, 0xee);

/** Both of suite 0, suite 1, and encrypted only; then what is refused: plain, suites 2 and 15, compressed. */
export const securityControls: readonly number[] = [0x30, 0x31, 0x20, 0x21, 0x10, 0x32, 0x3f, 0xb0];

/** Ciphers an APDU under the test keys. */
export function cipher(apdu: Uint8Array, random: Random, securityControl = 0x30, keys = testKeys): Uint8Array {
  const invocationCounter = random.integer(0, 0xffff_ffff);
  const systemTitle = (securityControl & 0x10) === 0 ? plainTitle : signingTitle;
  return encodeGeneralGloCiphering(apdu, { ...keys, systemTitle, securityControl, invocationCounter });
}
