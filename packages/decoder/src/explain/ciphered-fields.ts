import { toHex } from "../bytes/hex.ts";
import { type CipheringField, flagIdOf, SecurityControl } from "../security/general-ciphering.ts";
import { apduNames } from "./apdu-names.ts";
import type { NodeDetails } from "./explain-node.ts";
import type { FieldName } from "./field-names.ts";
import { means, meansAll, phrase } from "./means.ts";
import { hexNumber } from "./words.ts";

export const cipheringFieldNames: Readonly<Record<CipheringField, FieldName>> = {
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
      return { value: lengthOf(octets), ...means("fromSecurityControl") };
    case "security control":
      return { value: hexNumber(first, 2), ...controlMeaning(first) };
    case "invocation counter":
      return {
        value: Number.parseInt(toHex(octets), 16),
        ...means("neverTwice"),
      };
    case "content":
      return means("octetCount", { count: octets.length });
    case "GCM tag":
      return { value: toHex(octets) };
  }
}

function titleDetails(octets: Uint8Array): NodeDetails {
  const maker = flagIdOf(octets);
  return {
    value: toHex(octets),
    ...(maker === undefined ? {} : means("makerAndOwnPart", { maker })),
  };
}

function lengthOf(octets: Uint8Array): number {
  return octets.length === 1 ? (octets[0] ?? 0) : Number.parseInt(toHex(octets.subarray(1)), 16);
}

function controlMeaning(control: number): NodeDetails {
  const has = (bit: number): boolean => (control & bit) !== 0;
  const words = [
    phrase("suite", { suite: control & SecurityControl.SuiteMask }),
    phrase(has(SecurityControl.Encrypted) ? "encrypted" : "notEncrypted"),
    phrase(has(SecurityControl.Authenticated) ? "authenticated" : "notAuthenticated"),
    phrase(has(SecurityControl.BroadcastKey) ? "broadcastKey" : "unicastKey"),
  ];
  return meansAll(has(SecurityControl.Compressed) ? [...words, phrase("compressed")] : words);
}
