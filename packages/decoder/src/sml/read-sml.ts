import { scaled, scaledText } from "../bytes/decimal.ts";
import { toHex } from "../bytes/hex.ts";
import { obisAt, obisText } from "../cosem/obis-code.ts";
import { unitNames } from "../cosem/units.ts";
import { quantityOf, setQuantity } from "../reading/quantity-index.ts";
import type { Reading, ReadingObject } from "../reading/reading.ts";
import { textOf } from "../reading/text.ts";
import { type SmlNode, SmlReader, SmlType, smlInteger } from "./node.ts";
import { smlTimestamp } from "./sml-time.ts";

/** Tag of SML_GetList.Res, the message that meters push (TR-03109-1 annex IV, clause 5.1.14). */
const getListResponse = 0x701;

/** Codes under which the maker's letters stand: since 2013, and before. */
const manufacturerCodes: ReadonlySet<string> = new Set(["1-0:96.50.1*1", "129-129:199.130.3*255"]);

/**
 * Reads the SML messages of one telegram; undefined where none of them is a list of values.
 *
 * @throws DecodeError `sml/malformed`
 */
export function readSml(octets: Uint8Array): Reading | undefined {
  const reader = new SmlReader(octets);
  const reading: Reading = { objects: [] };
  const objects: ReadingObject[] = [];
  let lists = 0;
  while (reader.remaining > 0) {
    if (reader.skipFill()) continue;
    const [, , , body] = reader.node().elements;
    const [tag, content] = body?.elements ?? [];
    if (smlInteger(octets, tag) !== getListResponse || content === undefined) continue;
    lists++;
    const values = readHead(octets, content, reading);
    for (const entry of values?.elements ?? []) readEntry(octets, entry, reading, objects);
  }
  reading.objects = objects;
  return lists > 0 && objects.length > 0 ? reading : undefined;
}

/** SML_GetList.Res: client, server, list name, sensor time, the values (which are given back), signature, gateway time. */
function readHead(octets: Uint8Array, content: SmlNode, reading: Reading): SmlNode | undefined {
  const [, serverId, , sensorTime, values, , gatewayTime] = content.elements;
  if (serverId !== undefined && serverId.to > serverId.from) {
    reading.serverId ??= toHex(octets.subarray(serverId.from, serverId.to));
  }
  const timestamp = smlTimestamp(octets, sensorTime) ?? smlTimestamp(octets, gatewayTime);
  if (timestamp !== undefined) reading.timestamp ??= timestamp;
  return values;
}

/** SML_ListEntry: name, status, time, unit, scaler, value, signature. */
function readEntry(octets: Uint8Array, entry: SmlNode, reading: Reading, objects: ReadingObject[]): void {
  const [name, , , unitNode, scalerNode, value] = entry.elements;
  if (name === undefined || value === undefined || name.to - name.from !== 6) return;
  const code = obisAt(octets, name.from);
  const obis = obisText(code);
  const number = smlInteger(octets, value);
  if (number === undefined) {
    const content = contentOf(octets, value);
    objects.push({ obis, ...content });
    if (content.text !== undefined && manufacturerCodes.has(obis)) reading.manufacturer ??= content.text;
    return;
  }
  const unit = unitNames[Number(smlInteger(octets, unitNode) ?? 0)] ?? "";
  const result = scaledBy(number, Number(smlInteger(octets, scalerNode) ?? 0));
  const raw = typeof number === "bigint" ? `${number}` : number;
  objects.push(result === undefined ? { obis, raw } : { obis, value: result, ...(unit === "" ? {} : { unit }), raw });
  const row = quantityOf(code.ab, code.cde, code.f);
  if (row !== undefined && typeof result === "number" && unit === row.unit) setQuantity(reading, row, result);
}

/** Undefined for a scaler beyond what any unit needs: it is damage, and would take time and memory. */
function scaledBy(number: number | bigint, scaler: number): number | string | undefined {
  if (Math.abs(scaler) > 20) return undefined;
  return typeof number === "bigint" ? scaledText(number, scaler) : scaled(number, scaler);
}

function contentOf(octets: Uint8Array, node: SmlNode): Pick<ReadingObject, "value" | "text"> {
  if (node.type === SmlType.Boolean) return { value: octets[node.from] !== 0 };
  const hex = toHex(octets.subarray(node.from, node.to));
  const text = node.type === SmlType.OctetString ? textOf(octets, node.from, node.to) : undefined;
  return text === undefined ? { value: hex } : { value: hex, text };
}
