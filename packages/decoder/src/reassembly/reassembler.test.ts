import { encodeGeneralBlockTransfer, encodeHdlcSegments, encodeMbusTelegrams, llcHeader } from "@meter2mqtt/simulator";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apduOf, hdlcOf, join, p1Of, split, wrapperOf } from "../../test/helpers/framing.ts";
import { toHex } from "../bytes/hex.ts";
import type { Frame } from "../framing/frame.ts";
import { limits } from "../limits.ts";
import { Reassembler, type ReassemblyEvent } from "./reassembler.ts";

const apdu = apduOf(500);
const fields = { destination: [0x41], source: [0x03], control: 0x13 };
const mbusFields = { control: 0x53, address: 0xff, transport: [0x01, 0x67] };

function framesIn(...parts: readonly Uint8Array[]): readonly Frame[] {
  return parts.flatMap((part) => split(part).flatMap((event) => (event.kind === "frame" ? [event.frame] : [])));
}

const segmentsOf = (message: Uint8Array, octets = 120): readonly Frame[] =>
  framesIn(...encodeHdlcSegments(join(llcHeader, message), fields, octets));
const telegramsOf = (message: Uint8Array): readonly Frame[] =>
  framesIn(...encodeMbusTelegrams(message, { ...mbusFields, dataOctets: 100 }));
const blocksOf = (message: Uint8Array, octets = 100): readonly Frame[] =>
  framesIn(...encodeGeneralBlockTransfer(message, { blockOctets: octets }).map(hdlcOf));

/** `message <octets>` for what was put together, else the code. */
function told(events: readonly ReassemblyEvent[]): readonly string[] {
  return events.map((event) =>
    event.kind === "message" ? `message ${toHex(event.message.apdu)}` : event.diagnosis.code,
  );
}

function reassemble(frames: readonly (Frame | undefined)[]): readonly string[] {
  const reassembler = new Reassembler();
  const events = frames.flatMap((frame) => (frame === undefined ? [] : reassembler.push(frame, undefined)));
  return told([...events, ...reassembler.end()]);
}

const whole = `message ${toHex(apdu)}`;

