import { describe, expect, test } from "vitest";
import { hdlcOf } from "./helpers/framing.ts";
import {
  codes,
  decode,
  diagnoses,
  hex,
  keys,
  longKeys,
  otherKeys,
  readings,
  seal,
  systemTitle,
  titleText,
} from "./security-frames.ts";

const { encryptionKey, authenticationKey } = keys;

/** Flips a bit of an APDU and frames it anew, so that its checksums are right. */
function changed(frame: Uint8Array, at: number): Uint8Array {
  const apdu = frame.slice(frame.indexOf(0xe6) + 3, -3);
  const place = at < 0 ? apdu.length + at : at;
  apdu[place] = (apdu[place] ?? 0) ^ 1;
  return hdlcOf(apdu);
}

describe("protections", () => {
  test.each([
    [0x20, false],
    [0x30, true],
    [0x21, false],
    [0x31, true],
    [0x10, true],
    [0x11, true],
  ])("security control %i: a reading, authenticated or not", (securityControl, authenticated) => {
    const events = decode([seal(1, { securityControl })]);
    expect(readings(events)).toEqual([
      expect.objectContaining({ activeImportW: 321, voltageL1V: 231, authenticated, systemTitle: titleText }),
    ]);
    expect(codes(events)).toEqual(authenticated ? [] : ["security/tag-missing"]);
  });

  test.each([0x22, 0x32, 0x12])("suite 2 with keys of 32 octets: security control %i", (securityControl) => {
    const frame = seal(1, { ...longKeys, securityControl });
    expect(readings(decode([frame], longKeys))).toMatchObject([
      { activeImportW: 321, authenticated: securityControl !== 0x22 },
    ]);
    const wrong = { ...longKeys, encryptionKey: longKeys.encryptionKey.map((octet) => octet ^ 0x33) };
    expect(readings(decode([frame], wrong))).toEqual([]);
    if (securityControl !== 0x22) expect(readings(decode([changed(frame, -1)], longKeys))).toEqual([]);
  });

  test("a key of the wrong length is said to be, whichever of the two it is", () => {
    const cases = [
      [seal(1, { ...longKeys, securityControl: 0x32 }), keys, "encryption key", 32, 64],
      [seal(1), longKeys, "encryption key", 64, 32],
      [seal(1), { ...keys, authenticationKey: longKeys.authenticationKey }, "authentication key", 64, 32],
      [seal(1), { ...keys, encryptionKey: encryptionKey.subarray(3) }, "encryption key", 26, 32],
    ] as const;
    for (const [frame, given, key, digits, digitsWanted] of cases) {
      const events = decode([frame], given);
      expect(readings(events)).toEqual([]);
      expect(diagnoses(events)).toEqual([
        expect.objectContaining({
          code: "security/key-length-wrong",
          evidence: expect.objectContaining({ key, digits, digitsWanted }),
        }),
      ]);
    }
  });

  test("compressed content and unknown suites are refused by name", () => {
    const refused = (securityControl: number) => diagnoses(decode([seal(1, { securityControl })]));
    expect(refused(0xb0)).toMatchObject([
      { code: "security/unsupported", message: "The meter uses compressed content." },
    ]);
    expect(refused(0x33)).toMatchObject([
      { code: "security/unsupported", message: "The meter uses security suite 3." },
    ]);
  });

  test("the broadcast key bit: the same key is used, and the evidence says which one was meant", () => {
    expect(readings(decode([seal(1, { securityControl: 0x70 })]))).toMatchObject([{ authenticated: true }]);
    expect(diagnoses(decode([seal(1, { securityControl: 0x70 })], {}))).toMatchObject([
      { code: "security/encryption-key-missing", evidence: { keyMeant: "broadcast", securityControl: "0x70" } },
    ]);
  });

  test("general-ded-ciphering", () => {
    const frame = seal(1, { applicationTag: 0xdc });
    expect(readings(decode([frame]))).toMatchObject([{ activeImportW: 321, authenticated: true }]);
    expect(diagnoses(decode([frame], {}))).toMatchObject([{ evidence: { keyMeant: "dedicated" } }]);
  });

  test("APDUs under other protections are refused by name", () => {
    for (const [tag, name] of [
      [0xdd, "general-ciphering"],
      [0xdf, "general-signing"],
      [0x38, "glo-information-report-request"],
    ] as const) {
      const [diagnosis, ...rest] = diagnoses(decode([hdlcOf(Uint8Array.of(tag, 1, 2, 3, 4, 5, 6, 7, 8, 9))]));
      expect(rest).toEqual([]);
      expect(diagnosis).toMatchObject({ code: "security/unsupported", message: expect.stringContaining(name) });
    }
  });
});

