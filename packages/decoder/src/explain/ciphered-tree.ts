import { toHex } from "../bytes/hex.ts";
import { DecodeError } from "../errors.ts";
import {
  type CipheredApdu,
  type CipheringField,
  flagIdOf,
  parseGeneralGlo,
  SecurityControl,
} from "../security/general-ciphering.ts";
import { type Unsealed, unseal } from "../security/unseal.ts";
import type { ExplainContext } from "./explain-context.ts";
import { type Draft, draft, type NodeDetails } from "./explain-node.ts";
import { hexNumber, plural, sentence } from "./words.ts";

/** Explains a message that begins at `base` of its space; `flagId` names the maker. */
export type ExplainPlain = (message: Uint8Array, base: number, flagId: string | undefined) => Draft;

/** The tree of general-glo-ciphering, and where the keys are right, that of its plain text behind it. */
export function explainCiphered(
  apdu: Uint8Array,
  base: number,
  context: ExplainContext,
  explainPlain: ExplainPlain,
): Draft {
  const children: Draft[] = [];
  const node: Draft = {
    ...draft("general-glo-ciphering", base, base + apdu.length),
    clause: "IEC 62056-5-3, general-glo-ciphering",
    children,
  };
  let readTo = 0;
  try {
    const ciphered = parseGeneralGlo(apdu, (name, from, to) => {
      readTo = to;
      children.push(draft(fieldNames[name], base + from, base + to, fieldDetails(name, apdu, from, to)));
    });
    node.to = base + ciphered.length;
    const result = unseal(ciphered, { keys: context.keys, aesGcm: context.aesGcm, live: false, tagSeen: () => false });
    tellVerdict(node, ciphered, result);
    if (result.ok) addPlain(node, ciphered, result.plain, context, explainPlain);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    const details = { meaning: sentence(error.message), problem: error.code };
    children.push(draft("damaged from here on", base + readTo, node.to, details));
    node.problem = error.code;
  }
  return node;
}

const fieldNames: Readonly<Record<CipheringField, string>> = {
  tag: "tag",
  "system title length": "length of the system title",
  "system title": "system title",
  length: "length",
  "security control": "security control",
  "invocation counter": "invocation counter",
  content: "ciphertext",
  "GCM tag": "authentication tag",
};

function fieldDetails(name: CipheringField, apdu: Uint8Array, from: number, to: number): NodeDetails {
  const octets = apdu.subarray(from, to);
  const [first = 0] = octets;
  switch (name) {
    case "tag":
      return { value: hexNumber(first, 2), meaning: "general-glo-ciphering" };
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

/** What the keys came to: said at the whole, at the ciphertext and at the tag. */
function tellVerdict(node: Draft, ciphered: CipheredApdu, result: Unsealed): void {
  const find = (name: string): Draft | undefined => node.children?.find((child) => child.name === name);
  const tag = find("authentication tag");
  if (!result.ok) {
    const { diagnosis } = result;
    node.problem = diagnosis.code;
    node.meaning = `${diagnosis.message} ${diagnosis.hint}`;
    if (tag !== undefined) tag.meaning = "not verified";
    return;
  }
  const isPlain = result.plain === ciphered.content;
  node.meaning = isPlain ? "its content was already decrypted" : "decrypted";
  const content = find("ciphertext");
  if (content !== undefined && isPlain) content.name = "content, already decrypted";
  if (tag === undefined) return;
  if (result.authenticated === true) tag.meaning = "verified: the authentication key is right, and nothing was changed";
  else
    tag.meaning = isPlain ? "can't be verified: the ciphertext is gone" : "not verified: no authentication key is set";
}

function addPlain(
  node: Draft,
  ciphered: CipheredApdu,
  plain: Uint8Array,
  context: ExplainContext,
  explainPlain: ExplainPlain,
): void {
  const flagId = flagIdOf(ciphered.systemTitle);
  const content = node.children?.find((child) => child.name.startsWith("content"));
  // Another reader's dump holds the plain text itself: it is explained where it stands.
  if (plain === ciphered.content && content !== undefined) {
    content.children = [explainPlain(plain, content.from, flagId)];
    return;
  }
  const details = { meaning: `${plural(plain.length, "octet")}, deciphered; offsets count in the plain text` };
  const space = context.space("plaintext", plain, "plain text", details);
  space.children = [explainPlain(plain, 0, flagId)];
  node.children?.push(space);
}
