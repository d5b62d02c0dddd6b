import { crc16X25, toHex } from "@meter2mqtt/decoder";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeHdlcAddress, encodeHdlcFrame, encodeHdlcSegments } from "./hdlc.ts";
import { encodeMbusFrame, encodeMbusTelegrams } from "./mbus.ts";
import { encodeP1Telegram } from "./p1-telegram.ts";

/** CRC bit by bit, as ISO/IEC 13239 states it: not the table that the encoder uses. */
function slowX25(octets: Uint8Array): number {
  let crc = 0xffff;
  for (const octet of octets) {
    crc ^= octet;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0x8408 : crc >> 1;
  }
  return crc ^ 0xffff;
}

describe("encodeHdlcAddress", () => {
  test.each([
    ["one octet", encodeHdlcAddress(0x10), "21"],
    ["two octets: logical device 1, physical device 0x11", encodeHdlcAddress(1, 0x11), "0223"],
    ["four octets: 0x1234 and 0x3fff", encodeHdlcAddress(0x1234, 0x3fff, 4), "4868feff"],
  ])("%s", (_about, octets, wanted) => {
    expect(toHex(octets)).toBe(wanted);
  });

  test("refuses what does not fit", () => {
    expect(() => encodeHdlcAddress(128)).toThrow(RangeError);
  });
});

describe("encodeHdlcFrame", () => {
  test("without information there is no HCS: the SNRM frame of IEC 62056-46", () => {
    const frame = encodeHdlcFrame(new Uint8Array(0), { destination: [0x03], source: [0x21], control: 0x93 });
    expect(toHex(frame)).toBe("7ea0070321930f017e");
  });

  test("length, segmentation bit, HCS and FCS hold for any content and addresses", () => {
    const address = fc.constantFrom([0x03], [0x02, 0x23], [0x00, 0x02, 0x04, 0x47]);
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 1500 }), address, fc.boolean(), (information, to, more) => {
        const frame = encodeHdlcFrame(information, { destination: to, source: [0x21], control: 0x13, segmented: more });
        const inner = frame.subarray(1, -1);
        const format = ((inner[0] ?? 0) << 8) | (inner[1] ?? 0);
        expect(format >> 12).toBe(0xa);
        expect((format & 0x0800) !== 0).toBe(more);
        expect(format & 0x07ff).toBe(inner.length);
        const headerOctets = 4 + to.length;
        expect(slowX25(inner.subarray(0, headerOctets))).toBe(littleEndian(inner, headerOctets));
        expect(slowX25(inner.subarray(0, -2))).toBe(littleEndian(inner, inner.length - 2));
        // The residue of an intact frame (ISO/IEC 13239, annex A) before the final inversion is 0xf0b8.
        expect(crc16X25(inner)).toBe(0xf0b8 ^ 0xffff);
      }),
    );
  });

  test("refuses a frame that its length field cannot count", () => {
    const header = { destination: [1], source: [1], control: 0x13 };
    expect(() => encodeHdlcFrame(new Uint8Array(2040), header)).toThrow(RangeError);
  });

  test("segments carry the message in order, all but the last with the segmentation bit", () => {
    const message = Uint8Array.from({ length: 100 }, (_, i) => i);
    const frames = encodeHdlcSegments(message, { destination: [0x41], source: [0x03], control: 0x13 }, 40);
    expect(frames.map((frame) => ((frame[1] ?? 0) & 0x08) !== 0)).toEqual([true, true, false]);
    expect(frames.flatMap((frame) => [...frame.subarray(8, -3)])).toEqual([...message]);
  });
});

describe("encodeMbusFrame", () => {
  test("length twice, and the sum of what it counts", () => {
    const frame = encodeMbusFrame(Uint8Array.of(0xf0, 0x20), 0x10, {
      control: 0x53,
      address: 0xff,
      transport: [1, 0x67],
    });
    // 0x53 + 0xff + 0x10 + 0x01 + 0x67 + 0xf0 + 0x20 = 0x2da
    expect(toHex(frame)).toBe("6807076853ff100167f020da16");
  });

  test("telegrams are numbered from 0, the last is marked, and 245 octets fit one", () => {
    const message = Uint8Array.from({ length: 500 }, (_, i) => i & 0xff);
    const frames = encodeMbusTelegrams(message, { control: 0x53, address: 0xff, transport: [1, 0x67] });
    expect(frames.map((frame) => frame[6])).toEqual([0x00, 0x01, 0x12]);
    expect(frames.map((frame) => frame[1])).toEqual([0xfa, 0xfa, 15]);
    expect(frames.flatMap((frame) => [...frame.subarray(9, -2)])).toEqual([...message]);
  });

  test("refuses more telegrams than the number can count", () => {
    const fields = { control: 0x53, address: 0xff, transport: [], dataOctets: 1 };
    expect(() => encodeMbusTelegrams(new Uint8Array(17), fields)).toThrow(RangeError);
  });
});

describe("encodeP1Telegram", () => {
  test("lines end with CR and LF; the CRC goes from / to !", () => {
    const lines = ["1-0:1.7.0(00.244*kW)"];
    const text = String.fromCharCode(...encodeP1Telegram({ ident: "/SIM5\\X", lines }));
    // CRC-16/ARC of "/SIM5\X CR LF CR LF 1-0:1.7.0(00.244*kW) CR LF !", computed bit by bit.
    expect(text).toBe(`/SIM5\\X\r\n\r\n1-0:1.7.0(00.244*kW)\r\n!${slowArc(text.slice(0, text.indexOf("!") + 1))}\r\n`);
  });

  test("without a checksum it ends with a bare !", () => {
    const octets = encodeP1Telegram({ ident: "/SIM5\\X", lines: [], checksum: "none" });
    expect(String.fromCharCode(...octets)).toBe("/SIM5\\X\r\n\r\n!\r\n");
  });
});

function slowArc(text: string): string {
  let crc = 0;
  for (const character of text) {
    crc ^= character.charCodeAt(0);
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return crc.toString(16).toUpperCase().padStart(4, "0");
}

function littleEndian(octets: Uint8Array, at: number): number {
  return (octets[at] ?? 0) | ((octets[at + 1] ?? 0) << 8);
}
