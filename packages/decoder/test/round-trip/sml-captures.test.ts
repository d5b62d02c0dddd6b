import { corpusAvailable, corpusRows, octetsOf } from "@meter2mqtt/corpus";
import { encodeSmlTelegram, encodeSmlValue, type SmlCrc, type SmlValue } from "@meter2mqtt/simulator";
import { describe, expect, test } from "vitest";
import { Splitter } from "../../src/framing/splitter.ts";
import { toHex } from "../../src/index.ts";
import { type SmlNode, SmlReader, SmlType, smlInteger } from "../../src/sml/node.ts";
import { join } from "../helpers/framing.ts";

/** A node as the encoder takes it; integers in as many octets as they had. */
function toValue(octets: Uint8Array, node: SmlNode): SmlValue {
  const { type, from, to } = node;
  if (type === SmlType.List)
    return { type: "list", elements: node.elements.map((element) => toValue(octets, element)) };
  if (type === SmlType.Boolean) return { type: "boolean", value: octets[from] !== 0 };
  const value = smlInteger(octets, node);
  if (value !== undefined) {
    return { type: type === SmlType.Integer ? "integer" : "unsigned", value, octetCount: to - from };
  }
  return to === from ? { type: "absent" } : { type: "octets", octets: octets.slice(from, to) };
}

/** The messages of a telegram, each encoded anew: a list of six, the last of them the 00 at its end. */
function encodeAgain(payload: Uint8Array): Uint8Array[] {
  const reader = new SmlReader(payload);
  const messages: Uint8Array[] = [];
  while (reader.remaining > 0) {
    if (reader.skipFill()) continue;
    const elements = reader
      .node()
      .elements.slice(0, 5)
      .map((element) => encodeSmlValue(toValue(payload, element)));
    messages.push(join([0x76], ...elements, [0x00]));
  }
  return messages;
}

/** All telegrams of a capture that are whole. */
function telegramsOf(capture: Uint8Array) {
  const splitter = new Splitter();
  const events = [...splitter.push(capture, undefined), ...splitter.end()];
  return events.flatMap((event) => (event.kind === "frame" && event.frame.framing === "sml" ? [event.frame] : []));
}

/** This meter (DZG) fills four octets up though the telegram is a multiple of four already. */
const overfilled = "spacemanspiff2007-smllib/frame1.sml.hex";
const rows = corpusRows.filter(({ framing, file }) => framing === "sml" && file !== overfilled);
let reproduced = 0;

describe.skipIf(!corpusAvailable)(
  "SML captures (../shared/corpus): what was read is encoded to the same octets",
  () => {
    test.each(rows)("$file", (row) => {
      for (const { octets, payload } of telegramsOf(octetsOf(row))) {
        const messages = encodeAgain(payload);
        const crcs: readonly SmlCrc[] = ["x25", "kermit"];
        const made = crcs.map((crc) => toHex(encodeSmlTelegram(messages, crc)));
        expect(made).toContain(toHex(octets));
        reproduced++;
      }
    });

    test("there are some", () => expect(reproduced).toBeGreaterThan(rows.length));
  },
);
