import { encodeGeneralGloCiphering } from "@meter2mqtt/simulator";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseHex, toHex } from "../bytes/hex.ts";
import { DecodeError } from "../errors.ts";
import { flagIdOf, ivOf, parseGeneralGlo } from "./general-ciphering.ts";

const octetsOf = (hex: string): Uint8Array => parseHex(hex.replaceAll(" ", "")) ?? new Uint8Array(0);
const systemTitle = octetsOf("4b414d0011223344");
const encryptionKey = octetsOf("00112233445566778899aabbccddeeff");
const authenticationKey = octetsOf("ffeeddccbbaa99887766554433221100");

describe("parseGeneralGlo", () => {
  test("takes apart what the simulator encodes, in both forms of the length", () => {
    const controls = fc.constantFrom(0x20, 0x21, 0x30, 0x31);
    const forms = fc.constantFrom("shortest" as const, "two-octets" as const);
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 300 }),
        controls,
        fc.nat(0xffff_ffff),
        forms,
        (apdu, securityControl, invocationCounter, lengthForm) => {
          const octets = encodeGeneralGloCiphering(apdu, {
            systemTitle,
            securityControl,
            invocationCounter,
            encryptionKey,
            authenticationKey,
            lengthForm,
          });
          const parsed = parseGeneralGlo(octets);
          expect(parsed).toMatchObject({ systemTitle, securityControl, invocationCounter, length: octets.length });
          expect(parsed.content.length).toBe(apdu.length);
          expect(parsed.tag?.length).toBe(securityControl >= 0x30 ? 12 : undefined);
          expect(toHex(ivOf(parsed))).toBe(toHex(systemTitle) + invocationCounter.toString(16).padStart(8, "0"));
        },
      ),
    );
  });

  test("takes apart service-specific ciphering with the system title that is known", () => {
    for (const applicationTag of [0xca, 0xcc, 0xd2, 0xd4]) {
      const apdu = Uint8Array.of(applicationTag, 1, 2, 3);
      const octets = encodeGeneralGloCiphering(apdu, {
        applicationTag,
        systemTitle,
        securityControl: 0x30,
        invocationCounter: 7,
        encryptionKey,
        authenticationKey,
      });
      expect(octets[1]).toBe(1 + 4 + apdu.length + 12);
      const fields: string[] = [];
      const parsed = parseGeneralGlo(octets, (name) => fields.push(name), systemTitle);
      expect(parsed).toMatchObject({ applicationTag, systemTitle, invocationCounter: 7, length: octets.length });
      expect(toHex(ivOf(parsed))).toBe(`${toHex(systemTitle)}00000007`);
      expect(fields).toEqual(["tag", "length", "security control", "invocation counter", "content", "GCM tag"]);
      for (const title of [undefined, systemTitle.subarray(1)]) {
        const code = "security/system-title-missing";
        expect(() => parseGeneralGlo(octets, undefined, title)).toThrow(expect.objectContaining({ code }));
      }
    }
  });

  test("leaves what stands behind it", () => {
    expect(parseGeneralGlo(octetsOf("db 08 4b414d0011223344 06 20 00000001 aa bbcc")).length).toBe(17);
  });

  test.each([
    ["another tag", "0f 08 4b414d0011223344 06 20 00000001 aa", "apdu/unknown-tag"],
    ["a system title of 7 octets", "db 07 4b414d00112233 06 20 00000001 aa", "security/malformed"],
    ["more octets said than there are", "db 08 4b414d0011223344 07 20 00000001 aa", "security/malformed"],
    ["nothing ciphered", "db 08 4b414d0011223344 05 20 00000001", "security/malformed"],
    ["no room for the tag", "db 08 4b414d0011223344 10 30 00000001 0102030405060708090a0b", "security/malformed"],
    ["an end in the header", "db 08 4b414d00112233", "security/malformed"],
    ["a length of 5 octets", "db 08 4b414d0011223344 85 0000000006 20 00000001 aa", "axdr/limit-exceeded"],
  ])("refuses %s", (_, hex, code) => {
    expect(() => parseGeneralGlo(octetsOf(hex))).toThrow(expect.objectContaining({ code }));
  });

  test("answers any octets with a ciphered APDU or a DecodeError", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (octets) => {
        try {
          parseGeneralGlo(Uint8Array.of(0xdb, 8, ...octets));
        } catch (error) {
          expect(error).toBeInstanceOf(DecodeError);
        }
      }),
    );
  });
});

describe("flagIdOf", () => {
  test("is the three letters in front, in upper case; undefined where they are none", () => {
    expect(flagIdOf(systemTitle)).toBe("KAM");
    expect(flagIdOf(octetsOf("6b666d0011223344"))).toBe("KFM");
    expect(flagIdOf(octetsOf("00414d0011223344"))).toBeUndefined();
    expect(flagIdOf(octetsOf("4b41"))).toBeUndefined();
  });
});
