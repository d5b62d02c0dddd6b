import { createVirtualMeter } from "@meter2mqtt/simulator";
import { afterEach, expect, test, vi } from "vitest";
import { createIntlZoneRules, createMeterDecoder, type MeterDecoder, type MeterDecoderOptions } from "../src/index.ts";

afterEach(() => void vi.unstubAllGlobals());

function create(options: Partial<MeterDecoderOptions>): MeterDecoder {
  return createMeterDecoder({ zoneRules: createIntlZoneRules(), zone: "Europe/Oslo", replays: "accept", ...options });
}

function readingsOf(name: string, options: Partial<MeterDecoderOptions>, count = 60): readonly string[] {
  const meter = createVirtualMeter(name, { start: Date.UTC(2026, 5, 1, 11, 59), seed: 3 });
  const decoder = create({ keys: meter.keys ?? {}, ...options });
  return Array.from({ length: count }, () => meter.next()).flatMap(({ octets, at }) =>
    decoder.push(octets, at).flatMap((event) => (event.kind === "reading" ? [JSON.stringify(event.reading)] : [])),
  );
}

/** Whether something was compiled at run time. */
function compiles(work: () => void): boolean {
  const compiler = vi.fn(Function);
  vi.stubGlobal("Function", compiler);
  work();
  vi.unstubAllGlobals();
  return compiler.mock.calls.length > 0;
}

test.each(["aidon-no", "kamstrup-dk", "p1-nl"])(
  "%s: readings are the same where code may be made and where not",
  (name) => {
    const readings = readingsOf(name, {});
    expect(readings).toHaveLength(60);
    expect(readingsOf(name, { mayMakeCode: false })).toEqual(readings);
  },
);

test("readings are the same where a page's policy forbids it", () => {
  const readings = readingsOf("aidon-no", {});
  vi.stubGlobal("Function", () => {
    throw new EvalError("forbidden");
  });
  expect(readingsOf("aidon-no", {})).toEqual(readings);
});

test("does not even try to make code where it may not: a page's policy reports a try", () => {
  expect(compiles(() => void readingsOf("aidon-no", { mayMakeCode: false }))).toBe(false);
  expect(compiles(() => void readingsOf("aidon-no", {}))).toBe(true);
});

test("no text that a meter sent gets into the code, and no other text either", () => {
  const made: string[] = [];
  vi.stubGlobal("Function", function capture(...parts: string[]) {
    made.push(parts.at(-1) ?? "");
    return Function(...parts);
  });
  const meters = ["aidon-no", "kamstrup-dk", "kaifa-se", "landis-gyr-ch", "p1-nl", "sagemcom-lu"];
  for (const name of meters) readingsOf(name, {}, 12);
  vi.unstubAllGlobals();
  expect(made.length).toBeGreaterThan(2 * meters.length);
  // Numbers, names of fields and variables, and what stands between them.
  for (const body of made) expect(body.replace('"use strict";', "")).toMatch(/^[\w\s.,:;?!<>=+*/%&|^~(){}[\]-]*$/);
});
