import { type Draft, draft, type NodeDetails } from "./explain-node.ts";
import type { LinkTree } from "./hdlc-tree.ts";
import { means, meansAll, phrase } from "./means.ts";
import { hexNumber } from "./words.ts";

/**
 * The fields of an M-Bus long frame that stands at `at`, as far as they can be read before `end`. `informationAt` is given
 * for a good frame, whose end is `end` whatever its length octets say. Octet by octet they are described at
 * `recogniseMbus`.
 */
export function explainMbus(octets: Uint8Array, at: number, end: number, informationAt?: number): LinkTree {
  const octet = (i: number): number => octets[at + i] as number;
  const fields: Draft[] = [draft("start", at, at + 1, { value: "0x68", ...means("longFrameBegins") })];
  if (end < at + 7) return { fields };
  const said = octet(1);
  // Told as the recogniser takes it: a frame that can't be so short has a length modulo 256, or none.
  const length = informationAt !== undefined || said === 0 ? end - at - 6 : said < 4 ? said + 256 : said;
  fields.push(draft("length", at + 1, at + 3, lengthDetails(said, length)));
  fields.push(draft("start", at + 3, at + 4, { value: "0x68", ...means("repeated") }));
  fields.push(draft("C field", at + 4, at + 5, { value: hexNumber(octet(4), 2), ...controlMeaning(octet(4)) }));
  fields.push(draft("A field", at + 5, at + 6, { value: octet(5), ...addressMeaning(octet(5)) }));
  fields.push(draft("CI field", at + 6, at + 7, { value: hexNumber(octet(6), 2), ...partMeaning(octet(6)) }));
  const checksumAt = at + 4 + length;
  if (at + 9 > Math.min(end, checksumAt)) return { fields };
  const contentAt = informationAt ?? at + 9;
  if (contentAt === at + 9) {
    fields.push(draft("source access point", at + 7, at + 8, { value: octet(7), meaning: "STSAP" }));
    fields.push(draft("destination access point", at + 8, at + 9, { value: octet(8), meaning: "DTSAP" }));
  }
  const information = draft("information", contentAt, Math.min(checksumAt, end));
  fields.push(information);
  if (checksumAt + 2 <= end) {
    fields.push(draft("checksum", checksumAt, checksumAt + 1, checksumDetails(octets, at + 4, checksumAt)));
    if (octets[checksumAt + 1] === 0x16) {
      fields.push(draft("stop", checksumAt + 1, checksumAt + 2, { value: "0x16", ...means("frameEnds") }));
    }
  }
  return information.to > information.from ? { fields, information } : { fields };
}

function lengthDetails(said: number, length: number): NodeDetails {
  if (said === 0) return { value: said, ...means("lengthNotSaid") };
  const words = [phrase("lengthSaidTwice", { octets: length })];
  return { value: said, ...meansAll(said === length ? words : [...words, phrase("modulo256")]) };
}

function controlMeaning(control: number): NodeDetails {
  if ((control & 0x4f) === 0x43) return means("sndUd");
  return means((control & 0x4f) === 0x08 ? "rspUd" : "frameControl");
}

function addressMeaning(address: number): NodeDetails {
  if (address === 0xff) return means("broadcastNotAnswered");
  return means(address === 0xfe ? "broadcastAnswered" : "addressOfMeter");
}

function partMeaning(controlInformation: number): NodeDetails {
  const last = phrase((controlInformation & 0x10) === 0 ? "moreFollow" : "lastOne");
  return meansAll([phrase("telegramOfMessage", { number: controlInformation & 0x0f }), last]);
}

function checksumDetails(octets: Uint8Array, from: number, to: number): NodeDetails {
  let sum = 0;
  for (let i = from; i < to; i++) sum += octets[i] as number;
  const received = octets[to] as number;
  const computed = sum & 0xff;
  const value = hexNumber(received, 2);
  if (received === computed) return { value, ...means("sumRight") };
  return { value, ...means("sumWrong", { computed: hexNumber(computed, 2) }), problem: "frame/bad-checksum" };
}

/** The fields of a DLMS wrapper, as far as they can be read before `end`; they are described at `recogniseWrapper`. */
export function explainWrapper(octets: Uint8Array, at: number, end: number): LinkTree {
  const u16 = (i: number): number => ((octets[at + i] as number) << 8) | (octets[at + i + 1] as number);
  if (end < at + 8) return { fields: [] };
  const length = u16(6);
  const information = draft("information", at + 8, Math.min(at + 8 + length, end));
  const fields = [
    draft("version", at, at + 2, { value: u16(0) }),
    draft("source port", at + 2, at + 4, { value: u16(2) }),
    draft("destination port", at + 4, at + 6, { value: u16(4) }),
    draft("length", at + 6, at + 8, { value: length, ...means("octetsFollow", { count: length }) }),
    information,
  ];
  return { fields, information };
}
