import { parseHex, toHex } from "@meter2mqtt/decoder";
import { findKeys } from "@meter2mqtt/decoder/input";
import { encodeGeneralGloCiphering } from "@meter2mqtt/simulator";
import { describe, expect, test } from "vitest";
import { exampleFrame } from "../src/pages/inspector/example.ts";
import { fitKeys } from "../src/pages/inspector/fit-keys.ts";
import { decodeAlone, inspect } from "../src/pages/inspector/inspect.ts";
import { judgeKeys } from "../src/pages/inspector/verdict.ts";

const hex = (text: string): Uint8Array => parseHex(text) ?? new Uint8Array(0);
const apdu = hex(exampleFrame.replace(/\s/g, ""));
const [ek, ak, other] = ["00112233445566778899aabbccddeeff", "d0d1d2d3d4d5d6d7d8d9dadbdcdddedf", "aa".repeat(16)];
const sealed = (securityControl: number): Uint8Array =>
  encodeGeneralGloCiphering(apdu, {
    systemTitle: hex("4b414d4501b502d3"),
    securityControl,
    invocationCounter: 7,
    encryptionKey: hex(ek),
    authenticationKey: hex(ak),
  });
const frame = sealed(0x30);
const fitted = (text: string) => {
  const { keys, isOther } = fitKeys(frame, findKeys(text), undefined);
  return [keys.encryptionKey, keys.authenticationKey]
    .map((key) => (key === undefined ? "" : toHex(key)))
    .concat(`${isOther}`);
};

describe("fitKeys", () => {
  test("takes keys as they are named where they fit", () => {
    expect(fitted(`${ek}\n${ak}`)).toEqual([ek, ak, "false"]);
    expect(fitted(ek)).toEqual([ek, "", "false"]);
  });

  test("finds the two that fit, whatever their names and however many there are", () => {
    expect(fitted(`${ak}\n${ek}`)).toEqual([ek, ak, "true"]);
    expect(fitted(`encryption ${other}\n${ak}\n${ek}`)).toEqual([ek, ak, "true"]);
  });

  test("keeps the names where nothing fits, for the verdict to be on them", () => {
    expect(fitted(`${other}\n${"bb".repeat(16)}`)).toEqual([other, "bb".repeat(16), "false"]);
  });
});

describe("judgeKeys", () => {
  const judged = (octets: Uint8Array, keys = {}) => judgeKeys(decodeAlone(octets, { keys, zone: undefined }, []));
  const [encryptionKey, authenticationKey] = [hex(ek), hex(ak)];

  test.each([
    ["plain", apdu, {}],
    ["missing", frame, {}],
    ["verified", frame, { encryptionKey, authenticationKey }],
    ["unverified", frame, { encryptionKey }],
    ["unverified", sealed(0x20), { encryptionKey }],
    ["refused", frame, { encryptionKey: hex(other) }],
    ["refused", frame, { encryptionKey, authenticationKey: hex(other) }],
  ] as const)("%s", (kind, octets, keys) => {
    expect(judged(octets, keys).kind).toBe(kind);
  });

  test("says what is known without keys", () => {
    expect(judged(frame)).toMatchObject({
      systemTitle: "4b414d4501b502d3",
      maker: "KAM",
      invocationCounter: 7,
      securityControl: "0x30",
    });
    expect(judged(apdu).systemTitle).toBeUndefined();
    expect(judged(frame, { encryptionKey }).maker).toBe("Kamstrup");
  });

  test("a dump that another program has deciphered", () => {
    const header = frame.slice(0, frame.length - apdu.length - 12);
    const dump = Uint8Array.from([...header, ...apdu, ...frame.slice(-12)]);
    expect(judgeKeys(inspect(dump, { keys: {}, zone: undefined })).kind).toBe("dump");
  });
});
