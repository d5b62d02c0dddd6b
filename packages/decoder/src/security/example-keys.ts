import { toHex } from "../bytes/hex.ts";

/*
 * Keys that public documents print, so that everybody can decipher their example. People copy them. One of them may
 * also be right (Luxembourg's authentication key is the same for all meters): they are spoken of only when they fail.
 */
const exampleKeys: ReadonlyMap<string, string> = new Map([
  ["000102030405060708090a0b0c0d0e0f", "the DLMS Green Book and the tools that follow it"],
  ["d0d1d2d3d4d5d6d7d8d9dadbdcdddedf", "the DLMS Green Book and the tools that follow it"],
  [
    "00112233445566778899aabbccddeeff",
    "Luxembourg's description of the customer port (the authentication key), and a usual placeholder",
  ],
  ["36c66639e48a8ca4d6bc8b282a793bbb", "Netz Niederösterreich's description of the customer port"],
]);

/** Where a key is printed as an example; undefined where it is not known to be. */
export function exampleKeySource(key: Uint8Array): string | undefined {
  return exampleKeys.get(toHex(key));
}

/** What is filled in before the real key is known. */
export function isAllZero(key: Uint8Array): boolean {
  return key.length > 0 && key.every((octet) => octet === 0);
}

/** Chance makes a key of printable characters only once in some ten million times: it was text. */
export function isText(key: Uint8Array): boolean {
  return key.length > 0 && key.every((octet) => octet >= 0x20 && octet <= 0x7e);
}
