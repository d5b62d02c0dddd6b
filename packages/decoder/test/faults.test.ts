import {
  encodeDataNotification,
  encodeGeneralBlockTransfer,
  encodeGeneralGloCiphering,
  encodeHdlcFrame,
  encodeHdlcSegments,
  encodeKamstrupList,
  encodeMbusTelegrams,
  llcHeader,
} from "@meter2mqtt/simulator";
import { describe, expect, test } from "vitest";
import { hdlcOf, join, mbusOf, p1Of, wrapperOf } from "./helpers/framing.ts";
import { close, entry, listMessage, open, telegram, unsigned } from "./helpers/sml.ts";
import { codes, decode, keys, push, readings, systemTitle } from "./security-frames.ts";

// What each way in which a line damages a frame comes to: never a reading, and the code that names it.

const apdu = push();
const glo = encodeGeneralGloCiphering(apdu, { ...keys, systemTitle, securityControl: 0x30, invocationCounter: 7 });
const p1 = p1Of(["1-0:1.7.0(00.244*kW)", "1-0:2.7.0(00.000*kW)"]).subarray(0, -2);
const sml = telegram(open, listMessage([entry("1-0:1.8.0", unsigned(1, 5), { unit: 30, scaler: 3 })]), close);
const mbusFields = { control: 0x53, address: 0xff, transport: [0x01, 0x67], dataOctets: 100 };

const frames: Readonly<Record<string, Uint8Array>> = {
  hdlc: hdlcOf(apdu),
  "hdlc, ciphered": hdlcOf(glo),
  mbus: mbusOf(apdu),
  wrapper: wrapperOf(apdu),
  "wrapper, ciphered": wrapperOf(glo),
  p1,
  sml,
  "apdu, ciphered": glo,
};

/** What stands before any framing is known; below it, a cut leaves nothing to name. */
const knownFrom: Readonly<Record<string, number>> = {
  hdlc: 2,
  "hdlc, ciphered": 2,
  mbus: 4,
  wrapper: 9,
  "wrapper, ciphered": 9,
  p1: 11,
  sml: 8,
  "apdu, ciphered": 1,
};

const read = (octets: Uint8Array) => {
  const events = decode([octets], keys, "file");
  return { readings: readings(events).length, codes: codes(events) };
};
const flipped = (octets: Uint8Array, at: number): Uint8Array =>
  octets.map((octet, i) => (i === (at < 0 ? octets.length + at : at) ? octet ^ 0x04 : octet));

describe.each(Object.entries(frames))("%s", (name, frame) => {
  test("whole, it gives a reading", () => {
    expect(read(frame).readings).toBe(1);
  });

  test("cut anywhere, it is truncated", () => {
    const from = knownFrom[name] ?? 0;
    // Without its last flag an HDLC frame's checks still hold, and P1 without its checksum is a telegram of its own kind.
    const to = name === "p1" ? frame.length - 4 : name.startsWith("hdlc") ? frame.length - 1 : frame.length;
    for (let length = from; length < to; length++) {
      const got = read(frame.subarray(0, length));
      expect(got.readings, `${length} octets`).toBe(0);
      expect(got.codes, `${length} octets`).toContain("frame/truncated");
    }
    for (let length = 0; length < from; length++) {
      expect(read(frame.subarray(0, length)), `${length} octets`).toEqual({ readings: 0, codes: ["frame/none-found"] });
    }
  });

  test("without its first octet, there is no frame", () => {
    // A ciphered APDU needs no frame: the GCM tag says that it is whole.
    const isFrame = name !== "wrapper, ciphered";
    const expected = isFrame ? { readings: 0, codes: ["frame/none-found"] } : { readings: 1, codes: [] };
    expect(read(frame.subarray(1))).toEqual(expected);
    expect(read(flipped(frame, 0))).toEqual(expected);
  });

  test("twice, with noise between, it gives two readings", () => {
    expect(read(join(frame, [0x55, 0xaa], frame)).readings).toBe(2);
  });
});

describe("changed octets", () => {
  test.each(Object.keys(frames).filter((name) => !name.startsWith("wrapper")))(
    "%s: no changed octet gives a reading",
    (name) => {
      const frame = frames[name] ?? new Uint8Array(0);
      // The last flag says nothing that the checks did not.
      const to = name.startsWith("hdlc") ? frame.length - 1 : frame.length;
      for (let at = 0; at < to; at++) expect(read(flipped(frame, at)).readings, `octet ${at}`).toBe(0);
    },
  );

  test.each([
    ["HDLC information", frames["hdlc"], 30, "frame/bad-checksum"],
    ["HDLC FCS", frames["hdlc"], -2, "frame/bad-checksum"],
    ["HDLC address", frames["hdlc"], 3, "frame/bad-header-checksum"],
    ["HDLC HCS", frames["hdlc"], 6, "frame/bad-header-checksum"],
    ["M-Bus content", frames["mbus"], 30, "frame/bad-checksum"],
    ["M-Bus checksum", frames["mbus"], -2, "frame/bad-checksum"],
    ["M-Bus length", frames["mbus"], 1, "frame/length-mismatch"],
    ["M-Bus end", frames["mbus"], -1, "frame/length-mismatch"],
    ["P1 content", frames["p1"], 20, "frame/bad-checksum"],
    ["P1 checksum", frames["p1"], -1, "frame/bad-checksum"],
    ["SML content", frames["sml"], 40, "frame/bad-checksum"],
    ["SML checksum", frames["sml"], -1, "frame/bad-checksum"],
    ["ciphertext", frames["apdu, ciphered"], 40, "security/authentication-key-wrong"],
    ["GCM tag", frames["apdu, ciphered"], -1, "security/authentication-key-wrong"],
  ])("%s: %s", (_, frame = new Uint8Array(0), at, code) => {
    expect(read(flipped(frame, at))).toEqual({ readings: 0, codes: [code] });
  });

  test("an octet of P1 that is no text is damage", () => {
    expect(read(p1.map((octet, i) => (i === 30 ? 0x03 : octet)))).toEqual({ readings: 0, codes: ["frame/damaged"] });
  });
});

