import { describe, expect, test } from "vitest";
import type { KeySet } from "../src/index.ts";
import { hdlcOf } from "./helpers/framing.ts";
import {
  arrival,
  codes,
  createDecoder,
  decode,
  diagnoses,
  hex,
  keys,
  otherKeys,
  push,
  readings,
  seal,
  titleText,
} from "./security-frames.ts";

const { encryptionKey, authenticationKey } = keys;
const zeros = new Uint8Array(16);
const bookKeys = {
  encryptionKey: hex("000102030405060708090a0b0c0d0e0f"),
  authenticationKey: hex("d0d1d2d3d4d5d6d7d8d9dadbdcdddedf"),
};
const luxembourg = hex("00112233445566778899aabbccddeeff");

const framesOf = (from: number, count: number, sealKeys: KeySet = keys): readonly Uint8Array[] =>
  Array.from({ length: count }, (_, i) => seal(from + i, sealKeys, push(i)));

describe("one frame and keys of a known kind", () => {
  const frame = seal(1);

  test.each([
    ["all zero", { ...keys, encryptionKey: zeros }, "security/key-all-zero"],
    ["all zero, alone", { encryptionKey: zeros }, "security/key-all-zero"],
    ["a manual's example", { ...keys, encryptionKey: bookKeys.encryptionKey }, "security/key-is-example"],
    ["a manual's example, alone", { encryptionKey: luxembourg }, "security/key-is-example"],
    ["an authentication key of zeros", { ...keys, authenticationKey: zeros }, "security/key-all-zero"],
  ])("%s: it is said to be", (_, given, code) => {
    const events = decode([frame], given);
    expect(readings(events)).toEqual([]);
    expect(codes(events)).toEqual([code]);
  });

  test("an authentication key out of a manual: the frame may be to blame as well, so both are said", () => {
    for (const example of [bookKeys.authenticationKey, luxembourg]) {
      const [diagnosis] = diagnoses(decode([frame], { ...keys, authenticationKey: example }));
      expect(diagnosis).toMatchObject({
        code: "security/authentication-key-wrong",
        message: expect.stringContaining("example"),
        evidence: { encryptionKey: "right", exampleOf: expect.any(String) },
      });
    }
  });

  test("keys out of a manual, and zeros, that are right: nothing is said", () => {
    for (const right of [bookKeys, { ...keys, authenticationKey: luxembourg }, { ...keys, encryptionKey: zeros }]) {
      const events = decode([seal(1, right)], right);
      expect(readings(events)).toMatchObject([{ authenticated: true }]);
      expect(codes(events)).toEqual([]);
    }
  });

  test("text in place of hexadecimal, and another meter's key", () => {
    const text = Uint8Array.from("MyMeterKey-12345", (c) => c.charCodeAt(0));
    expect(diagnoses(decode([frame], { ...keys, encryptionKey: text }))).toMatchObject([
      {
        code: "security/encryption-key-wrong",
        message: expect.stringContaining("text"),
        evidence: { keyForm: "text" },
      },
    ]);
    expect(diagnoses(decode([frame], otherKeys))).toMatchObject([
      { code: "security/encryption-key-wrong", message: expect.stringContaining("another meter") },
    ]);
  });

  test("content that no cipher made", () => {
    const header = "db 08 4b414d0000000001 820085 30 00000001";
    const regular = hdlcOf(hex(`${header} ${"0102030405060708".repeat(16)}`));
    expect(diagnoses(decode([regular]))).toMatchObject([
      { code: "security/encryption-key-wrong", message: expect.stringContaining("too regular") },
    ]);
  });

  test("a message of a kind that is not known does not make the right key look wrong", () => {
    const unknown = Uint8Array.from([0x99, ...push().subarray(1)]);
    for (const [given, securityControl] of [
      [keys, 0x30],
      [{ encryptionKey }, 0x30],
      [{ encryptionKey }, 0x20],
    ] as const) {
      expect(codes(decode([seal(1, { securityControl }, unknown)], given)).at(-1) ?? "").toBe("apdu/no-values");
    }
    const wrongAuthentication = { ...keys, authenticationKey: otherKeys.authenticationKey };
    expect(codes(decode([seal(1, {}, unknown)], wrongAuthentication))).toEqual(["security/authentication-key-wrong"]);
  });
});

describe("several frames", () => {
  test("the verdict on a wrong key is confirmed by counters that go up, and not by ones that jump", () => {
    const rising = diagnoses(decode(framesOf(10, 4), otherKeys));
    expect(rising.map(({ code }) => code)).toEqual(Array(4).fill("security/encryption-key-wrong"));
    expect(rising[1]?.evidence).not.toHaveProperty("framesInRow");
    expect(rising[3]).toMatchObject({
      message: expect.stringContaining("counters go up"),
      evidence: { framesInRow: 4, counters: "going up" },
    });
    const jumping = diagnoses(
      decode(
        [9, 4, 7000, 2].map((counter) => seal(counter)),
        otherKeys,
      ),
    );
    expect(jumping[3]).toMatchObject({ message: expect.stringContaining("jump"), evidence: { counters: "jumping" } });
  });

  test("a good frame, and other keys, begin a new row", () => {
    const decoder = createDecoder(otherKeys);
    const failed = framesOf(1, 3).flatMap((frame) => decoder.push(frame, arrival(1)));
    expect(diagnoses(failed).at(-1)?.evidence).toHaveProperty("framesInRow", 3);
    decoder.setKeys({ ...keys, authenticationKey: otherKeys.authenticationKey });
    expect(diagnoses(decoder.push(seal(4), arrival(2)))[0]?.evidence).not.toHaveProperty("framesInRow");
    decoder.setKeys(keys);
    expect(readings(decoder.push(seal(5), arrival(3)))).toHaveLength(1);
  });
});

