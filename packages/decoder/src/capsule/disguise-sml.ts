import { crc16Kermit, crc16X25 } from "../bytes/crc16.ts";
import { obisAt } from "../cosem/obis-code.ts";
import { textOf } from "../reading/text.ts";
import { type SmlNode, SmlReader, SmlType, smlInteger } from "../sml/node.ts";
import { readSml } from "../sml/read-sml.ts";
import { roleOf } from "./identity-codes.ts";
import { fromLatin1, type Pseudonyms, shortestIdentity } from "./pseudonyms.ts";

const openResponse = 0x101;
const getListResponse = 0x701;

/**
 * SML messages whose identities are replaced, each with a checksum of its own; as long as before. Undefined where they hold no
 * list of values. Throws DecodeError where they are damaged.
 */
export function disguiseSml(messages: Uint8Array, names: Pseudonyms): Uint8Array | undefined {
  if (readSml(messages) === undefined) return undefined;
  const octets = messages.slice();
  const reader = new SmlReader(octets);
  const checksums: Checksum[] = [];
  while (reader.remaining > 0) {
    if (reader.skipFill()) continue;
    const message = reader.node();
    const checksum = checksumOf(messages, message);
    if (checksum !== undefined) checksums.push(checksum);
    disguiseSmlMessage(octets, message, names);
  }
  names.replaceInOctets(octets);
  for (const checksum of checksums) writeChecksum(octets, checksum);
  return octets;
}

function disguiseSmlMessage(octets: Uint8Array, { elements }: SmlNode, names: Pseudonyms): void {
  const [transaction, , , body] = elements;
  const [tag, content] = body?.elements ?? [];
  const kind = smlInteger(octets, tag);
  scramble(octets, transaction, names);
  if (kind === openResponse) disguiseOpen(octets, content, names);
  else if (kind === getListResponse) disguiseValues(octets, content, names);
}

/** SML_PublicOpen.Res: codepage, client, request file, server, time, version. */
function disguiseOpen(octets: Uint8Array, content: SmlNode | undefined, names: Pseudonyms): void {
  const [, client, file, server] = content?.elements ?? [];
  replace(octets, client, names);
  scramble(octets, file, names);
  replace(octets, server, names);
}

/** SML_GetList.Res: client, server, list name, sensor time, values, signature, gateway time. */
function disguiseValues(octets: Uint8Array, content: SmlNode | undefined, names: Pseudonyms): void {
  const [client, server, , , values, signature] = content?.elements ?? [];
  replace(octets, client, names);
  replace(octets, server, names);
  scramble(octets, signature, names);
  for (const { elements } of values?.elements ?? []) {
    const [name, , , , , value, ownSignature] = elements;
    scramble(octets, ownSignature, names);
    const obis = name !== undefined && name.to - name.from === 6 ? obisAt(octets, name.from) : undefined;
    const role = roleOf(obis);
    if (role !== "kept") replaceAll(octets, value, names);
    if (role === "identity") replaceNumber(octets, value, names);
  }
}

function replace(octets: Uint8Array, node: SmlNode | undefined, names: Pseudonyms): void {
  if (node?.type !== SmlType.OctetString || node.to - node.from < shortestIdentity) return;
  const text = textOf(octets, node.from, node.to);
  const stand = text === undefined ? names.octets(octets.subarray(node.from, node.to)) : fromLatin1(names.text(text));
  octets.set(stand, node.from);
}

/** A value may be a list, as times are. Its depth is bounded by the reader. */
function replaceAll(octets: Uint8Array, node: SmlNode | undefined, names: Pseudonyms): void {
  replace(octets, node, names);
  for (const element of node?.elements ?? []) replaceAll(octets, element, names);
}

function replaceNumber(octets: Uint8Array, node: SmlNode | undefined, names: Pseudonyms): void {
  const original = smlInteger(octets, node);
  if (node === undefined || original === undefined || original < 0) return;
  let rest = names.number(BigInt(original));
  for (let at = node.to - 1; at >= node.from; at--) {
    octets[at] = Number(rest & 0xffn);
    rest >>= 8n;
  }
}

/** What is different in each message, and what only the key's owner can check. */
function scramble(octets: Uint8Array, node: SmlNode | undefined, names: Pseudonyms): void {
  if (node?.type !== SmlType.OctetString || node.to - node.from < shortestIdentity) return;
  octets.set(names.randomOctets(node.to - node.from), node.from);
}

/** Where a message's checksum stands and how its meter computes it: one of two sums, its low octet first or last. */
interface Checksum {
  readonly from: number;
  readonly coversFrom: number;
  readonly coversTo: number;
  readonly crc: typeof crc16X25;
  readonly isSwapped: boolean;
}

/** Undefined where it is wrong, so that it stays so. */
function checksumOf(octets: Uint8Array, { at, elements }: SmlNode): Checksum | undefined {
  const node = elements[4];
  if (node === undefined || node.to - node.from !== 2) return undefined;
  const { from } = node;
  const sent = ((octets[from] as number) << 8) | (octets[from + 1] as number);
  for (const crc of [crc16X25, crc16Kermit]) {
    for (const isSwapped of [true, false]) {
      const checksum = { from, coversFrom: at, coversTo: node.at, crc, isSwapped };
      if (computed(octets, checksum) === sent) return checksum;
    }
  }
  return undefined;
}

function computed(octets: Uint8Array, { crc, coversFrom, coversTo, isSwapped }: Checksum): number {
  const value = crc(octets, coversFrom, coversTo);
  return isSwapped ? ((value & 0xff) << 8) | (value >> 8) : value;
}

function writeChecksum(octets: Uint8Array, checksum: Checksum): void {
  const value = computed(octets, checksum);
  octets[checksum.from] = value >> 8;
  octets[checksum.from + 1] = value & 0xff;
}

const escapeOctet = 0x1b;

/** The telegram around other messages: start, messages with their escapes, fill, end, and the checksum as the meter computes it. */
export function encloseSml(before: Uint8Array, messages: Uint8Array): Uint8Array {
  const endAt = before.length - 8;
  const fill = before[endAt + 5] as number;
  const escaped: number[] = [];
  let run = 0;
  for (const octet of messages) {
    escaped.push(octet);
    run = octet === escapeOctet ? run + 1 : 0;
    if (run < 4) continue;
    escaped.push(escapeOctet, escapeOctet, escapeOctet, escapeOctet);
    run = 0;
  }
  const fillOctets = before.subarray(endAt - fill, endAt);
  const octets = Uint8Array.of(...before.subarray(0, 8), ...escaped, ...fillOctets, ...before.subarray(endAt));
  const to = octets.length - 2;
  const isX25 =
    ((before[endAt + 6] as number) | ((before[endAt + 7] as number) << 8)) === crc16X25(before, 0, endAt + 6);
  const crc = isX25 ? crc16X25(octets, 0, to) : crc16Kermit(octets, 0, to);
  octets[to] = isX25 ? crc & 0xff : crc >> 8;
  octets[to + 1] = isX25 ? crc >> 8 : crc & 0xff;
  return octets;
}
