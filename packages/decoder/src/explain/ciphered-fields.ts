import { toHex } from "../bytes/hex.ts";
import { type CipheringField, flagIdOf, SecurityControl } from "../security/general-ciphering.ts";
import { apduNames } from "./apdu-names.ts";
import type { NodeDetails } from "./explain-node.ts";
import { hexNumber, plural } from "./words.ts";

export const cipheringFieldNames: Readonly<Record<CipheringField, string>> = {
  tag: "tag",
  "system title length": "length of the system title",
  "system title": "system title",
  length: "length",
  "security control": "security control",
  "invocation counter": "invocation counter",
  content: "ciphertext",
  "GCM tag": "authentication tag",
};

export function cipheringFieldDetails(name: CipheringField, apdu: Uint8Array, from: number, to: number): NodeDetails {
  const octets = apdu.subarray(from, to);
  const [first = 0] = octets;
  switch (name) {
    case "tag":
      return { value: hexNumber(first, 2), meaning: apduNames[first] ?? "ciphering" };
    case "system title length":
      return { value: first };
    case "system title":
      return titleDetails(octets);
    case "length":
      return { value: lengthOf(octets), meaning: "octets from the security control on" };
    case "security control":
      return { value: hexNumber(first, 2), meaning: controlWords(first) };
    case "invocation counter":
      return {
        value: Number.parseInt(toHex(octets), 16),
        meaning: "counts the messages; never the same twice with one key",
      };
    case "content":
      return { meaning: plural(octets.length, "octet") };
    case "GCM tag":
      return { value: toHex(octets) };
  }
}

function titleDetails(octets: Uint8Array): NodeDetails {
  const maker = flagIdOf(octets);
  return {
    value: toHex(octets),
    ...(maker === undefined ? {} : { meaning: `maker ${maker}, and the meter's own part` }),
  };
}

function lengthOf(octets: Uint8Array): number {
  return octets.length === 1 ? (octets[0] ?? 0) : Number.parseInt(toHex(octets.subarray(1)), 16);
}

function controlWords(control: number): string {
  const has = (bit: number): boolean => (control & bit) !== 0;
  const words = [`security suite ${control & SecurityControl.SuiteMask}`];
  words.push(has(SecurityControl.Encrypted) ? "encrypted" : "not encrypted");
  words.push(has(SecurityControl.Authenticated) ? "authenticated" : "not authenticated");
  words.push(has(SecurityControl.BroadcastKey) ? "broadcast key" : "unicast key");
  if (has(SecurityControl.Compressed)) words.push("compressed");
  return words.join(", ");
}
