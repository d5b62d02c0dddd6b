import { encodeDataNotification, encodeKamstrupList, encodeP1Telegram } from "@meter2mqtt/simulator";
import { describe, expect, test } from "vitest";
import { createGoodFrames } from "../fuzz/inputs/good-frames.ts";
import { join, latin1 } from "../fuzz/inputs/octets.ts";
import { createIntlZoneRules, createMeterDecoder, type DecodeEvent } from "../src/index.ts";

function decode(input: "live" | "file", octets: Uint8Array): DecodeEvent[] {
  const decoder = createMeterDecoder({ zoneRules: createIntlZoneRules(), zone: "Europe/Oslo", input });
  return [...decoder.push(octets), ...decoder.end()];
}

const readings = (events: readonly DecodeEvent[]) =>
  events.flatMap((event) => (event.kind === "reading" ? [event.reading] : []));

const plainFrames = createGoodFrames(1).filter(({ keys }) => keys === undefined);

describe("a file that begins like an APDU", () => {
  const apdu = encodeDataNotification({ invokeId: 0, body: encodeKamstrupList("momentary", { activeImportW: 7 }) });

  test.each(plainFrames)("is searched for frames behind the APDU: $name", ({ octets }) => {
    const found = readings(decode("file", join(apdu, octets)));
    expect(found.map(({ activeImportW }) => activeImportW)[0]).toBe(7);
    expect(found).toEqual([...readings(decode("file", apdu)), ...readings(decode("file", octets))]);
  });

  // The first octets of a wrapper, 00 01, read as an empty system title and a length of 1: that is a header.
  const others = plainFrames.filter(({ name }) => name !== "wrapper");

  test.each(others)("is searched where it is none: $name", ({ octets }) => {
    for (const start of [[0x0f], [0x0f, 1, 2, 3, 4, 5], [0xdb], [0xdc, 0x49], [0xe6, 0xe7, 0, 0x0f]]) {
      expect(readings(decode("file", join(start, octets)))).toEqual(readings(decode("file", octets)));
    }
  });

  test("and is followed by nothing gives one reading and no complaint", () => {
    expect(decode("file", apdu).map(({ kind }) => kind)).toEqual(["reading"]);
  });
});

// The time-out is the test: expressions that look at blanks again and again would take hours.
test.each([" ", "0", "9", "1 ", ".", "*", "(", ")", "0*", "\t"])(
  "a telegram's value of 16 KB of %j is read",
  (piece) => {
    const run = piece.repeat(15_000 / piece.length);
    const lines = [`1-0:1.7.0(00.244*kW)`, `1-0:1.8.0(1${run}!)`, `0-0:17.0.0(${run}x)`, "1-0:2.7.0(00.001*kW)"];
    const telegrams = lines.map((_, i) =>
      encodeP1Telegram({ ident: "/SIM5x", lines: lines.filter((_line, j) => j !== 1 + (i % 2)) }),
    );
    for (const telegram of telegrams) {
      const [reading] = readings(decode("live", telegram));
      expect(reading).toMatchObject({ activeImportW: 244, activeExportW: 1 });
    }
  },
);

test("telegrams that never end, one within the other, are given up in time that grows with their length", () => {
  const octets = join(...Array.from({ length: 100_000 / 8 }, () => latin1(" /AAA5\r\n")));
  expect(readings(decode("live", octets))).toEqual([]);
});

test("a good telegram is found behind any number of beginnings that have no end of their own", () => {
  const good = encodeP1Telegram({ ident: "/SIM5x", lines: ["1-0:1.7.0(00.244*kW)"] });
  for (const count of [1, 10, 100, 1000]) {
    const garbage = latin1(`/AAA5x\r\n${"/AAA5".repeat(count)}`);
    expect(readings(decode("live", join(garbage, good)))).toMatchObject([{ activeImportW: 244 }]);
  }
});
