import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exampleState } from "../../../test/support/outbox.ts";
import { toLines } from "./line-protocol.ts";

const options = { measurement: "meter", key: "house:1" };

/** Splits at a character that has no backslash before it. */
function split(text: string, at: string): string[] {
  return text.split(new RegExp(`(?<!\\\\)${at}`));
}

describe("toLines", () => {
  test("whatever a meter is called, a line has its three parts and its own tags", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: "binary" }), fc.string({ unit: "binary" }), (meter, source) => {
        const [line = "", ...more] = toLines(
          exampleState({ meter, source, values: { activeImportW: 5 }, channels: [] }),
          options,
        );
        expect(more).toEqual([]);
        expect(line).not.toMatch(/[\n\r]/);
        const [series = "", fields] = split(line, " ");
        const names = split(series, ",").map((part) => split(part, "=")[0]);
        expect(names).toEqual(["meter", "meter", ...(source === "" ? [] : ["source"])]);
        expect(fields).toBe('activeImportW=5,timestamp="2024-02-01T13:00:00+01:00"');
      }),
    );
  });

  test("a time that no database could hold is not used, nor a value that is no number", () => {
    const channels = [
      { channel: 1, timestamp: "9999-01-01T00:00:00Z", value: 1 },
      { channel: 2, timestamp: "yesterday", value: 2 },
    ];
    const values = { activeImportW: Number.NaN, energyImportWh: 1e300, voltageL1V: 230 };
    const lines = toLines(exampleState({ values, channels }), options);
    expect(lines.map((line) => line.split(" ").at(-1)?.slice(0, 13))).toEqual(Array(3).fill("1706788800000"));
    expect(lines[0]).toContain(" voltageL1V=230,timestamp=");
  });

  test("without a value there is no point", () => {
    expect(toLines(exampleState({ values: {}, channels: [{ channel: 1 }] }), options)).toEqual([]);
  });
});