describe("Reassembler", () => {
  test("takes the LLC header off a message in one HDLC frame; wrappers and telegrams pass as they are", () => {
    const telegram = p1Of();
    expect(reassemble(framesIn(hdlcOf(apdu), wrapperOf(apdu), telegram))).toEqual([
      whole,
      whole,
      `message ${toHex(telegram.subarray(0, -2))}`,
    ]);
  });

  test.each([
    ["HDLC segments", segmentsOf],
    ["M-Bus telegrams", telegramsOf],
    ["general blocks", blocksOf],
  ])("puts %s together, message after message", (_, framesOf) => {
    const other = apduOf(333);
    expect(reassemble([...framesOf(apdu), ...framesOf(other), ...framesOf(apdu)])).toEqual([
      whole,
      `message ${toHex(other)}`,
      whole,
    ]);
  });

  test("puts blocks together that came in segments", () => {
    const blocks = encodeGeneralBlockTransfer(apdu, { blockOctets: 200 });
    expect(reassemble(blocks.flatMap((block) => segmentsOf(block, 70)))).toEqual([whole]);
  });

  test("puts any message together, in parts of any size", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 20, max: 900 }), (length, octets) => {
        const message = apduOf(length);
        expect(reassemble(segmentsOf(message, octets))).toEqual([`message ${toHex(message)}`]);
        expect(reassemble(blocksOf(message, octets))).toEqual([`message ${toHex(message)}`]);
      }),
      { numRuns: 50 },
    );
  });

  test("keeps the octets of all frames, in order", () => {
    const frames = segmentsOf(apdu);
    const reassembler = new Reassembler();
    const [event] = frames.flatMap((frame) => reassembler.push(frame, undefined));
    expect(event?.kind === "message" && event.message.octets).toEqual(join(...frames.map((frame) => frame.octets)));
  });

  describe("HDLC segments", () => {
    const [first, second, ...rest] = segmentsOf(apdu);

    test("without the first one are incomplete, each of them", () => {
      expect(reassemble([second, ...rest])).toEqual(rest.concat(rest[0] ?? []).map(() => "reassembly/incomplete"));
    });

    test("without an end are incomplete when the next message begins, which is whole", () => {
      expect(reassemble([first, second, ...segmentsOf(apdu)])).toEqual(["reassembly/incomplete", whole]);
    });

    test("without an end are incomplete when the stream ends", () => {
      expect(reassemble([first, second])).toEqual(["reassembly/incomplete"]);
    });

    test("of more octets than any message has are given up", () => {
      const huge = segmentsOf(apduOf(limits.apdu + 500), 900);
      const codes = reassemble([...huge, ...segmentsOf(apdu)]);
      expect(codes[0]).toBe("reassembly/limit-exceeded");
      expect(codes.at(-1)).toBe(whole);
    });

    test("of more parts than any message has are given up", () => {
      const codes = reassemble([...segmentsOf(apduOf(1000), 3), ...segmentsOf(apdu)]);
      expect(codes[0]).toBe("reassembly/limit-exceeded");
      expect(codes.at(-1)).toBe(whole);
    });
  });

  describe.each([
    ["M-Bus telegrams", telegramsOf],
    ["general blocks", blocksOf],
  ])("%s", (_, framesOf) => {
    const [first, second, third, ...rest] = framesOf(apdu);

    test("in the wrong order give no message", () => {
      expect(reassemble([first, third, second, ...rest])).toEqual([
        "reassembly/out-of-sequence",
        ...[second, ...rest].map(() => "reassembly/incomplete"),
      ]);
    });

    test("of which one is lost give no message, and the next message is whole", () => {
      const codes = reassemble([first, third, ...rest, ...framesOf(apdu)]);
      expect(codes[0]).toBe("reassembly/out-of-sequence");
      expect(codes.filter((code) => code.startsWith("message"))).toEqual([whole]);
    });

    test("of which one came twice give no message", () => {
      expect(reassemble([first, second, second, third, ...rest])[0]).toBe("reassembly/out-of-sequence");
      expect(reassemble([first, first, second, third, ...rest])).toEqual(["reassembly/incomplete", whole]);
    });

    test("whose first was never seen are incomplete", () => {
      expect(new Set(reassemble([second, third, ...rest]))).toEqual(new Set(["reassembly/incomplete"]));
    });

    test("whose end was never seen are incomplete", () => {
      expect(reassemble([first, second])).toEqual(["reassembly/incomplete"]);
      expect(reassemble([first, second, ...framesOf(apdu)])).toEqual(["reassembly/incomplete", whole]);
    });
  });

  test("general blocks of more octets than any message has are given up", () => {
    const codes = reassemble([...blocksOf(apduOf(limits.apdu + 500), 900), ...blocksOf(apdu)]);
    expect(codes[0]).toBe("reassembly/limit-exceeded");
    expect(codes.at(-1)).toBe(whole);
  });

  test("another message between two blocks ends the block transfer", () => {
    const [first, ...rest] = blocksOf(apdu);
    expect(reassemble([first, ...framesIn(hdlcOf(apduOf(40))), ...rest])[0]).toBe("reassembly/incomplete");
  });

  test.each([
    ["ends in its header", [0xe0, 0x80, 0, 1]],
    ["is shorter than it says", [0xe0, 0x80, 0, 1, 0, 0, 5, 1, 2]],
    ["has a length of 5 octets", [0xe0, 0x80, 0, 1, 0, 0, 0x85, 0, 0, 0, 0, 1, 2]],
  ])("a block that %s is malformed", (_, octets) => {
    expect(reassemble(framesIn(hdlcOf(Uint8Array.from(octets))))).toEqual(["apdu/malformed"]);
  });

  test("a part that lets the next one wait too long is given up, one in time is not", () => {
    for (const framesOf of [segmentsOf, telegramsOf, blocksOf]) {
      const [first, second, ...rest] = framesOf(apdu);
      if (first === undefined || second === undefined) throw new Error("too few parts");
      const reassembler = new Reassembler();
      expect(reassembler.push(first, 1000)).toEqual([]);
      expect(reassembler.idle(1000 + limits.segmentGap)).toEqual([]);
      expect(reassembler.push(second, 1000 + limits.segmentGap)).toEqual([]);
      expect(told(reassembler.idle(1001 + 2 * limits.segmentGap))).toEqual(["reassembly/incomplete"]);
      expect(reassembler.idle(99_999_999)).toEqual([]);
      expect(told(rest.flatMap((frame) => reassembler.push(frame, 100_000_000)))).not.toContain(whole);
    }
  });
});
