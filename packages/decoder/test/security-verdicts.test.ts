import { encodeGeneralGloCiphering, encodeHdlcSegments, encodeMbusTelegrams, llcHeader } from "@meter2mqtt/simulator";
import { describe, expect, test } from "vitest";
import { type KeySet, parseKey } from "../src/index.ts";
import { hdlcOf } from "./helpers/framing.ts";
import { codes, decode, diagnoses, hex, keys, longKeys, otherKeys, push, readings, seal } from "./security-frames.ts";

const { encryptionKey, authenticationKey } = keys;
const manual = hex("000102030405060708090a0b0c0d0e0f");
const zeros = new Uint8Array(16);
const neighbour = hex("4b414d0000000002");
/** A key of printable characters, as somebody types it who takes the digits of the letter for the key. */
const text = parseKey("MyMeterKey-12345");
const textKey = text.ok ? text.key : zeros;

interface Row {
  readonly about: string;
  readonly frames: readonly Uint8Array[];
  readonly given: KeySet;
  /** How many frames give a reading. */
  readonly read: number;
  readonly said: readonly string[];
  /** What the last diagnosis must say beside its code. */
  readonly evidence?: Readonly<Record<string, unknown>>;
}

const sealed = [seal(1), seal(2)];
const ciphered = encodeGeneralGloCiphering(push(), {
  ...keys,
  systemTitle: hex("4b414d0000000001"),
  securityControl: 0x30,
  invocationCounter: 1,
});
const link = { destination: [0x02, 0x23], source: [0x03], control: 0x13 };
/** The first part of a message, as each link cuts it. */
const cutMessages = [
  ...encodeHdlcSegments(Uint8Array.from([...llcHeader, ...ciphered]), link, 60).slice(0, 1),
  ...encodeMbusTelegrams(ciphered, { control: 0x53, address: 0xff, transport: [0x01, 0x67], dataOctets: 60 }).slice(
    0,
    1,
  ),
];

/** Everything that can be the matter with keys. */
const rows: readonly Row[] = [
  { about: "right", frames: sealed, given: keys, read: 2, said: [] },
  {
    about: "wrong encryption key",
    frames: sealed,
    given: { ...keys, encryptionKey: otherKeys.encryptionKey },
    read: 0,
    said: Array(2).fill("security/encryption-key-wrong"),
    evidence: { encryptionKey: "wrong", authenticationKey: "can't be told" },
  },
  {
    about: "right encryption key and wrong authentication key",
    frames: sealed,
    given: { ...keys, authenticationKey: otherKeys.authenticationKey },
    read: 0,
    said: Array(2).fill("security/authentication-key-wrong"),
    evidence: { encryptionKey: "right" },
  },
  {
    about: "swapped",
    frames: sealed,
    given: { encryptionKey: authenticationKey, authenticationKey: encryptionKey },
    read: 0,
    said: Array(2).fill("security/keys-swapped"),
  },
  {
    about: "missing",
    frames: sealed,
    given: {},
    read: 0,
    said: Array(2).fill("security/encryption-key-missing"),
    evidence: { systemTitle: "4b414d0000000001", maker: "KAM" },
  },
  {
    about: "authentication key missing",
    frames: sealed,
    given: { encryptionKey },
    read: 2,
    said: Array(2).fill("security/authentication-key-missing"),
  },
  {
    about: "a key is given, but the meter sends plain",
    frames: [hdlcOf(push(1)), hdlcOf(push(2))],
    given: keys,
    read: 2,
    said: ["security/key-not-needed"],
  },
  {
    about: "a manual's example key",
    frames: sealed,
    given: { ...keys, encryptionKey: manual },
    read: 0,
    said: Array(2).fill("security/key-is-example"),
    evidence: { exampleOf: expect.stringContaining("Green Book") },
  },
  {
    about: "a manual's example key that is right",
    frames: [seal(1, { encryptionKey: manual })],
    given: { ...keys, encryptionKey: manual },
    read: 1,
    said: [],
  },
  {
    about: "all zero",
    frames: sealed,
    given: { ...keys, encryptionKey: zeros },
    read: 0,
    said: Array(2).fill("security/key-all-zero"),
  },
  {
    about: "too short a key for the meter's suite",
    frames: [seal(1, { ...longKeys, securityControl: 0x32 })],
    given: keys,
    read: 0,
    said: ["security/key-length-wrong"],
  },
  {
    about: "too long a key for the meter's suite",
    frames: sealed,
    given: longKeys,
    read: 0,
    said: Array(2).fill("security/key-length-wrong"),
  },
  {
    about: "text where hexadecimal digits are meant",
    frames: sealed,
    given: { ...keys, encryptionKey: textKey },
    read: 0,
    said: Array(2).fill("security/encryption-key-wrong"),
    evidence: { keyForm: "text" },
  },
  {
    about: "a frame that was cut short",
    frames: [seal(1).subarray(0, 80)],
    given: keys,
    read: 0,
    said: ["frame/truncated"],
  },
  {
    about: "a frame that was cut short, and no key for it",
    frames: [seal(1).subarray(0, 80)],
    given: {},
    read: 0,
    said: ["frame/truncated", "security/encryption-key-missing"],
    evidence: { systemTitle: "4b414d0000000001", maker: "KAM" },
  },
  {
    about: "a message whose last segments never came, and no key for it",
    frames: cutMessages,
    given: {},
    read: 0,
    said: cutMessages.flatMap(() => ["reassembly/incomplete", "security/encryption-key-missing"]),
    evidence: { systemTitle: "4b414d0000000001" },
  },
  {
    about: "another meter's keys",
    frames: [seal(1), seal(9, { ...otherKeys, systemTitle: neighbour })],
    given: keys,
    read: 1,
    said: ["security/key-of-another-meter"],
    evidence: { systemTitle: "4b414d0000000002", keysOpen: "4b414d0000000001" },
  },
  {
    about: "keys that worked until a moment",
    frames: [seal(1), seal(2), seal(3, otherKeys), seal(4, otherKeys), seal(5, otherKeys)],
    given: keys,
    read: 2,
    said: Array(3).fill("security/keys-stopped-working"),
    evidence: { lastGoodCounter: 2, firstBadCounter: 3, framesSince: 3, lastGoodAt: "2024-07-05T10:00:01.000Z" },
  },
  {
    about: "content that was decrypted before",
    frames: [hdlcOf(Uint8Array.from([...hex("db 08 4b414d0000000001 78 30 00000001"), ...push(), ...zeros]))],
    given: keys,
    read: 0,
    said: ["security/plain-behind-ciphering-header"],
  },
];

describe("every verdict on keys", () => {
  test.each(rows)("$about", ({ frames, given, read, said, evidence }) => {
    const events = decode(frames, given);
    expect(codes(events)).toEqual(said);
    expect(readings(events)).toHaveLength(read);
    if (evidence !== undefined) expect(diagnoses(events).at(-1)).toMatchObject({ evidence });
    for (const { message, hint } of diagnoses(events)) {
      expect(message).toMatch(/^[A-Z].*\.$/s);
      expect(hint).toMatch(/^[A-Z].*\.$/s);
    }
  });

  test("what is no key at all is said when it is read", () => {
    expect(text).toMatchObject({ ok: true, note: { code: "security/key-ascii" } });
    for (const [written, told] of [
      ["0011223344", { digits: 10 }],
      ["0011223344556677889900112233445O", { character: "O", place: 32 }],
    ] as const) {
      const parsed = parseKey(written);
      expect(parsed).toMatchObject({ ok: false, diagnosis: { code: "security/key-invalid", evidence: told } });
    }
  });
});
