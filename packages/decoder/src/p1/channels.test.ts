import { describe, expect, test } from "vitest";
import { parseObis } from "../cosem/obis-code.ts";
import type { ReadingChannel } from "../reading/reading.ts";
import { createIntlZoneRules } from "../zone-rules.ts";
import { ChannelReader } from "./channels.ts";

const rules = createIntlZoneRules();

function channelsOf(...lines: readonly string[]): readonly ReadingChannel[] {
  const reader = new ChannelReader({ rules, zone: { zone: "Europe/Amsterdam", assumed: false } });
  for (const line of lines) {
    const [code = "", ...values] = line.split(/[()]+/);
    const obis = parseObis(code);
    if (obis === undefined) throw new Error(`${code} is no OBIS code`);
    reader.object(obis, values.slice(0, -1));
  }
  return reader.finish();
}

describe("ChannelReader", () => {
  test("a gas meter of DSMR 4 and 5", () => {
    expect(
      channelsOf(
        "0-1:24.1.0(003)",
        "0-1:96.1.0(4730303331303033)",
        "0-1:24.2.1(200509134500S)(12785.123*m3)",
        "0-1:24.4.0(1)",
      ),
    ).toEqual([
      {
        channel: 1,
        type: 3,
        kind: "gas",
        id: "G0031003",
        timestamp: "2020-05-09T13:45:00+02:00",
        value: 12785.123,
        unit: "m3",
        valve: 1,
      },
    ]);
  });

  test("a value without a time", () => {
    expect(channelsOf("0-2:24.1.0(007)", "0-2:24.2.1(00012.500*m3)")).toEqual([
      { channel: 2, type: 7, kind: "water", value: 12.5, unit: "m3" },
    ]);
  });

  test("several, in the order of their channels, each with its kind", () => {
    const told = channelsOf(
      ...[
        "0-4:24.1.0(002)",
        "0-4:24.2.1(200509134500S)(000012.500*kWh)",
        "0-2:24.1.0(007)",
        "0-2:24.2.1(200509134500S)(00100.001*m3)",
      ],
      ...[
        "0-3:24.1.0(004)",
        "0-3:24.2.1(200509134500S)(00.012*GJ)",
        "0-1:24.1.0(011)",
        "0-1:24.2.1(200509134500S)(00.001*GJ)",
      ],
    );
    expect(told.map(({ channel, kind, value, unit }) => [channel, kind, value, unit])).toEqual([
      [1, "cooling", 0.001, "GJ"],
      [2, "water", 100.001, "m3"],
      [3, "heat", 0.012, "GJ"],
      [4, "electricity", 12500, "Wh"],
    ]);
  });

  test("Belgian gas that is not temperature-corrected stands under 24.2.3", () => {
    expect(
      channelsOf("0-1:24.1.0(003)", "0-1:96.1.1(37464C4F)", "0-1:24.2.3(200509134500S)(00001.234*m3)")[0],
    ).toMatchObject({ id: "7FLO", value: 1.234 });
  });

  test("DSMR 2.2 and 3 write the unit before the value", () => {
    expect(channelsOf("0-1:24.3.0(090212160000)(00)(60)(1)(0-1:24.2.1)(m3)(00001.001)")).toEqual([
      { channel: 1, timestamp: "2009-02-12T16:00:00+01:00", value: 1.001, unit: "m3" },
    ]);
  });

  test("DSMR 3 may bring several values at once: the first is the meter's", () => {
    expect(
      channelsOf("0-2:24.3.0(090212160000)(00)(60)(2)(0-2:24.2.1)(GJ)(0-2:24.2.2)(m3)(00001.001)(00020.5)"),
    ).toMatchObject([{ channel: 2, value: 1.001, unit: "GJ" }]);
  });

  test("a time that was never set leaves the value; a value that is none leaves the time", () => {
    expect(channelsOf("0-1:24.2.1(632525252525S)(00000.000*m3)")).toEqual([{ channel: 1, value: 0, unit: "m3" }]);
    expect(channelsOf("0-1:24.2.1(200509134500S)(--)")).toEqual([
      { channel: 1, timestamp: "2020-05-09T13:45:00+02:00" },
    ]);
  });

  test("a type nobody knows has no kind; an empty id is none", () => {
    expect(channelsOf("0-1:24.1.0(099)", "0-1:96.1.0()")).toEqual([{ channel: 1, type: 99 }]);
  });
});
