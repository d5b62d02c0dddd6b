import { createCipheriv } from "node:crypto";
import { parseHex } from "../src/index.ts";

const hex = (text: string): Uint8Array => parseHex(text) ?? new Uint8Array(0);

/** The frame of the story that started the project: a Danish Kamstrup Omnipower, list of 25 elements, decrypted. */
export const storyApdu: Uint8Array = hex(
  "0f000000000c07e5081e0116141eff80008002190a0e4b616d73747275705f563030303109060101000005ff0a10353730363536373238363339393535" +
    "3309060101600101ff0a1236383431313331424e32343531303130313309060101010700ff06000000a909060101020700ff060000000009060101030700ff" +
    "060000000009060101040700ff0600000176090601011f0700ff060000002409060101330700ff060000005c09060101470700ff0600000058090601012007" +
    "00ff1200e809060101340700ff1200e709060101480700ff1200e8",
);

/** The same frame as it came from the wire, cut short by two octets in the user's log; its keys are not public. */
export const storyFrameCut: Uint8Array = hex(
  "7ea1004103132f7ae6e700db084b414d4501b502d38200e73000000e25295a25a2422d6a320a9f7c55633596d85d79a883d896d9b98222d4290ab1ceeb382d" +
    "c35970604f89a8cb09aa2ed52cde1ac06f710577a2cef598045ce03cb8921b66c5f5e70541c13096162102433ea59afdfa325e5a7180b833779b953941f353" +
    "6f1513bb49f6014685591b02e9999adcdb72bab02c2c7cf15446668d971da34f568ca16ec5593c3901a048b3e1e5e657e2d3bdcad1bc8f8992e8854b9fa1ad" +
    "93873a4cc4d2d384073c1412c0673d741b7d989134b3a474ddc6575fe63cee592009e76c96a96edbba4544c28dfb14066c82e096f3de7b7a2e12659690c508" +
    "3817dc0d",
);

/** The whole frame: its last FCS octet and closing flag put back. */
export const storyFrame: Uint8Array = Uint8Array.from([...storyFrameCut, 0x15, 0x7e]);

/** The reader's dump in the user's log: a ciphering header around plain content, the tag behind it. */
export const storyDump: Uint8Array = Uint8Array.from([
  ...hex("e6e700db084b414d4501b502d38200e73000000e25"),
  ...storyApdu,
  ...hex("7b7a2e12659690c5083817dc"),
]);

/** What the frame must give. */
export const storyReading = {
  listVersion: "Kamstrup_V0001",
  meterId: "5706567286399553",
  meterModel: "6841131BN245101013",
  activeImportW: 169,
  activeExportW: 0,
  reactiveImportVar: 0,
  reactiveExportVar: 374,
  currentL1A: 0.36,
  currentL2A: 0.92,
  currentL3A: 0.88,
  voltageL1V: 232,
  voltageL2V: 231,
  voltageL3V: 232,
  timestamp: "2021-08-30T22:20:30+02:00",
} as const;

export const testKeys = {
  encryptionKey: hex("00112233445566778899aabbccddeeff"),
  authenticationKey: hex("d0d1d2d3d4d5d6d7d8d9dadbdcdddedf"),
} as const;

/** The story's APDU, ciphered under the test keys with its own system title and counter. */
export function cipherStory(securityControl: number): Uint8Array {
  const title = hex("4b414d4501b502d3");
  const counter = hex("00000e25");
  const cipher = createCipheriv("aes-128-gcm", testKeys.encryptionKey, Buffer.concat([title, counter]), {
    authTagLength: 12,
  });
  cipher.setAAD(Buffer.concat([Buffer.of(securityControl), testKeys.authenticationKey]));
  const ciphertext = Buffer.concat([cipher.update(storyApdu), cipher.final()]);
  const tag = (securityControl & 0x10) === 0 ? Buffer.alloc(0) : cipher.getAuthTag();
  const length = 5 + ciphertext.length + tag.length;
  const header = [0xdb, 8, ...title, 0x82, length >> 8, length & 0xff, securityControl, ...counter];
  return Uint8Array.from([...header, ...ciphertext, ...tag]);
}
