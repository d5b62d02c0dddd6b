import { corpusAvailable, corpusRows, keysOf, octetsOf, zoneOf } from "@meter2mqtt/corpus";
import {
  encodeDataNotification,
  encodeGeneralBlockTransfer,
  encodeGeneralGloCiphering,
  encodeHdlcFrame,
  encodeHdlcSegments,
  encodeMbusTelegrams,
  encodeP1Telegram,
  encodeWrapper,
  llcHeader,
} from "@meter2mqtt/simulator";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hdlcOf, mbusOf, p1Of, wrapperOf } from "../../test/helpers/framing.ts";
import { cipherStory, storyApdu, storyDump, storyFrame, testKeys } from "../../test/story.ts";
import { createIntlZoneRules, type KeySet, parseHex } from "../index.ts";
import { type ExplainNode, type ExplainOptions, explain, renderXml } from "./index.ts";
import { renderTree } from "./render-tree.ts";

const options: ExplainOptions = { zoneRules: createIntlZoneRules(), zone: "Europe/Copenhagen", keys: testKeys };

/** Nodes of a space, in order; those of spaces behind it are left to themselves. */
function leavesOf(node: ExplainNode): readonly ExplainNode[] {
  if (node.children === undefined) return [node];
  return node.children.filter((child) => child.space === node.space).flatMap(leavesOf);
}

function spacesOf(node: ExplainNode): readonly ExplainNode[] {
  const below = (node.children ?? []).flatMap(spacesOf);
  return node.octets === undefined ? below : [node, ...below];
}

/** Throws unless the leaves of every space follow each other from its first octet to its last. */
function checkPartition(root: ExplainNode, octetCount: number): void {
  const roots = [root, ...spacesOf(root)];
  expect(new Set(roots.map(({ space }) => space)).size, "each space has a name of its own").toBe(roots.length);
  for (const { from, to, octets, ...rest } of roots) {
    const end = octets === undefined ? octetCount : (parseHex(octets)?.length ?? -1);
    expect([from, to]).toEqual([0, end]);
    let at = 0;
    for (const leaf of leavesOf({ from, to, ...rest })) {
      expect(leaf.from, `${leaf.name} at ${leaf.from}`).toBe(at);
      expect(leaf.to).toBeGreaterThanOrEqual(leaf.from);
      at = leaf.to;
    }
    expect(at).toBe(end);
  }
  // A reader that knows nothing of spaces but that their nodes are marked finds the same.
  const unmarked = allLeaves(root).filter((leaf) => leaf.space === undefined);
  expect(unmarked.reduce((sum, leaf) => sum + leaf.to - leaf.from, 0)).toBe(octetCount);
}

function allLeaves(node: ExplainNode): readonly ExplainNode[] {
  return node.children === undefined ? [node] : node.children.flatMap(allLeaves);
}

function explainAll(octets: Uint8Array, given: ExplainOptions): void {
  for (const keys of [given.keys, {}, { ...longKeys, systemTitle }, { ...testKeys, systemTitle }]) {
    const tree = explain(octets, { ...given, keys });
    checkPartition(tree, octets.length);
    renderTree(tree, octets, { colour: true, width: 100 });
    renderXml(octets, { ...given, keys });
  }
}

/** The octets with up to four of them changed, left out, or put in. */
function changed(octets: Uint8Array): fc.Arbitrary<Uint8Array> {
  const change = fc.record({
    at: fc.nat(Math.max(octets.length - 1, 0)),
    octet: fc.nat(255),
    how: fc.constantFrom("change", "remove", "insert"),
  });
  return fc.array(change, { maxLength: 4 }).map((changes) => {
    const result = [...octets];
    for (const { at, octet, how } of changes) {
      if (how === "insert") result.splice(at, 0, octet);
      else if (how === "remove") result.splice(at, 1);
      else if (at < result.length) result[at] = octet;
    }
    return Uint8Array.from(result);
  });
}

describe.skipIf(!corpusAvailable)("explain partitions every capture of the corpus (../shared/corpus)", () => {
  test.each(corpusRows)("$file", (row) => {
    const octets = octetsOf(row);
    const keys = keysOf(row);
    const tree = explain(octets, { ...options, zone: zoneOf(row), keys });
    checkPartition(tree, octets.length);
    // Without keys what is ciphered stays so, and is there all the same.
    checkPartition(explain(octets, { ...options, keys: {} }), octets.length);
  });

  test("with octets changed, left out and put in, and cut short", () => {
    const sample = fc.constantFrom(...corpusRows).chain((row) => {
      const octets = octetsOf(row).subarray(0, 4000);
      return fc.record({ row: fc.constant(row), octets: changed(octets), end: fc.nat(octets.length) });
    });
    fc.assert(
      fc.property(sample, ({ row, octets, end }) =>
        explainAll(octets.subarray(0, end + 1), { ...options, zone: zoneOf(row), keys: keysOf(row) }),
      ),
      { numRuns: 150 },
    );
  });
});

