import { corpusAvailable, corpusRows, keysOf, octetsOf, zoneOf } from "@meter2mqtt/corpus";
import {
  createVirtualMeter,
  encodeGeneralBlockTransfer,
  encodeGeneralGloCiphering,
  encodeHdlcSegments,
  encodeMbusTelegrams,
  encodeWrapper,
  llcHeader,
  virtualMeters,
} from "@meter2mqtt/simulator";
import { describe, expect, test } from "vitest";
import { hdlcOf, join, mbusOf, p1Of, wrapperOf } from "../../test/helpers/framing.ts";
import { cipherStory, storyApdu, storyDump, storyFrame, storyFrameCut, testKeys } from "../../test/story.ts";
import { dataTagNames } from "../axdr/data-tag.ts";
import { createIntlZoneRules, type KeySet, parseHex, quantities } from "../index.ts";
import { channelKinds } from "../reading/channel-kinds.ts";
import { englishOf, type Words } from "../words/say.ts";
import { sentences } from "../words/sentences.ts";
import { apduNames } from "./apdu-names.ts";
import { type ExplainNode, explain, fieldNames, joinPhrases, phrases, wordOfKind, wordsOfQuantity } from "./index.ts";
import { sentence } from "./words.ts";

const zoneRules = createIntlZoneRules();

/** What the standards write so, in every language. */
const terms: ReadonlySet<string> = new Set([
  ...Object.values(apduNames),
  ...Object.values(dataTagNames),
  ...["notification-body", "long-invoke-id-and-priority", "STSAP", "DTSAP"],
]);
const names: ReadonlySet<string> = new Set(fieldNames);
const isTerm = (text: string): boolean => terms.has(text);
/** The types of a compact array, one behind the other. */
const areTerms = (text: string): boolean => text.split(" ").every((each) => terms.has(each) || /^\d+$/.test(each));

const texts = { ...sentences, ...phrases };
const english = (words: Words): string => joinPhrases(words.map((each) => englishOf(texts, each)));

function nodesOf(root: ExplainNode): readonly ExplainNode[] {
  return [root, ...(root.children ?? []).flatMap(nodesOf)];
}

/** Names and meanings that another language has no words for, and those whose words say something else. */
function wordless(root: ExplainNode): readonly string[] {
  return nodesOf(root).flatMap(({ name, nameWords, meaning, words }) => {
    const isNamed = nameWords === undefined ? names.has(name) || isTerm(name) : english([nameWords]) === name;
    const isMeant =
      words === undefined
        ? meaning === undefined || isTerm(meaning) || areTerms(meaning)
        : sentence(english(words)) === sentence(meaning ?? "");
    return [...(isNamed ? [] : [`name: ${name}`]), ...(isMeant ? [] : [`${name}: ${meaning}`])];
  });
}

/** With the keys, and where there are any also without them and with each in the other's place. */
function check(octets: Uint8Array, keys: KeySet = {}, zone = "Europe/Copenhagen"): void {
  const { encryptionKey, authenticationKey } = keys;
  const swapped: KeySet =
    encryptionKey === undefined || authenticationKey === undefined
      ? {}
      : { encryptionKey: authenticationKey, authenticationKey: encryptionKey };
  for (const given of encryptionKey === undefined ? [keys] : [keys, {}, swapped]) {
    expect([...new Set(wordless(explain(octets, { zoneRules, zone, keys: given })))]).toEqual([]);
  }
}

/** The octets as they are, with an octet changed here and there, and cut short. */
function variants(octets: Uint8Array, count: number): readonly Uint8Array[] {
  const places = Array.from({ length: count }, (_, i) => Math.floor((i * octets.length) / count));
  const changed = places.map((place) => octets.map((octet, at) => (at === place ? octet ^ (1 << (place % 8)) : octet)));
  return [octets, ...changed, ...places.map((place) => octets.subarray(0, place))];
}

describe.each(Object.values(virtualMeters))("every field and value of $name has words", ({ name, keys }) => {
  test("whole, damaged, and without its keys", () => {
    const meter = createVirtualMeter(name, { start: Date.UTC(2026, 0, 15, 17, 59, 50) });
    const [first = new Uint8Array(0), ...others] = Array.from({ length: 4 }, () => meter.next().octets);
    for (const octets of [join(...others), ...variants(first, 4)]) check(octets, keys);
  });
});

