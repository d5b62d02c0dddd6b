import { describe, expect, test } from "vitest";
import type { MeterTime } from "./meter-clock.ts";
import type { Reading } from "./reading.ts";
import { ReadingCode } from "./reading-code.ts";

const reading: Reading = {
  meterId: "9999990000000048",
  activeImportW: 280,
  timestamp: "2026-03-03T16:00:00+01:00",
  voltageL1V: 228.8,
  channels: [{ channel: 1, value: 3 }],
  objects: [{ obis: "1-0:1.7.0*255", value: 280 }],
};
const octets = Uint8Array.of(9, 9, 7);
const view = new DataView(octets.buffer);
const time: MeterTime = {
  text: "2026-03-03T16:00:02+01:00",
  epoch: Date.UTC(2026, 2, 3, 15, 0, 2),
  usedZone: true,
  diagnosis: undefined,
};

describe("ReadingCode", () => {
  test("gives the same fields in the same order, with the new values", () => {
    const code = new ReadingCode(reading);
    const value = code.variable("view.getUint8(at + 1)");
    code.setQuantity("voltageL1V", "1");
    code.setQuantity("activeImportW", value);
    // The later of two values.
    code.setQuantity("voltageL1V", `${value} / 2`);
    code.setObject(0, { obis: code.constant("1-0:1.7.0*255"), value });
    code.setChannel(0, "value", "4");
    code.setClock(code.constant(time));
    expect(JSON.stringify(code.compile()(octets, view, 1))).toBe(
      JSON.stringify({
        ...reading,
        activeImportW: 7,
        timestamp: time.text,
        voltageL1V: 3.5,
        channels: [{ channel: 1, value: 4 }],
        objects: [{ obis: "1-0:1.7.0*255", value: 7 }],
      }),
    );
    expect(code.left.time).toBe(time);
  });

  test("keeps the first reading's time and sub-meters where there are no others", () => {
    const code = new ReadingCode(reading);
    code.setClock("undefined");
    const made = code.compile()(octets, view, 0);
    expect(made).toEqual(reading);
  });

  test("leaves the message where a condition is true", () => {
    const code = new ReadingCode(reading);
    code.leaveIf("view.getUint8(at) === 7");
    const read = code.compile();
    expect(read(octets, view, 0)).toBeDefined();
    expect(read(octets, view, 2)).toBeUndefined();
  });

  test("makes nothing of a field that is no name", () => {
    const odd = { ...reading, "x: globalThis.harm = 1, y": "text" };
    expect(() => new ReadingCode(odd).compile()).toThrow(TypeError);
    expect(globalThis).not.toHaveProperty("harm");
  });
});
