import { encodeP1Telegram } from "@meter2mqtt/simulator";
import { describe, expect, test } from "vitest";
import { codesOf, framesOf, join, lineOf, p1Of, split } from "../../test/helpers/framing.ts";
import { crc16Arc } from "../bytes/crc16.ts";
import { toHex } from "../bytes/hex.ts";
import { limits } from "../limits.ts";
import type { SplitEvent } from "./splitter.ts";
import { Splitter } from "./splitter.ts";

/** The frame of a telegram goes up to its CRC. */
const hexOf = (telegram: Uint8Array): string => `p1 ${toHex(telegram.subarray(0, telegram.length - 2))}`;
const notesOf = (events: readonly SplitEvent[]): readonly string[] =>
  events.flatMap((event) => (event.kind === "frame" ? (event.frame.notes ?? []).map((note) => note.code) : []));

/** A telegram whose CRC begins with a zero, and that CRC without it. */
function threeDigits(): { readonly body: Uint8Array; readonly digits: string } {
  for (let watts = 0; watts < 1000; watts++) {
    const telegram = p1Of([`1-0:1.7.0(00.${`${watts}`.padStart(3, "0")}*kW)`]);
    const body = telegram.subarray(0, telegram.lastIndexOf(0x21) + 1);
    const crc = crc16Arc(body);
    if (crc < 0x1000 && crc >= 0x100) return { body, digits: crc.toString(16).toUpperCase() };
  }
  throw new Error("no telegram with a CRC of three digits among a thousand");
}

