import { sayInEnglish, toHex } from "@meter2mqtt/decoder";
import { createVirtualMeter, type VirtualMeterName } from "@meter2mqtt/simulator";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readFramePayload } from "./frame-payload.ts";

function frameOf(model: VirtualMeterName): Uint8Array {
  return createVirtualMeter(model, { start: 0 }).next().octets;
}

const encoder = new TextEncoder();
const frame = frameOf("kamstrup-dk");
const telegram = frameOf("p1-nl");
const hex = toHex(frame);
const telegramText = Buffer.from(telegram).toString("latin1");

describe("readFramePayload", () => {
  test.each<[string, Uint8Array | string, Uint8Array]>([
    ["octets", frame, frame],
    ["a P1 telegram", telegram, telegram],
    ["hexadecimal text", hex, frame],
    ["capitals and blanks", hex.toUpperCase().replace(/../g, "$& "), frame],
    ["lines of hexadecimal text", `0x${hex.slice(0, 40)}\r\n${hex.slice(40)}\n`, frame],
    ["the firmware's debug topic", JSON.stringify({ data: hex.toUpperCase() }), frame],
    ["a deeper wrapper", JSON.stringify({ Time: "2024-02-01T12:00:00", SML: { Raw: hex } }), frame],
    ["a telegram in JSON", JSON.stringify({ id: 1234567890123456, telegram: telegramText }), telegram],
  ])("auto knows %s", (_about, message, expected) => {
    const octets = typeof message === "string" ? encoder.encode(message) : message;
    expect(readFramePayload(octets, { payload: "auto" })).toEqual({ ok: true, octets: expected });
  });

  test("takes JSON by a path, through lists and names with dots", () => {
    const message = encoder.encode(JSON.stringify({ "a.b": [{ x: hex }], data: "00" }));
    expect(readFramePayload(message, { payload: "json", path: "a.b.0.x" })).toEqual({ ok: true, octets: frame });
  });

  test.each<[string, "auto" | "hex" | "json", string | undefined, string]>([
    ["{", "json", undefined, "holds no JSON"],
    ['{"power":12}', "auto", undefined, "holds a frame in none of the fields data, hex"],
    ['{"a":{"b":1}}', "json", "a.b", "has no text at a.b"],
    ['{"a":"hello there"}', "json", "a", 'is no hexadecimal text: "hello there"'],
    ["hello", "hex", undefined, 'is no hexadecimal text: "hello"'],
  ])("says why %j is no frame", (text, payload, path, why) => {
    const read = readFramePayload(encoder.encode(text), { payload, path });
    expect(read.ok ? "a frame" : sayInEnglish(read.words)).toContain(why);
  });

  test("leaves octets as they are where it is told so", () => {
    expect(readFramePayload(encoder.encode(hex), { payload: "binary" })).toEqual({
      ok: true,
      octets: encoder.encode(hex),
    });
  });

  test("answers any message without throwing", () => {
    const message = fc.oneof(
      fc.uint8Array({ maxLength: 64 }),
      fc.json().map((text) => encoder.encode(text)),
    );
    fc.assert(
      fc.property(message, fc.constantFrom("auto", "hex", "json", "binary"), (octets, payload) => {
        readFramePayload(octets, { payload });
      }),
    );
  });
});