const addresses = { destination: [0x41], source: [0x03], control: 0x13 };
const withLlc = (apdu: Uint8Array): Uint8Array => Uint8Array.from([...llcHeader, ...apdu]);
const ciphered = cipherStory(0x30);
const systemTitle = Uint8Array.from(Buffer.from("TST00001"));
const fields = { ...testKeys, systemTitle, invocationCounter: 7 };
const event = Uint8Array.from(Buffer.from("c2010c07e80705050c0000ffff888000030100010700ff020600000141", "hex"));
const longKeys: KeySet = {
  encryptionKey: Uint8Array.from([...testKeys.encryptionKey, ...testKeys.encryptionKey]),
  authenticationKey: Uint8Array.from([...testKeys.authenticationKey, ...testKeys.authenticationKey]),
};
/** A capture-object list with its values, units among them; a compact array; a scaler with its unit. */
const setup = encodeDataNotification({
  invokeId: 1,
  body: Uint8Array.from(
    Buffer.from(
      "02050102020412000109060000190900ff0f02120000020412000309060100010800ff0f0212000009060000190900ff0600001234" +
        "02020fff1623" +
        "1302021112060700010200030412",
      "hex",
    ),
  ),
});
const inputs: Readonly<Record<string, Uint8Array>> = {
  apdu: storyApdu,
  dump: storyDump,
  ciphered,
  frame: storyFrame,
  hdlc: encodeHdlcFrame(withLlc(ciphered), addresses),
  segments: Uint8Array.from(encodeHdlcSegments(withLlc(ciphered), addresses, 60).flatMap((frame) => [...frame])),
  blocks: Uint8Array.from(
    encodeGeneralBlockTransfer(ciphered, { blockOctets: 70 }).flatMap((block) => [
      ...encodeHdlcFrame(withLlc(block), addresses),
    ]),
  ),
  mbus: Uint8Array.from(
    encodeMbusTelegrams(ciphered, { control: 0x53, address: 0xff, transport: [1, 0x67], dataOctets: 90 }).flatMap(
      (frame) => [...frame],
    ),
  ),
  wrapper: encodeWrapper(storyApdu, { source: 1, destination: 102 }),
  event: hdlcOf(event),
  "service-specific": hdlcOf(
    encodeGeneralGloCiphering(event, { ...fields, applicationTag: 0xca, securityControl: 0x30 }),
  ),
  dedicated: encodeGeneralGloCiphering(storyApdu, { ...fields, applicationTag: 0xdc, securityControl: 0x20 }),
  "signed only": mbusOf(encodeGeneralGloCiphering(storyApdu, { ...fields, securityControl: 0x10 })),
  "suite 2": wrapperOf(encodeGeneralGloCiphering(storyApdu, { ...fields, ...longKeys, securityControl: 0x32 })),
  "ciphered P1": encodeGeneralGloCiphering(p1Of(), { ...fields, securityControl: 0x30 }),
  "ciphered lines": Uint8Array.from([
    ...Buffer.from("/TST5\\TEST\r\n\r\n"),
    ...encodeGeneralGloCiphering(p1Of(), { ...fields, securityControl: 0x30 }).subarray(1),
  ]),
  setup,
  p1: encodeP1Telegram({ ident: "/TST5\\TEST", lines: ["1-0:1.7.0(00.244*kW)", "nonsense", "0-0:96.1.1(31)"] }),
};

describe("explain partitions", () => {
  test.each(Object.entries(inputs))("a good input: %s", (_name, octets) => explainAll(octets, options));

  test.each(Object.entries(inputs))("every beginning of %s", (_name, octets) => {
    for (let length = 0; length < octets.length; length++) {
      checkPartition(explain(octets.subarray(0, length), options), length);
    }
  });

  test("any octets", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (octets) => explainAll(octets, options)));
  });

  test("good inputs with octets changed, left out, put in, and one behind the other", () => {
    const part = fc.constantFrom(...Object.values(inputs)).chain(changed);
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 3 }), (parts) =>
        explainAll(Uint8Array.from(parts.flatMap((octets) => [...octets])), options),
      ),
      { numRuns: 300 },
    );
  });

  test("changed plain text behind a right tag", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), (tail) => {
        const apdu = Uint8Array.from([...storyApdu.subarray(0, 20), ...tail]);
        explainAll(encodeGeneralGloCiphering(apdu, { ...fields, securityControl: 0x30 }), options);
      }),
    );
  });
});