describe("P1 telegrams in a stream", () => {
  test("a telegram with its CRC, and the next one", () => {
    const [a, b] = [p1Of(["1-0:1.7.0(00.244*kW)"]), p1Of(["1-0:1.7.0(00.245*kW)"])];
    const events = split(join(a, b), [1]);
    expect(events.map((event) => event.kind)).toEqual(["frame", "frame"]);
    expect(framesOf(events)).toEqual([hexOf(a), hexOf(b)]);
    expect(notesOf(events)).toEqual([]);
  });

  test("a CRC in lower case", () => {
    const telegram = join(new TextDecoder().decode(p1Of()).replace(/![0-9A-F]{4}/, (crc) => crc.toLowerCase()));
    expect(framesOf(split(telegram))).toEqual([hexOf(telegram)]);
  });

  test("a CRC of three digits", () => {
    const { body, digits } = threeDigits();
    const events = split(join(body, digits, "\r\n", p1Of()), [1]);
    expect(framesOf(events)).toEqual([`p1 ${toHex(join(body, digits))}`, hexOf(p1Of())]);
    expect(codesOf(events)).toEqual([]);
  });

  test("no CRC at all, with a note", () => {
    const telegram = p1Of(undefined, "none");
    const events = split(join(telegram, telegram));
    expect(events.map((event) => event.kind)).toEqual(["frame", "frame"]);
    expect(notesOf(events)).toEqual(["p1/no-checksum", "p1/no-checksum"]);
  });

  test("what stands behind `!` and is no digit was a checksum, unless the line ends", () => {
    const body = "/XYZ5TEST\r\n\r\n1-0:1.7.0(00.244*kW)\r\n!";
    expect(codesOf(split(join(body, "<FB6\r\n")))).toEqual(["frame/bad-checksum"]);
    expect(framesOf(split(join(body, p1Of()))).length).toBe(2);
  });

  test("letters above ASCII, where the CRC fits; else they are damage", () => {
    const body = join("/XYZ5TEST\r\n\r\n0-0:96.13.0(", [0xe9, 0x74, 0xe9], ")\r\n1-0:1.7.0(00.244*kW)\r\n!");
    const crc = crc16Arc(body).toString(16).padStart(4, "0");
    expect(framesOf(split(join(body, crc, "\r\n"), [1]))).toEqual([`p1 ${toHex(join(body, crc))}`]);
    for (const end of ["\r\n", "0001\r\n"]) {
      const events = split(join(body, end, p1Of()), [7]);
      expect(codesOf(events)).toEqual(["frame/damaged"]);
      expect(framesOf(events)).toEqual([hexOf(p1Of())]);
    }
  });

  test("line ends of LF alone", () => {
    const text = "/XYZ5TEST\n\n1-0:1.7.0(00.244*kW)\n!";
    expect(framesOf(split(join(text, "\n")))).toEqual([`p1 ${toHex(join(text))}`]);
  });

  test("a CRC that is right with CR LF says so, for telegrams that end at one place once", () => {
    const lines = ["1-0:1.7.0(00.244*kW)"];
    const lost = (ident: string) =>
      String.fromCharCode(...encodeP1Telegram({ ident, lines, checksum: "crc16" })).replaceAll("\r\n", "\n");
    const messages = (text: string) =>
      split(join(text)).flatMap((event) => (event.kind === "damage" ? [event.diagnosis.message] : []));
    expect(messages(lost("/XYZ5TEST"))).toEqual([expect.stringContaining("With CR LF")]);
    expect(messages(lost("/XYZ5TEST").replace("244", "245"))).toEqual([expect.not.stringContaining("With CR LF")]);
    expect(messages(lost("/XYZ5TEST").replace("\n1-0", "\r\n1-0"))).toEqual([
      expect.not.stringContaining("With CR LF"),
    ]);
    expect(messages(`/ABC5${lost("/XYZ5TEST")}`).filter((message) => message.includes("With CR LF"))).toEqual([]);
  });

  test("no blank line after the header, and control octets in it", () => {
    const body = join("/XYZ5TEST", [0x01, 0x0b, 0x7f - 1], "\r\n1-0:1.7.0(00.244*kW)\r\n!");
    const crc = crc16Arc(body).toString(16).padStart(4, "0");
    expect(framesOf(split(join(body, crc, "\r\n"), [3]))).toEqual([`p1 ${toHex(join(body, crc))}`]);
  });

  test("a wrong CRC is damage, and the next telegram is found", () => {
    const damaged = p1Of().map((octet, i) => (i === 24 ? octet ^ 1 : octet));
    const events = split(join(damaged, p1Of()));
    expect(codesOf(events)).toEqual(["frame/bad-checksum"]);
    expect(framesOf(events)).toEqual([hexOf(p1Of())]);
  });

  test.each([20, 30, 40])("cut after %d octets, and the next one follows at once", (length) => {
    const events = split(join(p1Of().subarray(0, length), p1Of()));
    expect(framesOf(events)).toEqual([hexOf(p1Of())]);
    expect(codesOf(events)).toHaveLength(1);
  });

  test("cut at a line's end, and the next one follows: known as soon as it begins", () => {
    const events = split(join("/XYZ5TEST\r\n\r\n1-0:1.7.0(00.244*kW)\r\n", p1Of()));
    expect(codesOf(events)).toEqual(["frame/truncated"]);
    expect(framesOf(events)).toEqual([hexOf(p1Of())]);
  });

  test("an octet that is no text damages the telegram", () => {
    expect(codesOf(split(p1Of().map((octet, i) => (i === 24 ? 0xc3 : octet))))).toEqual(["frame/damaged"]);
  });

  test("cut off by the line's pause", () => {
    const splitter = new Splitter();
    expect(splitter.push(p1Of().subarray(0, 30), 1000)).toEqual([]);
    expect(splitter.idle(2999)).toEqual([]);
    expect(codesOf(splitter.idle(3000))).toEqual(["frame/truncated"]);
  });

  test("a first line that never ends is no telegram", () => {
    const events = split(join(`/XYZ5${"A".repeat(300)}`, p1Of()));
    expect(framesOf(events)).toEqual([hexOf(p1Of())]);
    expect(codesOf(events)).toEqual([]);
  });

  test("the largest telegram is taken, a larger one is not, however it is cut", () => {
    const around = encodeP1Telegram({ ident: "/XYZ5\\TEST", lines: ["0-0:96.13.0()"] }).length - 6;
    const filled = (extra: number): Uint8Array =>
      p1Of([`0-0:96.13.0(${"3".repeat(limits.p1Telegram - around + extra)})`]);
    for (const sizes of [[], [1], [4095]]) {
      expect(framesOf(split(filled(0), sizes))).toHaveLength(1);
      const events = split(filled(1), sizes);
      expect(events.map(lineOf)).toEqual(split(filled(1)).map(lineOf));
      expect(framesOf(events)).toEqual([]);
      expect(codesOf(events)).toEqual(["frame/length-mismatch"]);
    }
  });
});
