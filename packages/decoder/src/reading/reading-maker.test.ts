import { afterEach, describe, expect, test, vi } from "vitest";
import type { QuantityName, Reading } from "./reading.ts";
import { createReadingMaker, type ReadingMaker } from "./reading-maker.ts";

const reading: Reading = {
  receivedAt: "2026-03-03T15:00:00.000Z",
  meterId: "9999990000000048",
  activeImportW: 280,
  timestamp: "2026-03-03T16:00:00+01:00",
  voltageL1V: 228.8,
  channels: [{ channel: 1, value: 3 }],
  objects: [{ obis: "1-0:1.7.0*255", value: 280 }],
};
const names: readonly QuantityName[] = ["voltageL1V", "activeImportW", "voltageL1V"];
const objects = [{ obis: "1-0:1.7.0*255", value: 281.5 }];
const time = { text: "2026-03-03T16:00:02+01:00", epoch: 0, usedZone: true, diagnosis: undefined };

/** As where a page's policy forbids code that is made at run time. */
function withoutCompiler(create: () => ReadingMaker): ReadingMaker {
  vi.stubGlobal("Function", () => {
    throw new EvalError("forbidden");
  });
  try {
    return create();
  } finally {
    vi.unstubAllGlobals();
  }
}

afterEach(() => void vi.unstubAllGlobals());

describe.each([
  ["with code made for the fields", (of: Reading) => createReadingMaker(of, names, true)],
  ["where code can't be made", (of: Reading) => withoutCompiler(() => createReadingMaker(of, names, true))],
  ["where code may not be made", (of: Reading) => createReadingMaker(of, names, false)],
] as const)("createReadingMaker, %s", (_, create) => {
  test("gives the same fields in the same order, with the new values", () => {
    const channels = [{ channel: 1, value: 4 }];
    const made = create(reading)(Float64Array.of(1, 281.5, 229.5), objects, time, channels);
    expect(JSON.stringify(made)).toBe(
      JSON.stringify({
        ...reading,
        activeImportW: 281.5,
        timestamp: time.text,
        // The later of two values.
        voltageL1V: 229.5,
        channels,
        objects,
      }),
    );
  });

  test("keeps the first reading's time and sub-meters where there are no others", () => {
    const made = create(reading)(Float64Array.of(1, 280, 228.8), reading.objects, undefined, undefined);
    expect(made).toEqual(reading);
  });

  test("makes nothing of a field that is no name", () => {
    const odd = { ...reading, "x: globalThis.harm = 1, y": "text" };
    expect(create(odd)(Float64Array.of(1, 280, 228.8), reading.objects, undefined, undefined)).toEqual(odd);
    expect(globalThis).not.toHaveProperty("harm");
  });
});

test("does not even try to make code where it may not: a page's policy reports a try", () => {
  const compiler = vi.fn();
  vi.stubGlobal("Function", compiler);
  createReadingMaker(reading, names, false);
  expect(compiler).not.toHaveBeenCalled();
  createReadingMaker(reading, names, true);
  expect(compiler).toHaveBeenCalled();
});
