import { describe, expect, test } from "vitest";
import { createIntlZoneRules, createMeterDecoder, type DecodeEvent, type KeySet, type Reading } from "../src/index.ts";
import { cipherStory, storyApdu, storyDump, storyFrame, storyFrameCut, storyReading, testKeys } from "./story.ts";

const zoneRules = createIntlZoneRules();
const zone = "Europe/Copenhagen";
const { encryptionKey, authenticationKey } = testKeys;

function decode(octets: Uint8Array, keys: KeySet = {}, input: "live" | "file" = "file"): readonly DecodeEvent[] {
  const decoder = createMeterDecoder({ zoneRules, zone, keys, input });
  return [...decoder.push(octets), ...decoder.end()];
}

const readings = (events: readonly DecodeEvent[]): readonly Reading[] =>
  events.flatMap((event) => (event.kind === "reading" ? [event.reading] : []));
const diagnoses = (events: readonly DecodeEvent[]) =>
  events.flatMap((event) => (event.kind === "diagnosis" ? [event.diagnosis] : []));
const codes = (events: readonly DecodeEvent[]) => diagnoses(events).map((diagnosis) => diagnosis.code);

describe("the story's frame", () => {
  test("its decrypted APDU gives every value", () => {
    const events = decode(storyApdu);
    expect(readings(events)).toEqual([expect.objectContaining(storyReading)]);
    expect(codes(events)).toEqual([]);
    expect(readings(events)[0]?.objects).toHaveLength(13);
  });

  test("as it stands in the user's log it is truncated", () => {
    expect(codes(decode(storyFrameCut))).toContain("frame/truncated");
    expect(readings(decode(storyFrameCut))).toEqual([]);
  });

  test("whole, and without keys, it says which key is missing and whose", () => {
    for (const input of ["file", "live"] as const) {
      const [diagnosis, ...rest] = diagnoses(decode(storyFrame, {}, input));
      expect(rest).toEqual([]);
      expect(diagnosis).toMatchObject({
        code: "security/encryption-key-missing",
        evidence: { systemTitle: "4b414d4501b502d3", maker: "KAM", invocationCounter: 3621, securityControl: "0x30" },
      });
    }
  });

  test("a dump with a ciphering header around plain content is read from a file, and said to be one", () => {
    for (const keys of [{}, testKeys, { encryptionKey }]) {
      const events = decode(storyDump, keys);
      expect(readings(events)).toEqual([expect.objectContaining(storyReading)]);
      expect(readings(events)[0]).not.toHaveProperty("authenticated");
      expect(diagnoses(events)).toEqual([
        expect.objectContaining({ code: "security/plain-behind-ciphering-header", severity: "info" }),
      ]);
    }
  });
});

describe("keys and the story's frame ciphered under test keys", () => {
  const changed = (octets: Uint8Array, at: number): Uint8Array =>
    octets.map((octet, i) => (i === at ? octet ^ 1 : octet));
  const sealed = cipherStory(0x30);
  const wrong = encryptionKey.map((octet) => octet ^ 0x55);

  test("right keys: an authenticated reading, for suites 0 and 1", () => {
    for (const control of [0x30, 0x31]) {
      const events = decode(cipherStory(control), testKeys);
      expect(readings(events)).toEqual([
        expect.objectContaining({ ...storyReading, authenticated: true, systemTitle: "4b414d4501b502d3" }),
      ]);
      expect(codes(events)).toEqual([]);
    }
  });

  test("wrong encryption key", () => {
    const events = decode(sealed, { encryptionKey: wrong, authenticationKey });
    expect(readings(events)).toEqual([]);
    expect(codes(events)).toEqual(["security/encryption-key-wrong"]);
    expect(codes(decode(sealed, { encryptionKey: wrong }))).toEqual(["security/encryption-key-wrong"]);
  });

  test("wrong authentication key, or a changed octet: the encryption key is said to be right", () => {
    const wrongAuthentication = decode(sealed, { encryptionKey, authenticationKey: wrong });
    const octetChanged = decode(changed(sealed, 120), testKeys);
    for (const events of [wrongAuthentication, octetChanged]) {
      expect(readings(events)).toEqual([]);
      expect(diagnoses(events)).toEqual([
        expect.objectContaining({
          code: "security/authentication-key-wrong",
          evidence: expect.objectContaining({ encryptionKey: "right" }),
        }),
      ]);
    }
  });

  test("authentication key missing: a reading, flagged as not authenticated", () => {
    const events = decode(sealed, { encryptionKey });
    expect(readings(events)).toEqual([expect.objectContaining({ ...storyReading, authenticated: false })]);
    expect(codes(events)).toEqual(["security/authentication-key-missing"]);
  });

  test("encryption key missing", () => {
    expect(codes(decode(sealed))).toEqual(["security/encryption-key-missing"]);
    expect(codes(decode(sealed, { authenticationKey }))).toEqual(["security/encryption-key-missing"]);
  });

  test("the two keys swapped", () => {
    const events = decode(sealed, { encryptionKey: authenticationKey, authenticationKey: encryptionKey });
    expect(readings(events)).toEqual([]);
    expect(codes(events)).toEqual(["security/keys-swapped"]);
  });

  test("no tag in the frame: a warning where none was seen before, nothing where one was", () => {
    const untagged = cipherStory(0x20);
    const events = decode(untagged, testKeys);
    expect(readings(events)).toEqual([expect.objectContaining({ activeImportW: 169, authenticated: false })]);
    expect(diagnoses(events)).toEqual([expect.objectContaining({ code: "security/tag-missing", severity: "warning" })]);

    const both = decode(Uint8Array.from([...sealed, ...untagged]), testKeys);
    expect(readings(both)).toHaveLength(1);
    expect(diagnoses(both)).toEqual([expect.objectContaining({ code: "security/tag-missing", severity: "error" })]);
    expect(readings(decode(untagged, { encryptionKey }))).toEqual([expect.objectContaining({ authenticated: false })]);
  });

  test("no diagnosis holds a key", () => {
    const all = JSON.stringify([
      decode(sealed, { encryptionKey: wrong, authenticationKey }),
      decode(sealed, { encryptionKey, authenticationKey: wrong }),
      decode(sealed, { encryptionKey: authenticationKey, authenticationKey: encryptionKey }),
    ]);
    for (const key of [encryptionKey, authenticationKey, wrong]) {
      expect(all).not.toContain(Buffer.from(key).toString("hex"));
      expect(all).not.toContain(Buffer.from(key).toString("base64"));
    }
  });
});
