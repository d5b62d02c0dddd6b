import { corpusAvailable, corpusRows, keysOf, octetsOf, zoneOf } from "@meter2mqtt/corpus";
import { describe, expect, test } from "vitest";
import { createIntlZoneRules, createMeterDecoder } from "../src/index.ts";
import {
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

/** A verified frame with this counter, whose clock says 12:00 and `second`. */
const frame = (counter: number, second: number): Uint8Array => seal(counter, {}, push(second));
const { encryptionKey } = keys;

describe("verified frames from a line", () => {
  test("counters that go up, also with gaps, pass", () => {
    const events = decode([frame(1, 1), frame(2, 2), frame(900, 3), frame(0xffff_fffe, 4), frame(0xffff_ffff, 5)]);
    expect(readings(events)).toHaveLength(5);
    expect(codes(events)).toEqual([]);
  });

  test("the same frame again, and an older one, give no reading", () => {
    const events = decode([frame(10, 10), frame(11, 11), frame(11, 11), frame(10, 10), frame(12, 12)]);
    expect(readings(events).map(({ timestamp }) => timestamp)).toEqual([
      "2024-07-05T12:00:10+02:00",
      "2024-07-05T12:00:11+02:00",
      "2024-07-05T12:00:12+02:00",
    ]);
    expect(diagnoses(events)).toMatchObject([
      {
        code: "security/replayed",
        severity: "error",
        evidence: {
          systemTitle: titleText,
          invocationCounter: 11,
          lastInvocationCounter: 11,
          timestamp: "2024-07-05T12:00:11+02:00",
        },
      },
      { code: "security/replayed", evidence: { invocationCounter: 10, lastInvocationCounter: 11 } },
    ]);
  });

  test("a recording of many frames stays refused, however often it is played", () => {
    const recorded = [1, 2, 3, 4, 5].map((i) => frame(i, i));
    const events = decode([...recorded, ...recorded, ...recorded]);
    expect(readings(events)).toHaveLength(5);
    expect(codes(events)).toEqual(Array(10).fill("security/replayed"));
  });

  test("a meter that counts anew is believed with its third frame with a later clock", () => {
    const events = decode([frame(1000, 10), frame(1, 20), frame(2, 21), frame(3, 22), frame(4, 23)]);
    expect(readings(events).map(({ timestamp }) => timestamp?.slice(17, 19))).toEqual(["10", "22", "23"]);
    expect(codes(events)).toEqual(["security/replayed", "security/replayed", "security/counter-restarted"]);
    // Its old counters are history now, and its old frames are refused by their clock.
    expect(readings(decode([frame(1000, 10), frame(1, 20), frame(2, 21), frame(3, 22), frame(3, 22)]))).toHaveLength(2);
  });

  test("two systems with their own counters do not mix", () => {
    const other = (counter: number) => seal(counter, { systemTitle: hex("4b414d0000000002") });
    expect(codes(decode([seal(500), other(3), seal(501), other(4)]))).toEqual([]);
  });

  test("other keys begin a new window; the same ones again, in other arrays, do not", () => {
    const decoder = createDecoder();
    expect(readings(decoder.push(frame(50, 1)))).toHaveLength(1);
    decoder.setKeys({ encryptionKey: keys.encryptionKey.slice(), authenticationKey: keys.authenticationKey.slice() });
    expect(codes(decoder.push(frame(50, 1)))).toEqual(["security/replayed"]);
    decoder.setKeys(otherKeys);
    expect(readings(decoder.push(seal(1, otherKeys)))).toHaveLength(1);
  });

  test("made-up frames neither move nor close the window", () => {
    const forged = seal(0xffff_ffff, { authenticationKey: otherKeys.authenticationKey });
    const events = decode([frame(1, 1), forged, frame(2, 2)]);
    expect(readings(events)).toHaveLength(2);
    expect(codes(events)).toEqual(["security/tag-wrong"]);
  });
});

describe("a decoder that is told what earlier runs know", () => {
  const at = (second: number) => Date.parse("2024-07-05T12:00:00+02:00") + second * 1000;
  const afterRestart = (counter = 10, second = 10) => {
    const decoder = createDecoder();
    decoder.setSenders([{ systemTitle: titleText, accepted: { counter, clock: at(second) } }]);
    return decoder;
  };

  test("says what it accepted last, which is what it has to be told", () => {
    const decoder = createDecoder();
    expect(decoder.acceptedFrame(titleText)).toBeUndefined();
    decoder.push(frame(7, 3));
    decoder.push(seal(9, { authenticationKey: otherKeys.authenticationKey }));
    expect(decoder.acceptedFrame(titleText)).toEqual({ counter: 7, clock: at(3) });
  });

  test("refuses old frames, and takes newer ones", () => {
    const decoder = afterRestart();
    expect(codes(decoder.push(frame(9, 9)))).toEqual(["security/replayed"]);
    expect(readings(decoder.push(frame(11, 11)))).toHaveLength(1);
    expect(codes(decoder.push(frame(11, 11)))).toEqual(["security/replayed"]);
  });

  test("the last frame of before, once more, is dropped without a word: a second line brings it", () => {
    const decoder = afterRestart();
    expect(decoder.push(frame(10, 10))).toEqual([]);
    decoder.push(frame(11, 11));
    expect(codes(decoder.push(frame(10, 10)))).toEqual(["security/replayed"]);
  });

  test("a counter that began anew needs later clocks, or the user's word", () => {
    const decoder = afterRestart();
    const anew = [frame(1, 20), frame(2, 21), frame(3, 22)].flatMap((octets) => decoder.push(octets));
    expect(codes(anew)).toEqual(["security/replayed", "security/replayed", "security/counter-restarted"]);
    const confirmed = afterRestart();
    confirmed.restartCounter(titleText);
    expect(readings(confirmed.push(frame(1, 5)))).toHaveLength(1);
    expect(codes(confirmed.push(frame(1, 5)))).toEqual(["security/replayed"]);
  });

  test("a higher counter that it has seen itself stays", () => {
    const decoder = createDecoder();
    decoder.push(frame(20, 20));
    decoder.setSenders([{ systemTitle: titleText, accepted: { counter: 10, clock: at(10) } }]);
    expect(decoder.acceptedFrame(titleText)).toEqual({ counter: 20, clock: at(20) });
  });

  test("a sender that signed before has to sign, also under other keys", () => {
    const decoder = createDecoder();
    decoder.setSenders([{ systemTitle: titleText }]);
    expect(codes(decoder.push(seal(1, { securityControl: 0x20 })))).toEqual(["security/tag-missing"]);
    expect(readings(decoder.push(frame(1, 1)))).toHaveLength(1);
  });
});

describe("frames that are not verified", () => {
  const untagged = (counter: number) => seal(counter, { securityControl: 0x20 });

  test("a counter that does not go up is reported, and the reading kept", () => {
    const events = decode([untagged(10), untagged(11), untagged(5), untagged(6), untagged(6)], { encryptionKey });
    expect(readings(events)).toHaveLength(5);
    expect(diagnoses(events)).toMatchObject([
      {
        code: "security/counter-went-back",
        severity: "warning",
        evidence: { invocationCounter: 5, lastInvocationCounter: 11 },
      },
      { code: "security/counter-went-back", evidence: { invocationCounter: 6, lastInvocationCounter: 6 } },
    ]);
  });

  test("a tag that is not verified for want of the key proves no more", () => {
    const events = decode([frame(10, 10), frame(9, 9)], { encryptionKey });
    expect(readings(events)).toHaveLength(2);
    expect(codes(events).filter((code) => code === "security/counter-went-back")).toHaveLength(1);
  });
});

describe("captures", () => {
  test("hold frames in any order", () => {
    const events = decode([frame(10, 10), frame(10, 10), frame(3, 3)], keys, "file");
    expect(readings(events)).toHaveLength(3);
    expect(codes(events)).toEqual([]);
  });

  test("a line may be told to accept them, and a file to refuse", () => {
    const readingsOf = (input: "live" | "file", replays: "accept" | "refuse") => {
      const decoder = createMeterDecoder({ zoneRules: createIntlZoneRules(), keys, input, replays });
      return readings([...decoder.push(frame(1, 1)), ...decoder.push(frame(1, 1)), ...decoder.end()]);
    };
    expect(readingsOf("live", "accept")).toHaveLength(2);
    expect(readingsOf("file", "refuse")).toHaveLength(1);
  });
});

// What real meters sent must never look like a replay.
test.skipIf(!corpusAvailable)("the counters of all real captures go up", () => {
  const ciphered = corpusRows.filter(({ encrypted, encryptionKey: key }) => encrypted && key !== undefined);
  expect(ciphered.length).toBeGreaterThan(10);
  const suspects = ciphered.flatMap((row) => {
    const zoneRules = createIntlZoneRules();
    const decoder = createMeterDecoder({ zoneRules, zone: zoneOf(row), keys: keysOf(row), input: "live" });
    const all = codes([...decoder.push(octetsOf(row), 0), ...decoder.end(0)]);
    return all.filter((code) => /replayed|counter|stopped/.test(code)).map((code) => `${row.file}: ${code}`);
  });
  expect(suspects).toEqual([]);
});
