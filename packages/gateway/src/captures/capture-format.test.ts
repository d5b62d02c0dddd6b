import { readCapture } from "@meter2mqtt/decoder/input";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { captureHeader, formatCaptureLine, parseCapture } from "./capture-format.ts";

const at = Date.UTC(2026, 0, 15, 12);

describe("a capture with times", () => {
  test("is read as it was written, and decode reads its octets whatever the pieces are", () => {
    const chunk = fc.uint8Array({ minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(100_000), chunk), { minLength: 1, maxLength: 30 }), (pieces) => {
        let time = at;
        const records = pieces.map(([later, octets]) => {
          time += later;
          return { at: time, octets };
        });
        const text = `${captureHeader}\n${records.map(formatCaptureLine).join("")}`;
        expect(parseCapture(text)).toEqual(records);
        const octets = records.flatMap((record) => [...record.octets]);
        expect([...readCapture(new TextEncoder().encode(text))]).toEqual(octets);
      }),
    );
  });

  test("may be written by hand; anything else is no such capture", () => {
    expect(parseCapture("2026-01-15T13:00:00+01:00 7E a0 # a frame\r\n\r\n2026-01-15T11:59:00Z 7e\n")).toEqual([
      { at, octets: Uint8Array.of(0x7e, 0xa0) },
      { at, octets: Uint8Array.of(0x7e) },
    ]);
    for (const text of ["", "# nothing", "7ea0", "2026-01-15T12:00:00Z 7ea", "2026-01-15T12:00:00Z /KFM5\n1-0:1.8.0"]) {
      expect(parseCapture(text)).toBeUndefined();
    }
  });
});