const systemTitle = Uint8Array.from(Buffer.from("TST00001"));
const fields = { ...testKeys, systemTitle, invocationCounter: 7 };
const hex = (text: string): Uint8Array => parseHex(text) ?? new Uint8Array(0);
const event = hex("c2010c07e80705050c0000ffff888000030100010700ff020600000141");
const ciphered = cipherStory(0x30);
const mbus = { control: 0x53, address: 0xff, transport: [1, 0x67], dataOctets: 90 } as const;
const glo = (apdu: Uint8Array, securityControl: number, applicationTag?: number): Uint8Array =>
  encodeGeneralGloCiphering(apdu, {
    ...fields,
    securityControl,
    ...(applicationTag === undefined ? {} : { applicationTag }),
  });
/** A list of capture objects with its values; a compact array; a scaler with its unit. */
const setup = hex(
  "0f0000000100020502010204120001090600001909" +
    "00ff0f02120000020412000309060100010800ff0f0212000009060000190900ff0600001234" +
    "02020fff16231302021112060700010200030412",
);

const inputs: Readonly<Record<string, Uint8Array>> = {
  apdu: storyApdu,
  dump: storyDump,
  frame: storyFrame,
  "cut frame": storyFrameCut,
  segments: join(...encodeHdlcSegments(join(llcHeader, ciphered), addressesOf(), 60)),
  blocks: join(...encodeGeneralBlockTransfer(ciphered, { blockOctets: 70 }).map((block) => hdlcOf(block))),
  "M-Bus telegrams": join(...encodeMbusTelegrams(ciphered, mbus)),
  wrapper: encodeWrapper(storyApdu, { source: 1, destination: 102 }),
  event: hdlcOf(event),
  "event without a time": hdlcOf(hex("c20000030100010700ff020600000141")),
  "service-specific": hdlcOf(glo(event, 0x30, 0xca)),
  dedicated: glo(storyApdu, 0x20, 0xdc),
  "signed only": mbusOf(glo(storyApdu, 0x10)),
  compressed: wrapperOf(glo(storyApdu, 0xb0)),
  "ciphered P1": glo(p1Of(), 0x30),
  "ciphered lines": join("/TST5\\TEST\r\n\r\n", glo(p1Of(), 0x30).subarray(1)),
  setup,
  "a get-response": hdlcOf(hex("c401c100060000012c")),
  "an unknown content": hdlcOf(hex("5501020304")),
  p1: p1Of(["1-0:1.7.0(00.244*kW)", "nonsense", "0-0:96.1.1(31323334)", "0-1:24.2.1(260101120000W)(00001.500*m3)"]),
  "noise around frames": join([1, 2, 3], hdlcOf(storyApdu), [0x7e, 0x7e, 0x0d, 0x0a, 1], hdlcOf(storyApdu), [9]),
  nothing: new Uint8Array(0),
};

function addressesOf() {
  return { destination: [0x41], source: [0x03], control: 0x13 };
}

describe("every field and value has words", () => {
  test.each(Object.entries(inputs))("%s", (_name, octets) => {
    for (const each of variants(octets, 16)) check(each, testKeys);
    check(octets, { ...testKeys, systemTitle });
  });

  test("every control octet of an HDLC frame", () => {
    const frame = hdlcOf(storyApdu);
    for (let control = 0; control < 256; control++)
      check(
        frame.map((octet, at) => (at === 5 ? control : octet)),
        {},
      );
  });

  test("quantities and kinds of sub-meters", () => {
    for (const quantity of quantities) expect(wordsOfQuantity(quantity), quantity.name).toBeDefined();
    for (const kind of Object.values(channelKinds)) expect(english([wordOfKind(kind) ?? { key: "" }])).toBe(kind);
    expect(wordOfKind("toString")).toBeUndefined();
  });

  test("a phrase is no sentence of a diagnosis: they stand among each other", () => {
    expect(Object.keys(phrases).filter((key) => Object.hasOwn(sentences, key))).toEqual([]);
    expect(new Set(fieldNames).size).toBe(fieldNames.length);
  });
});

describe.skipIf(!corpusAvailable)("every field and value of the corpus has words (../shared/corpus)", () => {
  test.each(corpusRows)("$file", (row) => check(octetsOf(row).subarray(0, 3000), keysOf(row), zoneOf(row)));
});
