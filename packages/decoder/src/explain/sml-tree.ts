import { scaled } from "../bytes/decimal.ts";
import { toHex } from "../bytes/hex.ts";
import { obisAt, obisText } from "../cosem/obis-code.ts";
import { obisWords } from "../cosem/obis-names.ts";
import { unitNames } from "../cosem/units.ts";
import { DecodeError } from "../errors.ts";
import { textOf } from "../reading/text.ts";
import { type SmlNode, SmlReader, SmlType, smlInteger } from "../sml/node.ts";
import type { Sentence } from "../words/say.ts";
import { composedName, type Draft, draft, type NodeDetails } from "./explain-node.ts";
import type { FieldName } from "./field-names.ts";
import { faultDetails, means, meansAll, phrase } from "./means.ts";
import { unitWords } from "./unit-words.ts";
import { hexNumber } from "./words.ts";

/** Names of a list's elements (BSI TR-03109-1 annex IV, clauses 5.1.3 to 5.1.15). */
interface Shape {
  readonly name: FieldName;
  readonly elements?: readonly Shape[];
  /** Every element has this shape. */
  readonly each?: Shape;
}

const plain = (...names: FieldName[]): Shape[] => names.map((name) => ({ name }));

/** A choice (clause 5.1.1): which kind of time, then the time. */
const time = (name: FieldName): Shape => ({ name, elements: plain("kind of time", "time") });

const entryShape: Shape = {
  name: "list entry",
  elements: [
    ...plain("OBIS code", "status"),
    time("time of the value"),
    ...plain("unit", "scaler", "value", "signature"),
  ],
};

const kindsOfTime: Readonly<Record<number, NodeDetails>> = {
  1: means("secondsOfMeter"),
  2: means("secondsUtc"),
  3: means("secondsLocal"),
};

interface Body extends Shape {
  readonly about: NodeDetails;
}

/** What a message's body holds, by its tag. */
const bodies: Readonly<Record<number, Body>> = {
  257: {
    name: "open response",
    about: means("openResponse"),
    elements: [
      ...plain("codepage", "client id", "file id", "server id"),
      time("reference time"),
      ...plain("SML version"),
    ],
  },
  513: { name: "close response", about: means("closeResponse"), elements: plain("signature") },
  1793: {
    name: "get-list response",
    about: means("listResponse"),
    elements: [
      ...plain("client id", "server id", "list name"),
      time("sensor time"),
      { name: "list of values", each: entryShape },
      ...plain("signature"),
      time("gateway time"),
    ],
  },
};

const messageNames: readonly FieldName[] = [
  ...(["transaction id", "group number", "abort on error"] as const),
  ...(["message body", "CRC", "end of message"] as const),
];

/** The trees of SML messages that stand one behind the other from `base` on; what is damaged is a leaf. */
export function explainSmlMessages(messages: Uint8Array, base: number): Draft[] {
  const reader = new SmlReader(messages);
  const drafts: Draft[] = [];
  let readTo = 0;
  try {
    while (reader.remaining > 0) {
      const from = messages.length - reader.remaining;
      if (reader.skipFill()) drafts.push(draft("fill", base + from, base + from + 1));
      else drafts.push(explainMessage(messages, base, reader.node()));
      readTo = messages.length - reader.remaining;
    }
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    drafts.push(draft("damaged from here on", base + readTo, base + messages.length, faultDetails(error)));
  }
  return drafts;
}

function explainMessage(octets: Uint8Array, base: number, node: SmlNode): Draft {
  const [, , , body] = node.elements;
  const tag = smlInteger(octets, body?.elements[0]);
  const content = typeof tag === "number" ? bodies[tag] : undefined;
  const bodyShape: Shape = {
    name: "message body",
    elements: [{ name: "kind of message" }, content ?? { name: "content" }],
  };
  const elements = messageNames.map((name): Shape => (name === "message body" ? bodyShape : { name }));
  const message = explainNode(octets, base, node, { name: "SML message", elements });
  return content === undefined ? message : { ...message, ...content.about };
}

/** `shape`: that of an element, or its place in a list whose elements are not known. */
function explainNode(octets: Uint8Array, base: number, node: SmlNode, given: Shape | number): Draft {
  const shape: Shape = typeof given === "number" ? { name: "content" } : given;
  const name = typeof given === "number" ? composedName("elementNumber", { number: given }) : {};
  const whole: Draft = { ...draft(shape.name, base + node.at, base + node.to), ...name };
  if (node.type !== SmlType.List) return { ...whole, ...leafDetails(octets, node, shape.name) };
  const children = [draft("list: type and length", base + node.at, base + node.from, { value: node.elements.length })];
  node.elements.forEach((element, i) => {
    children.push(explainNode(octets, base, element, shape.each ?? shape.elements?.[i] ?? i + 1));
  });
  const list: Draft = { ...whole, children };
  if (shape.elements?.[0]?.name === "kind of time") return { ...list, ...timeDetails(octets, node) };
  return shape === entryShape ? { ...list, ...entryDetails(octets, node) } : list;
}

