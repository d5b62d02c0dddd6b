import { createIntlZoneRules, type KeySet, parseHex, toHex } from "@meter2mqtt/decoder";
import { createVirtualMeter } from "@meter2mqtt/simulator";
import { describe, expect, test } from "vitest";
import { framesOf as frames, parseCapsule } from "./capsule-text.ts";
import { CapsuleError, type CapsuleInput, makeCapsule } from "./make-capsule.ts";

const start = Date.UTC(2026, 0, 15, 11);
const meter = createVirtualMeter("kamstrup-dk-extended", { start });
const pieces = Array.from({ length: 4 }, () => meter.next()).map(({ octets, at }) => ({ octets, at }));
const title = "4b414d0000000002";
const nothing = { settings: {}, kept: 0, leftOut: 0 };

function input(keys: KeySet, more: Partial<CapsuleInput> = {}): CapsuleInput {
  const reading = { zoneRules: createIntlZoneRules(), zone: "Europe/Copenhagen", country: "DK", keys };
  const lines = [{ pieces, reading, input: "live" as const, settings: nothing }];
  return { lines, configuration: nothing, version: "1.2.3", now: start, includeIdentifying: false, ...more };
}

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("makeCapsule", () => {
  test("what is written is read again: frames, times and keys", () => {
    const { content, summary } = makeCapsule(input(meter.keys ?? {}));
    const capsule = parseCapsule(encoded(content), "capsule");
    expect(capsule).toMatchObject({
      capsule: 1,
      program: { version: "1.2.3" },
      sources: [{ readings: 4, country: "DK" }],
    });
    expect(capsule.sources.flatMap(frames).map(({ at }) => at)).toEqual(pieces.map(({ at }) => at));
    expect(summary).toMatchObject({ frames: 4, hasTestKeys: true, from: new Date(pieces[0]?.at ?? 0).toISOString() });
    for (const key of Object.values(meter.keys ?? {})) expect(content).not.toContain(toHex(key));
  });

  test("a diagnosis of frames that are left out does not name their meter either", () => {
    const { content, summary } = makeCapsule(input({}));
    expect(summary.leftOut.notDeciphered).toBe(4);
    expect(content).toContain("security/encryption-key-missing");
    expect(content).toContain("maker: KAM");
    expect(content).not.toContain(title);
  });

  test("frames that are in it by choice are marked, and nothing else names their meter", () => {
    const { content, summary } = makeCapsule(input({}, { includeIdentifying: true }));
    expect(summary).toMatchObject({ frames: 4, identifying: 4 });
    expect(content.match(/identifying: not-deciphered/g)).toHaveLength(4);
    expect(content.replace(/octets: .*/g, "")).not.toContain(title);
  });

  test("an identity that nobody replaced is found, and nothing is made", () => {
    const settings = { settings: { note: `the meter ${title}` }, kept: 1, leftOut: 0 };
    expect(() => makeCapsule(input(meter.keys ?? {}, { configuration: settings }))).toThrow(CapsuleError);
    const key = toHex(meter.keys?.encryptionKey ?? new Uint8Array(0));
    const withKey = { settings: { note: key.toUpperCase() }, kept: 1, leftOut: 0 };
    expect(() => makeCapsule(input(meter.keys ?? {}, { configuration: withKey }))).toThrow(CapsuleError);
  });

  test.each([
    ["another version", "capsule: 2\n"],
    ["octets that are none", "capsule: 1\nsources: [{ frames: [{ octets: xyz }] }]\n"],
    ["no YAML", "capsule: 1\n  x: [\n"],
  ])("%s is refused in a sentence", (_, text) => {
    expect(() => parseCapsule(encoded(text), "bad.yaml")).toThrow(/^bad\.yaml is no capsule: /);
  });

  test("keys stand in it as digits, whatever they look like to YAML", () => {
    const keys = { encryptionKey: parseHex("0".repeat(32)) ?? new Uint8Array(0) };
    const capsule = parseCapsule(encoded(makeCapsule(input(keys)).content), "capsule");
    expect(capsule.sources[0]?.leftOut.notDeciphered).toBe(4);
  });
});