describe("keys that worked until a moment", () => {
  test("both keys changed: said at once, with the last good frame as evidence", () => {
    const events = decode([...framesOf(100, 3), ...framesOf(103, 4, otherKeys)]);
    expect(readings(events)).toHaveLength(3);
    const all = diagnoses(events);
    expect(all.map(({ code }) => code)).toEqual(Array(4).fill("security/keys-stopped-working"));
    expect(all[3]).toMatchObject({
      severity: "error",
      evidence: {
        systemTitle: titleText,
        maker: "KAM",
        invocationCounter: 106,
        lastGoodCounter: 102,
        lastGoodAt: "2024-07-05T10:00:02.000Z",
        lastGoodTimestamp: "2024-07-05T12:00:02+02:00",
        firstBadCounter: 103,
        framesSince: 4,
      },
    });
    expect(all[0]?.message).toContain("counter 102 (2024-07-05T12:00:02+02:00)");
    expect([all[0]?.message, all[3]?.message]).toEqual([
      expect.stringContaining("this frame"),
      expect.stringContaining("several frames"),
    ]);
  });

  test("without an authentication key, and from a file", () => {
    const frames = [...framesOf(100, 2), seal(102, otherKeys)];
    expect(codes(decode(frames, { encryptionKey })).at(-1)).toBe("security/keys-stopped-working");
    expect(codes(decode(frames, keys, "file"))).toEqual(["security/keys-stopped-working"]);
  });

  test("the authentication key alone changed: single frames were changed, several in a row tell of the key", () => {
    const rekeyed = { encryptionKey, authenticationKey: otherKeys.authenticationKey };
    const events = decode([...framesOf(100, 2), ...framesOf(102, 4, rekeyed)]);
    expect(codes(events)).toEqual([
      "security/tag-wrong",
      "security/tag-wrong",
      "security/keys-stopped-working",
      "security/keys-stopped-working",
    ]);
    expect(diagnoses(events)[2]?.message).toContain("authentication key worked");
    // A good frame between them begins the row anew.
    const mixed = decode([seal(1), seal(2, rekeyed), seal(3), seal(4, rekeyed), seal(5, rekeyed)]);
    expect(codes(mixed)).toEqual(Array(3).fill("security/tag-wrong"));
    expect(readings(mixed)).toHaveLength(2);
  });

  test("frames without a tag prove nothing of the authentication key", () => {
    const wrongAuthentication = { ...keys, authenticationKey: otherKeys.authenticationKey };
    const events = decode([seal(1, { securityControl: 0x20 }), seal(2)], wrongAuthentication);
    expect(codes(events)).toEqual(["security/tag-missing", "security/authentication-key-wrong"]);
  });

  test("another meter's frames say nothing of this one's keys, but that they are not that meter's", () => {
    const neighbour = { ...otherKeys, systemTitle: hex("4b414d0000000002") };
    const events = decode([seal(1), seal(5, neighbour), seal(2), ...framesOf(6, 3, neighbour)]);
    expect(readings(events)).toHaveLength(2);
    expect(codes(events)).toEqual(Array(4).fill("security/key-of-another-meter"));
    expect(diagnoses(events)[0]).toMatchObject({
      message: `The keys open the frames of the meter ${titleText}, and not those of 4b414d0000000002.`,
      evidence: { systemTitle: "4b414d0000000002", keysOpen: titleText, encryptionKey: "wrong" },
    });
    // Keys that open nobody's frames may be wrong in any way.
    expect(codes(decode([seal(1), seal(5, neighbour)], { encryptionKey: zeros }))).toEqual(
      Array(2).fill("security/key-all-zero"),
    );
  });

  test("new keys: what the old ones proved is forgotten", () => {
    const decoder = createDecoder();
    expect(readings(decoder.push(seal(1), arrival(0)))).toHaveLength(1);
    decoder.setKeys(otherKeys);
    expect(codes(decoder.push(seal(2), arrival(1)))).toEqual(["security/encryption-key-wrong"]);
  });
});

describe("a key that is not needed", () => {
  test("is said once, beside the readings", () => {
    const events = decode(Array(3).fill(hdlcOf(push())));
    expect(readings(events)).toHaveLength(3);
    expect(diagnoses(events)).toEqual([expect.objectContaining({ code: "security/key-not-needed", severity: "info" })]);
    expect(codes(decode([hdlcOf(push())], {}))).toEqual([]);
  });

  test("where frames were encrypted before, one in clear is a warning", () => {
    const events = decode([seal(1), hdlcOf(push())]);
    expect(diagnoses(events)).toEqual([
      expect.objectContaining({ code: "security/key-not-needed", severity: "warning" }),
    ]);
  });
});

test("no diagnosis holds a key, or a part of one", () => {
  const given: readonly KeySet[] = [
    otherKeys,
    bookKeys,
    { encryptionKey: luxembourg, authenticationKey },
    { encryptionKey: keys.encryptionKey, authenticationKey: bookKeys.authenticationKey },
    { encryptionKey: authenticationKey, authenticationKey: encryptionKey },
    { encryptionKey: encryptionKey.subarray(2) },
  ];
  for (const set of given) {
    const said = JSON.stringify(diagnoses(decode([...framesOf(1, 4), seal(5, { securityControl: 0x10 })], set)));
    for (const key of [set.encryptionKey, set.authenticationKey]) {
      if (key === undefined) continue;
      expect(said).not.toContain(Buffer.from(key.subarray(0, 4)).toString("hex"));
      expect(said).not.toContain(Buffer.from(key).toString("base64").slice(0, 8));
    }
  }
});