describe("parts of a message", () => {
  const segments = encodeHdlcSegments(join(llcHeader, glo), { destination: [0x41], source: [0x03], control: 0x13 }, 40);
  const blocks = encodeGeneralBlockTransfer(glo, { blockOctets: 40 }).map(hdlcOf);
  const telegrams = encodeMbusTelegrams(glo, mbusFields);
  const without = (parts: readonly Uint8Array[], index: number): Uint8Array =>
    join(...parts.filter((_, i) => i !== index));

  test.each([
    ["HDLC segments", segments],
    ["general blocks", blocks],
    ["M-Bus telegrams", telegrams],
    [
      "general blocks over M-Bus",
      encodeGeneralBlockTransfer(glo, { blockOctets: 150 }).flatMap((block) => encodeMbusTelegrams(block, mbusFields)),
    ],
  ])("%s, all there, give a reading", (_, parts) => {
    expect(parts.length).toBeGreaterThan(1);
    expect(read(join(...parts)).readings).toBe(1);
  });

  test.each([
    ["HDLC segments, the last one missing", without(segments, segments.length - 1), "reassembly/incomplete"],
    ["HDLC segments, the first one missing", without(segments, 0), "reassembly/incomplete"],
    ["blocks, the last one missing", without(blocks, blocks.length - 1), "reassembly/incomplete"],
    ["blocks, the first one missing", without(blocks, 0), "reassembly/incomplete"],
    ["blocks, one missing between", without(blocks, 1), "reassembly/out-of-sequence"],
    [
      "blocks, one twice",
      join(blocks[0] ?? [], ...blocks.slice(1, 2), ...blocks.slice(1)),
      "reassembly/out-of-sequence",
    ],
    ["M-Bus, the second telegram missing", without(telegrams, telegrams.length - 1), "reassembly/incomplete"],
    ["M-Bus, the first telegram missing", without(telegrams, 0), "reassembly/incomplete"],
  ])("%s", (_, octets, code) => {
    const got = read(octets);
    expect(got.readings).toBe(0);
    expect(got.codes[0]).toBe(code);
  });
});

describe("what is no message of a meter", () => {
  const frameOf = (information: readonly number[]): Uint8Array =>
    encodeHdlcFrame(Uint8Array.from(information), { destination: [0x41], source: [0x03], control: 0x13 });
  const list = (...octets: readonly number[]): Uint8Array => hdlcOf(Uint8Array.of(0x0f, 0, 0, 0, 1, 0, ...octets));

  test.each([
    ["nothing", new Uint8Array(0), "frame/none-found"],
    ["a text", join("the meter says nothing today"), "frame/none-found"],
    ["binary garbage", Uint8Array.from({ length: 300 }, (_, i) => (i * 73 + 11) & 255), "frame/none-found"],
    ["M-Bus that is not DLMS", Uint8Array.of(0x68, 5, 5, 0x68, 8, 1, 0x72, 1, 2, 0x7e, 0x16), "frame/none-found"],
    ["a readout without its first line", join("1.8.0(00001.234*kWh)\r\n!\r\n"), "frame/none-found"],
    ["an HDLC frame without information", frameOf([]), "apdu/no-values"],
    ["an answer to a request", hdlcOf(Uint8Array.of(0xc4, 1, 0xc1, 0, 6, 0, 0, 4, 0xd2)), "apdu/no-values"],
    ["a list of texts", list(2, 1, 10, 3, 0x61, 0x62, 0x63), "apdu/no-values"],
    ["an SML telegram without a list", telegram(open, close), "apdu/no-values"],
    ["an APDU of no known kind", hdlcOf(Uint8Array.of(0x99, 1, 2, 3)), "apdu/unknown-tag"],
    ["a list that says more than it holds", list(2, 5, 6, 0, 0), "axdr/malformed"],
    ["a data type that does not exist", list(2, 1, 0x63, 1), "axdr/malformed"],
  ])("%s: %s", (_, octets, code) => {
    expect(read(octets)).toEqual({ readings: 0, codes: [code] });
  });

  test("a list that comes again is read as the first one was", () => {
    const body = (watts: number) => encodeKamstrupList("momentary", { activeImportW: watts, voltageL1V: 230 });
    const of = (watts: number) => hdlcOf(encodeDataNotification({ invokeId: 1, body: body(watts) }));
    expect(readings(decode([of(5), of(7)], {}, "file")).map((reading) => reading.activeImportW)).toEqual([5, 7]);
  });
});
