import { createDecipheriv } from "node:crypto";
import { parseHex, toHex } from "@meter2mqtt/decoder";
import { describe, expect, test } from "vitest";
import { encodeDataNotification } from "./data-notification.ts";
import { encodeDateTime } from "./date-time.ts";
import { encodeGeneralBlockTransfer } from "./general-block-transfer.ts";
import { encodeGeneralGloCiphering } from "./general-glo-ciphering.ts";
import { encodeLength } from "./length.ts";
import { encodeWrapper } from "./wrapper.ts";

const hex = (text: string): Uint8Array => parseHex(text) ?? new Uint8Array(0);

const encryptionKey = hex("000102030405060708090a0b0c0d0e0f");
const authenticationKey = hex("d0d1d2d3d4d5d6d7d8d9dadbdcdddedf");

describe("encodeLength", () => {
  test.each([
    [0, "00"],
    [0x7f, "7f"],
    [0x80, "8180"],
    [0xff, "81ff"],
    [0x100, "820100"],
    [0x1_0000, "83010000"],
  ])("%i", (length, octets) => {
    expect(toHex(encodeLength(length))).toBe(octets);
  });

  test("as Kamstrup writes it, in two octets even where none is needed", () => {
    expect(toHex(encodeLength(5, "two-octets"))).toBe("820005");
  });
});

describe("encodeDateTime", () => {
  const local = { year: 2021, month: 8, day: 30, hour: 22, minute: 20, second: 30 };

  test("deviation not specified, summer time in the status: a Monday of Kamstrup", () => {
    expect(toHex(encodeDateTime({ local, status: 0x80 }))).toBe("07e5081e0116141eff800080");
  });

  test("a negative deviation in two's complement, and a weekday of its own", () => {
    expect(toHex(encodeDateTime({ local, weekday: 0, hundredths: 0, deviation: -120, status: 0 }))).toBe(
      "07e5081e0016141e00ff8800",
    );
  });
});

describe("encodeDataNotification", () => {
  const dateTime = hex("07e5081e0116141eff800080");
  const body = hex("020106000000a9");

  test.each([
    ["none", { invokeId: 0x4000_0000, body }, "0f4000000000020106000000a9"],
    ["bare", { invokeId: 0, dateTime, body }, "0f000000000c07e5081e0116141eff800080020106000000a9"],
    [
      "as an octet-string",
      { invokeId: 1, dateTime, dateTimeForm: "octet-string" as const, body },
      "0f00000001090c07e5081e0116141eff800080020106000000a9",
    ],
  ])("date-time %s", (_about, fields, octets) => {
    expect(toHex(encodeDataNotification(fields))).toBe(octets);
  });
});

describe("encodeGeneralGloCiphering", () => {
  // Key, system title, counter and APDU of the worked example that the Green Book gives for glo-get-request.
  const apdu = hex("c0010000080000010000ff0200");
  const fields = {
    systemTitle: hex("4d4d4d0000bc614e"),
    invocationCounter: 0x0123_4567,
    encryptionKey,
    authenticationKey,
  };
  const header = "db084d4d4d0000bc614e";

  test.each([
    ["encrypted", 0x20, "12", "2001234567411312ff935a47566827c467bc"],
    ["encrypted and authenticated", 0x30, "1e", "3001234567411312ff935a47566827c467bc7d825c3be4a77c3fcc056b6b"],
    ["authenticated", 0x10, "1e", "1001234567c0010000080000010000ff020006725d910f9221d263877516"],
  ])("%s", (_about, securityControl, length, content) => {
    expect(toHex(encodeGeneralGloCiphering(apdu, { ...fields, securityControl }))).toBe(header + length + content);
  });

  test("what it seals, the platform's own AES-GCM opens, suite 1 as well as 0", () => {
    for (const securityControl of [0x30, 0x31]) {
      const octets = encodeGeneralGloCiphering(apdu, { ...fields, securityControl });
      const vector = hex("4d4d4d0000bc614e01234567");
      const decipher = createDecipheriv("aes-128-gcm", encryptionKey, vector, { authTagLength: 12 });
      decipher.setAAD(Uint8Array.from([securityControl, ...authenticationKey]));
      decipher.setAuthTag(octets.subarray(-12));
      const plain = [...decipher.update(octets.subarray(16, -12)), ...decipher.final()];
      expect(toHex(Uint8Array.from(plain))).toBe(toHex(apdu));
    }
  });

  test("refuses to authenticate without an authentication key, and a system title of another length", () => {
    const { authenticationKey: _left, ...without } = fields;
    expect(() => encodeGeneralGloCiphering(apdu, { ...without, securityControl: 0x30 })).toThrow(RangeError);
    const title = { ...fields, systemTitle: new Uint8Array(7), securityControl: 0x20 };
    expect(() => encodeGeneralGloCiphering(apdu, title)).toThrow(RangeError);
  });
});

describe("encodeWrapper", () => {
  test("eight octets before the APDU", () => {
    expect(toHex(encodeWrapper(hex("0f00"), { source: 1, destination: 0x66 }))).toBe("00010001006600020f00");
  });
});

describe("encodeGeneralBlockTransfer", () => {
  test("numbers blocks from 1 and marks the last one", () => {
    const blocks = encodeGeneralBlockTransfer(hex("0f01020304"), { blockOctets: 2, streaming: true, window: 1 });
    expect(blocks.map(toHex)).toEqual(["e04100010000020f01", "e04100020000020203", "e0c1000300000104"]);
  });

  test("one block where all fits", () => {
    expect(encodeGeneralBlockTransfer(hex("0f01"), { blockOctets: 100 }).map(toHex)).toEqual(["e08000010000020f01"]);
  });
});
