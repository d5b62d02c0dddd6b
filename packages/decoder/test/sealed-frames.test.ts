import { encodeHdlcFrame } from "@meter2mqtt/simulator";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createIntlZoneRules, createMeterDecoder, type DecodeEvent, type KeySet, nobleAesGcm } from "../src/index.ts";
import { arrival, codes, keys, otherKeys, push, readings, seal, titleText } from "./security-frames.ts";

/*
 * Ciphered frames whose header was seen before are found, checked and opened on a way of their own. What they say must be
 * what a decoder says that goes the whole way, as one does without a time of arrival.
 */

/** A decoder, and how many frames it has opened on that way: what AES-GCM is given stands in one room then. */
function createLine(given: KeySet = keys, replays: "accept" | "refuse" = "refuse") {
  const line = { opened: 0, quickly: 0 };
  const aesGcm: typeof nobleAesGcm = {
    ...nobleAesGcm,
    open: (key, iv, additionalData, ciphertext, tag) => {
      line.opened++;
      if (iv.buffer === ciphertext.buffer && tag.buffer === ciphertext.buffer) line.quickly++;
      return nobleAesGcm.open(key, iv, additionalData, ciphertext, tag);
    },
  };
  const options = { zoneRules: createIntlZoneRules(), zone: "Europe/Copenhagen", keys: given, aesGcm, replays };
  return Object.assign(line, { decoder: createMeterDecoder(options) });
}

/** What users see of an event, without its time of arrival. */
function said(events: readonly DecodeEvent[]): unknown {
  return events.map((event) => {
    if (event.kind !== "reading") return event;
    const { reading } = event;
    const { framing, octets, profile, systemTitle, invocationCounter, securityControl } = event.source;
    const source = { framing, octets: [...octets], profile, systemTitle, invocationCounter, securityControl };
    return { kind: "reading", reading: JSON.parse(JSON.stringify(reading)), source };
  });
}

/** Its third frame, and all that follow, are opened quickly. */
function heard(given?: KeySet, replays?: "accept" | "refuse") {
  const line = createLine(given, replays);
  for (let i = 1; i <= 3; i++) expect(readings(line.decoder.push(seal(i, {}, push(i)), arrival(i)))).toHaveLength(1);
  expect(line).toMatchObject({ opened: 3, quickly: 1 });
  return line;
}

describe("ciphered frames of a header that was seen before", () => {
  test("say what they say to a decoder that hears them first", () => {
    const line = heard();
    for (let i = 4; i < 20; i++) {
      const frame = seal(i * 1000, {}, push(i * 7));
      const quickly = said(line.decoder.push(frame, arrival(i * 7)));
      const first = createLine();
      // The last octet may begin another frame: the end tells.
      expect(quickly).toEqual(said([...first.decoder.push(frame), ...first.decoder.end()].filter(isReading)));
      expect(first.quickly).toBe(0);
    }
    expect(line.quickly).toBe(17);
    expect(line.decoder.counters).toMatchObject({ frames: 19, readings: 19, damagedFrames: 0 });
    expect(line.decoder.acceptedFrame(titleText)).toMatchObject({ counter: 19_000 });
  });

  test("give no reading where any octet is another one, also where the FCS was made to fit", () => {
    const line = heard(keys, "accept");
    const frame = seal(9, {}, push(9));
    fc.assert(
      fc.property(fc.nat(frame.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), (at, bits, isMended) => {
        const changed = frame.slice();
        changed[at] = (changed[at] ?? 0) ^ bits;
        const octets = isMended
          ? encodeHdlcFrame(changed.subarray(8, -3), { destination: [0x41], source: [0x03], control: 0x13 })
          : changed;
        const events = [...line.decoder.push(octets, arrival(9)), ...line.decoder.idle(arrival(60))];
        const isSame = isMended && (at < 8 || at >= frame.length - 3);
        const isFlag = at === 0 || at === frame.length - 1;
        if (!isFlag) expect(readings(events)).toHaveLength(isSame ? 1 : 0);
      }),
      { numRuns: 150 },
    );
    expect(readings(line.decoder.push(frame, arrival(90)))).toHaveLength(1);
  });

  test("are refused where their counter does not go up", () => {
    const { decoder } = heard();
    const again = decoder.push(seal(3, {}, push(3)), arrival(4));
    expect(readings(again)).toEqual([]);
    expect(codes(again)).toEqual(["security/replayed"]);
    expect(readings(decoder.push(seal(4, {}, push(4)), arrival(5)))).toHaveLength(1);
    decoder.restartCounter(titleText);
    expect(readings(decoder.push(seal(1, {}, push(6)), arrival(6)))).toHaveLength(1);
  });

  test("are judged by the keys of the moment", () => {
    const { decoder } = heard();
    decoder.setKeys(otherKeys);
    expect(codes(decoder.push(seal(4, {}, push(4)), arrival(4)))).toEqual(["security/encryption-key-wrong"]);
    decoder.setKeys({ encryptionKey: keys.encryptionKey });
    const unverified = decoder.push(seal(5, {}, push(5)), arrival(5));
    expect(readings(unverified)).toMatchObject([{ authenticated: false }]);
    decoder.setKeys(keys);
    expect(readings(decoder.push(seal(6, {}, push(6)), arrival(6)))).toMatchObject([{ authenticated: true }]);
    decoder.setKeys({});
    expect(codes(decoder.push(seal(7, {}, push(7)), arrival(7)))).toContain("security/encryption-key-missing");
  });

  test("of a changed content with a right tag are read in full", () => {
    const line = heard();
    const other = push(4);
    // The list's name is a fixed text of the plan.
    const name = other.findIndex((octet, i) => octet === 0x4b && other[i + 1] === 0x61);
    other[name + 9] = 0x5f;
    const events = line.decoder.push(seal(4, {}, other), arrival(4));
    expect(readings(events)).toMatchObject([{ authenticated: true, systemTitle: titleText }]);
    expect(readings(events)[0]?.listVersion).not.toBe("Kamstrup_V0001");
    expect(line.quickly).toBe(2);
  });
});

function isReading({ kind }: DecodeEvent): boolean {
  return kind === "reading";
}