function leafDetails(octets: Uint8Array, node: SmlNode, name: string): NodeDetails {
  const { from, to, type } = node;
  if (to === from) return name === "end of message" ? {} : means("absent");
  if (name === "OBIS code" && to - from === 6) {
    const code = obisAt(octets, from);
    return { value: obisText(code), ...meansAll(obisWords(code) ?? []) };
  }
  const number = smlInteger(octets, node);
  if (number !== undefined) return numberDetails(number, name);
  if (type === SmlType.Boolean) return { value: octets[from] !== 0 };
  const text = type === SmlType.OctetString ? textOf(octets, from, to) : undefined;
  return { value: toHex(octets.subarray(from, to)), ...(text === undefined ? {} : { text }) };
}

function numberDetails(number: number | bigint, name: string): NodeDetails {
  const value = typeof number === "bigint" ? `${number}` : number;
  switch (name) {
    case "unit":
      return { value, ...meansAll([number === 0 ? phrase("noUnit") : unitWords(Number(number))]) };
    case "kind of time":
      return { value, ...kindsOfTime[Number(number)] };
    case "scaler":
      return { value, ...means("valueTimes", { scaler: value }) };
    case "CRC":
    case "kind of message":
      return { value: hexNumber(Number(number), 4) };
    default:
      return { value };
  }
}

/** The last moment that a date has: 4 octets of seconds. */
const lastSecond = 0xffff_ffff;

function timeDetails(octets: Uint8Array, { elements: [kind, seconds] }: SmlNode): NodeDetails {
  const count = Number(smlInteger(octets, seconds));
  if (!(count >= 0 && count <= lastSecond)) return {};
  const of = smlInteger(octets, kind);
  if (of === 1) return means("secondsCounted", { count });
  return of === 2 ? means("asIs", { text: new Date(count * 1000).toISOString().replace(".000", "") }) : {};
}

/** The entry as a whole: what is measured, and its value in its unit. */
function entryDetails(octets: Uint8Array, { elements }: SmlNode): NodeDetails {
  const [name, , , unitNode, scalerNode, valueNode] = elements;
  if (name === undefined || name.to - name.from !== 6) return {};
  const code = obisAt(octets, name.from);
  const integer = smlInteger(octets, valueNode);
  const scaler = Number(smlInteger(octets, scalerNode) ?? 0);
  const unit = unitNames[Number(smlInteger(octets, unitNode) ?? 255)] ?? "";
  const value = typeof integer === "number" ? [measuredWords(scaled(integer, scaler), unit)] : [];
  return { value: obisText(code), ...meansAll([...value, ...(obisWords(code) ?? [])]) };
}

function measuredWords(value: number, unit: string): Sentence {
  return unit === "" ? phrase("number", { value }) : phrase("measured", { value, unit });
}

/** Octets of the mark before the messages, and of the one behind them. */
const markOctets = 8;

/** The transport layer's fields of an SML telegram at `at..end`; where its end mark has not come, those before it. */
export function explainSmlTransport(
  octets: Uint8Array,
  at: number,
  end: number,
): { readonly fields: Draft[]; readonly content: Draft } {
  const endAt = end - markOctets;
  const isWhole = endAt >= at + markOctets && octets[endAt] === 0x1b && octets[endAt + 4] === 0x1a;
  const fill = isWhole ? Math.min(octets[endAt + 5] as number, endAt - at - markOctets) : 0;
  const contentEnd = isWhole ? endAt - fill : end;
  const content = draft("SML messages", Math.min(at + markOctets, end), contentEnd);
  const fields = [draft("start mark", at, at + markOctets, means("smlBegins")), content];
  if (!isWhole) return { fields, content };
  fields.push(
    draft("fill", contentEnd, endAt, means("octetCount", { count: fill })),
    draft("end mark", endAt, endAt + 5, means("telegramEnds")),
    draft("count of fill octets", endAt + 5, endAt + 6, { value: fill }),
    draft("CRC", endAt + 6, end, {
      value: toHex(octets.subarray(endAt + 6, end)),
      ...means("telegramChecksum"),
    }),
  );
  return { fields, content };
}
