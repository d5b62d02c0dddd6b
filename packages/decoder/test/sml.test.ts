import { describe, expect, test } from "vitest";
import {
  absent,
  close,
  entry,
  list,
  listMessage,
  octetString,
  open,
  type SmlOctets,
  signed,
  telegram,
  unsigned,
} from "./helpers/sml.ts";
import { decode, readings } from "./security-frames.ts";

const wattHours = { unit: 30, scaler: -1 };
const watts = { unit: 27, scaler: 0 };

/** The reading of a telegram with these entries, as JSON. */
function read(entries: readonly SmlOctets[], sensorTime?: SmlOctets): Record<string, unknown> {
  const [reading] = readings(decode([telegram(open, listMessage(entries, sensorTime), close)], {}, "file"));
  return JSON.parse(JSON.stringify(reading ?? {}));
}

const register = entry("1-0:1.8.0", unsigned(123456, 8), wattHours);

describe("lists of values", () => {
  test("registers, signed power, and each phase", () => {
    const reading = read([
      entry("1-0:96.50.1*1", octetString("XYZ")),
      entry("1-0:96.1.0", octetString([0x0a, 1, 0x58, 0x59, 0x5a, 0, 0, 0, 0, 1])),
      entry("1-0:1.8.0", unsigned(123456, 8), { ...wattHours, status: unsigned(0x1c0104) }),
      entry("1-0:1.8.1", unsigned(100000, 8), wattHours),
      entry("1-0:2.8.0", unsigned(77, 4), { unit: 30, scaler: 3 }),
      entry("1-0:16.7.0", signed(-1234), watts),
      entry("1-0:36.7.0", signed(-5, 1), watts),
      entry("1-0:21.7.0", unsigned(7, 2), watts),
      entry("1-0:32.7.0", unsigned(2301, 2), { unit: 35, scaler: -1 }),
      entry("1-0:31.7.0", signed(-123, 2), { unit: 33, scaler: -2 }),
      entry("1-0:14.7.0", unsigned(499, 2), { unit: 44, scaler: -1 }),
      entry("1-0:13.7.0", signed(98, 2), { unit: 255, scaler: -2 }),
    ]);
    expect(reading).toMatchObject({
      manufacturer: "XYZ",
      serverId: "0a0158595a0000000001",
      energyImportWh: 12345.6,
      energyImportT1Wh: 10000,
      energyExportWh: 77000,
      netActiveW: -1234,
      netActiveL1W: -5,
      activeImportL1W: 7,
      voltageL1V: 230.1,
      currentL1A: -1.23,
      frequencyHz: 49.9,
      powerFactor: 0.98,
    });
    expect(reading).not.toHaveProperty("timestamp");
  });

  test("registers of past periods are no current ones, wherever they stand", () => {
    const past = [96, 97, 98, 99, 100].map((f) => entry(`1-0:1.8.0*${f}`, unsigned(f), wattHours));
    expect(read([...past, register])).toMatchObject({ energyImportWh: 12345.6 });
    expect(read(past)).not.toHaveProperty("energyImportWh");
  });

  test("several lists of one telegram are one reading", () => {
    const other = listMessage([entry("1-0:2.8.0", unsigned(9), wattHours)]);
    const octets = telegram(open, listMessage([register]), other, close);
    expect(readings(decode([octets], {}, "file"))).toMatchObject([{ energyImportWh: 12345.6, energyExportWh: 0.9 }]);
  });

  test("values that are lists or truth values are objects, and the others are read", () => {
    const reading = read([
      entry("129-0:96.8.0*1", list(unsigned(1, 1), list(unsigned(1, 1), unsigned(5)))),
      entry("0-0:96.3.10", [0x42, 0x01]),
      entry("1-0:1.8.0*255", octetString("12345")),
      register,
    ]);
    expect(reading).toMatchObject({ energyImportWh: 12345.6 });
    expect(reading["objects"]).toHaveLength(4);
  });
});

describe("the meter's clock", () => {
  test.each([
    ["seconds since its start", list(unsigned(1, 1), unsigned(12345))],
    ["a bare number in its place", unsigned(12345)],
    ["none", absent],
    ["Unix time that was never set", list(unsigned(2, 1), unsigned(5))],
    ["offsets that no zone has", list(unsigned(3, 1), list(unsigned(1_704_452_400), signed(9000, 2), signed(0, 2)))],
  ])("%s: no timestamp", (_, time) => {
    expect(read([register], time)).toMatchObject({ energyImportWh: 12345.6 });
    expect(read([register], time)).not.toHaveProperty("timestamp");
  });

  test("Unix time, and Unix time with the offsets of zone and season", () => {
    expect(read([register], list(unsigned(2, 1), unsigned(1_704_452_400)))["timestamp"]).toBe(
      "2024-01-05T11:00:00+00:00",
    );
    const local = list(unsigned(3, 1), list(unsigned(1_720_173_600), signed(60, 2), signed(60, 2)));
    expect(read([register], local)["timestamp"]).toBe("2024-07-05T12:00:00+02:00");
  });
});
