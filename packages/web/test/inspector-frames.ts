import { createVirtualMeter, encodeGeneralGloCiphering, encodeHdlcFrame, llcHeader } from "@meter2mqtt/simulator";
import { exampleFrame } from "../src/pages/inspector/example.ts";

/** Octets to look at in the inspector. The keys are made up. */

export const hexOf = (octets: Uint8Array): string => Buffer.from(octets).toString("hex");
const octetsOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replace(/\s+/g, ""), "hex"));

export const keys = {
  encryption: "00112233445566778899aabbccddeeff",
  authentication: "d0d1d2d3d4d5d6d7d8d9dadbdcdddedf",
} as const;

export const exampleOctets: Uint8Array = octetsOf(exampleFrame);

/** The example as its meter sends it, under keys of ours. */
export const sealedFrame: Uint8Array = encodeHdlcFrame(
  Uint8Array.from([
    ...llcHeader,
    ...encodeGeneralGloCiphering(exampleOctets, {
      systemTitle: octetsOf("4b414d4501b502d3"),
      securityControl: 0x30,
      invocationCounter: 3621,
      encryptionKey: octetsOf(keys.encryption),
      authenticationKey: octetsOf(keys.authentication),
    }),
  ]),
  { destination: [0x41], source: [0x03], control: 0x13 },
);

/** The letter in which a grid company sends keys. */
export const letter: string = `Dear customer,

thank you for your request of 2024-01-31. The keys for the customer port of your meter 5706567286399553 are:

Authentication key:  ${keys.authentication.toUpperCase().replace(/(.{4})(?=.)/g, "$1 ")}
Encryption key:      ${keys.encryption.toUpperCase().replace(/(.{4})(?=.)/g, "$1 ")}

Kind regards,
Your grid company
`;

/** A mail as a mail program saves it, with the sealed frame in its body: lines are broken as the encoding wants it. */
export const savedMail: string = `From: reader@example.org
To: me@example.org
Subject: what the meter says
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

It sends this:
${hexOf(sealedFrame).replace(/(.{75})(?=.)/g, "$1=\n")}
`;

/** What a virtual meter sends, one frame after the other. */
export function framesOf(meter: string, count: number): readonly Uint8Array[] {
  const virtual = createVirtualMeter(meter, { start: Date.UTC(2026, 0, 15, 17, 0, 0) });
  return Array.from({ length: count }, () => virtual.next().octets);
}
