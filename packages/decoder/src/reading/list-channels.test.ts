import type { AxdrValue } from "@meter2mqtt/simulator";
import { describe, expect, test } from "vitest";
import { obis, read, scaledBy, structure, text, u32 } from "../../test/helpers/lists.ts";

const octets = (...values: readonly number[]): AxdrValue => ({ type: "octet-string", octets: Uint8Array.from(values) });
const channelsOf = (...values: readonly AxdrValue[]) => read(structure(...values))?.reading.channels;

describe("sub-meters in a push list", () => {
  test("number, type and value of each channel; empty channels are no meters", () => {
    const list = [
      ...[obis("0-1:24.1.0"), { type: "unsigned", value: 3 } as const],
      ...[obis("0-1:96.1.0"), text("G7")],
      ...[obis("0-1:24.2.1"), structure(u32(12_345), scaledBy(-3, 13))],
      ...[obis("0-2:96.1.0"), octets(0)],
      ...[obis("0-2:24.2.1"), u32(0)],
      ...[obis("0-3:24.2.1"), u32(7)],
    ];
    expect(channelsOf(...list)).toEqual([
      { channel: 1, type: 3, kind: "gas", id: "G7", value: 12.345, unit: "m3" },
      { channel: 3, value: 7 },
    ]);
  });

  test("a list without any has no field for them", () => {
    expect(channelsOf(obis("1-0:1.7.0"), u32(5), obis("0-0:96.1.0"), text("12345678"))).toBeUndefined();
  });

  test("Kamstrup's own codes on channel 1 are the meter's", () => {
    expect(channelsOf(obis("1-1:0.0.5"), text("5706567200000000"), obis("1-1:1.7.0"), u32(5))).toBeUndefined();
  });
});