describe("authentication only", () => {
  const frame = seal(1, { securityControl: 0x10 });

  test("without both keys: a reading that is not authenticated, and which key is missing", () => {
    for (const [given, code] of [
      [{}, "security/authentication-key-missing"],
      [{ encryptionKey }, "security/authentication-key-missing"],
      [{ authenticationKey }, "security/encryption-key-missing"],
    ] as const) {
      const events = decode([frame], given);
      expect(readings(events)).toMatchObject([{ activeImportW: 321, authenticated: false }]);
      expect(diagnoses(events)).toMatchObject([{ code, severity: "info" }]);
    }
  });

  test("a changed octet or a wrong key: no reading", () => {
    for (const events of [
      decode([changed(frame, 40)]),
      decode([changed(frame, -1)]),
      decode([frame], { ...keys, encryptionKey: otherKeys.encryptionKey }),
      decode([frame], { ...keys, authenticationKey: otherKeys.authenticationKey }),
    ]) {
      expect(readings(events)).toEqual([]);
      expect(codes(events)).toEqual(["security/tag-wrong"]);
    }
  });

  test("a header without any protection is another reader's dump: read from a file, refused from a line", () => {
    const bare = seal(1, { securityControl: 0x00 });
    expect(readings(decode([bare]))).toEqual([]);
    expect(codes(decode([bare]))).toEqual(["security/plain-behind-ciphering-header"]);
    const events = decode([bare], keys, "file");
    expect(readings(events)).toMatchObject([{ activeImportW: 321 }]);
    expect(readings(events)[0]).not.toHaveProperty("authenticated");
  });
});

describe("service-specific ciphering", () => {
  // event-notification-request: no time, a register's value; and a push list as a value, with its time.
  const register = hex("c2 00 0003 0100010700ff 02 06 00000141");
  const timed = (value: string) => hex(`c2 01 0c 07e8070505 0c0000 ff ff88 80 0001 0000190900ff 02 ${value}`);
  const list = timed("0202 0906 0100010700ff 06 00000141");

  test("an event-notification in clear: its value by its OBIS code, its time as timestamp", () => {
    expect(readings(decode([hdlcOf(register)], {}))).toMatchObject([{ activeImportW: 321 }]);
    expect(readings(decode([hdlcOf(list)], {}))).toMatchObject([
      { activeImportW: 321, timestamp: "2024-07-05T12:00:00+02:00" },
    ]);
  });

  test("glo- and ded-event-notification-request, with the system title that is set", () => {
    for (const applicationTag of [0xca, 0xd2]) {
      for (const securityControl of [0x20, 0x30]) {
        const frame = seal(1, { applicationTag, securityControl }, list);
        expect(readings(decode([frame], { ...keys, systemTitle }))).toMatchObject([
          { activeImportW: 321, authenticated: securityControl === 0x30, systemTitle: titleText },
        ]);
      }
    }
  });

  test("the system title that the line showed last stands in for one", () => {
    const event = seal(2, { applicationTag: 0xca }, list);
    expect(codes(decode([event]))).toEqual(["security/system-title-missing"]);
    const events = decode([seal(1), event]);
    expect(readings(events)).toHaveLength(2);
    expect(readings(events)[1]).toMatchObject({ authenticated: true, systemTitle: titleText });
    // The configured one goes first.
    const another = { ...keys, systemTitle: hex("4b414d0000000002") };
    expect(readings(decode([seal(1), event], another))).toHaveLength(1);
  });

  test("an answer to a request is deciphered, and carries no pushed values", () => {
    const answer = hex("c4 01 c1 00 06 00000141");
    const events = decode([seal(1, { applicationTag: 0xcc }, answer)], { ...keys, systemTitle });
    expect(codes(events)).toEqual(["apdu/no-values"]);
    expect(codes(decode([seal(1, { applicationTag: 0xc8 }, answer)]))).toEqual(["apdu/no-values"]);
  });

  test("a system title that is set with another length is no system title", () => {
    const events = decode([seal(1, { applicationTag: 0xca }, list)], { ...keys, systemTitle: hex("4b414d") });
    expect(diagnoses(events)).toMatchObject([
      { code: "security/system-title-missing", message: expect.stringContaining("3 octets") },
    ]);
  });
});

describe("system titles of unusual length", () => {
  const withTitle = (octets: string) =>
    hdlcOf(hex(`db ${octets} 82 0011 30 00000001 ${"5a".repeat(12)} ${"a5".repeat(12)}`));

  test.each(["01 4b", "07 4b414d00000000", "09 4b414d000000000001", "10 4b414d00000000014b414d0000000001"])(
    "%s is malformed, and says how long it is",
    (octets) => {
      const length = Number.parseInt(octets, 16);
      expect(diagnoses(decode([withTitle(octets)]))).toMatchObject([
        { code: "security/malformed", message: `A system title has 8 octets, here are ${length}.` },
      ]);
    },
  );
});
