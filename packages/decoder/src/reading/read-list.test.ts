import { type AxdrValue, encodeDateTime } from "@meter2mqtt/simulator";
import { describe, expect, test } from "vitest";
import { nothing, obis, read, scaledBy, structure, text, u16, u32 } from "../../test/helpers/lists.ts";
import { quantities } from "./quantities.ts";

const noon = { year: 2024, month: 7, day: 1, hour: 12, minute: 0, second: 0 };
const kamstrupList = (...elements: readonly AxdrValue[]): AxdrValue => structure(text("Kamstrup_V0001"), ...elements);

describe("readList", () => {
  test.each([1, 2, 9, 25, 65, 100])("an unknown list of %d codes gives every quantity it names", (size) => {
    const rows = quantities.slice(0, size);
    const result = read(
      structure(...rows.flatMap((row, i) => [obis(`1-0:${row.code}`), u32(i + 1), scaledBy(0, 27 + i)])),
    );
    expect(result?.reading.objects).toHaveLength(rows.length);
    expect(result?.profile).toBeUndefined();
    const units = { W: 27, VA: 28, var: 29, Wh: 30, VAh: 31, varh: 32, A: 33, V: 35, Hz: 44, "": 255 };
    const right = read(
      structure(...rows.flatMap((row, i) => [obis(`1-0:${row.code}`), u32(i + 1), scaledBy(0, units[row.unit])])),
    );
    expect(right?.reading).toMatchObject(Object.fromEntries(rows.map((row, i) => [row.name, i + 1])));
    expect(right?.diagnoses).toEqual([]);
  });

  test("scalers and units are honoured, exactly", () => {
    const result = read(
      structure(obis("1-0:32.7.0"), u16(2334), scaledBy(-1, 35), obis("1-0:1.8.0"), u32(1234567), scaledBy(1, 30)),
    );
    expect(result?.reading).toMatchObject({ voltageL1V: 233.4, energyImportWh: 12345670 });
    expect(result?.reading.objects[0]).toEqual({ obis: "1-0:32.7.0*255", value: 233.4, unit: "V", raw: 2334 });
  });

  test("a unit that is not the quantity's gives an object, and no quantity", () => {
    const result = read(structure(obis("1-0:1.7.0"), u32(5), scaledBy(0, 33)));
    expect(result?.reading).toEqual({ objects: [{ obis: "1-0:1.7.0*255", value: 5, unit: "A", raw: 5 }] });
  });

  test("a scaler that no number can take gives the raw number, and no quantity", () => {
    const result = read(structure(obis("1-0:1.7.0"), u32(5), scaledBy(100, 27)));
    expect(result?.reading).toEqual({ objects: [{ obis: "1-0:1.7.0*255", raw: 5 }] });
  });

  test("Kamstrup's registers count in 10 Wh in Norway and Denmark; elsewhere only the raw number is sure", () => {
    const list = kamstrupList(obis("1-1:1.8.0"), u32(1234567), obis("1-1:1.7.0"), u32(169));
    for (const country of ["NO", "DK"]) {
      expect(read(list, { country })?.reading).toMatchObject({ energyImportWh: 12345670, activeImportW: 169 });
    }
    const swedish = read(list, { country: "SE" });
    expect(swedish?.reading.energyImportWh).toBeUndefined();
    expect(swedish?.reading).toMatchObject({
      activeImportW: 169,
      objects: [{}, { obis: "1-1:1.8.0*255", raw: 1234567, unit: "Wh" }, {}],
    });
    expect(swedish?.diagnoses).toMatchObject([
      { code: "profile/scale-undecided", evidence: { maker: "Kamstrup", country: "SE" } },
    ]);
  });

  test("a voltage of 22199 is 221.99 V", () => {
    expect(read(kamstrupList(obis("1-1:32.7.0"), u16(22199)))?.reading.voltageL1V).toBe(221.99);
    expect(read(structure(obis("1-0:32.7.0"), u16(22199)))?.reading.voltageL1V).toBe(221.99);
    expect(read(kamstrupList(obis("1-1:32.7.0"), u16(232)))?.reading.voltageL1V).toBe(232);
  });

  test("the maker is known by the system title where the list does not say it", () => {
    const list = structure(obis("1-1:1.8.0"), u32(5));
    expect(read(list, { flagId: "KAM", country: "DK" })).toMatchObject({
      profile: { id: "kamstrup" },
      reading: { energyImportWh: 50, manufacturer: "Kamstrup" },
    });
    expect(read(list, { country: "DK" })?.reading.energyImportWh).toBe(5);
  });

  test("absent phases are absent, not 0", () => {
    const result = read(kamstrupList(obis("1-1:31.7.0"), u32(36), nothing, nothing, obis("1-1:51.7.0"), nothing));
    expect(result?.reading.currentL1A).toBe(0.36);
    expect(result?.reading).not.toHaveProperty("currentL2A");
    expect(result?.reading.objects.at(-1)).toEqual({ obis: "1-1:51.7.0*255", value: null });
  });

  test("identity comes from its codes, on the meter's own channel only", () => {
    const result = read(
      kamstrupList(
        obis("1-1:0.0.5"),
        text("5706567200000000"),
        obis("1-1:96.1.1"),
        text("MODEL"),
        obis("0-2:96.1.0"),
        text("SUB"),
      ),
    );
    expect(result?.reading).toMatchObject({
      meterId: "5706567200000000",
      meterModel: "MODEL",
      listVersion: "Kamstrup_V0001",
    });
  });

  test("the clock register gives the time, by the maker's rule", () => {
    const clock = (status: number) => ({
      type: "octet-string" as const,
      octets: encodeDateTime({ local: noon, status }),
    });
    const kamstrup = read(kamstrupList(obis("0-1:1.0.0"), clock(0x80), obis("1-1:1.7.0"), u32(1)), {
      zone: "Europe/Copenhagen",
    });
    expect(kamstrup?.clock).toMatchObject({ text: "2024-07-01T12:00:00+02:00", epoch: Date.UTC(2024, 6, 1, 10) });
    const clear = read(kamstrupList(obis("0-1:1.0.0"), clock(0), obis("1-1:1.7.0"), u32(1)), {
      zone: "Europe/Copenhagen",
    });
    expect(clear?.clock?.text).toBe("2024-07-01T12:00:00+01:00");
    expect(read(structure(obis("0-0:1.0.0"), clock(0)), { zone: "Europe/Lisbon" })?.clock?.text).toBe(
      "2024-07-01T12:00:00+01:00",
    );
  });

  test("Kaifa's positional lists are read by place", () => {
    expect(read(structure(u32(1234)))?.reading).toMatchObject({ activeImportW: 1234, manufacturer: "Kaifa" });
    const identity = ["KFM_001", "6970631400000000", "MA304H3E"].map(text);
    const result = read(structure(...identity, ...[1, 2, 3, 4, 5000, 6000, 7000, 2301, 2302, 2303].map(u32)));
    expect(result?.reading).toMatchObject({
      listVersion: "KFM_001",
      meterId: "6970631400000000",
      meterModel: "MA304H3E",
      reactiveExportVar: 4,
      currentL2A: 6,
      voltageL3V: 230.3,
    });
  });

  test("a clock that stands first is no device name, and a device name no list version", () => {
    const octets = (value: Uint8Array): AxdrValue => ({ type: "octet-string", octets: value });
    const numbers = Array.from({ length: 8 }, (_, i) => u32(100 + i));
    const austrian = read(
      structure(octets(encodeDateTime({ local: noon, deviation: -120, status: 0x80 })), ...numbers),
      {
        flagId: "ISK",
      },
    );
    expect(austrian?.reading).toMatchObject({ energyImportWh: 100, activeImportW: 104, reactiveExportVar: 107 });
    const name = "ISK1030799999161";
    const slovenian = read(structure(octets(new TextEncoder().encode(name)), ...numbers), { flagId: "ISK" });
    expect(slovenian?.reading).toMatchObject({ activeImportW: 100, energyImportWh: 102, logicalDeviceName: name });
    expect(slovenian?.reading).not.toHaveProperty("listVersion");
  });

  test("a list of unknown values without codes shows them by place, and says so", () => {
    const result = read(structure(u32(1), text("a"), u32(3), u32(4)));
    expect(result?.reading).toEqual({
      objects: [
        { position: 0, value: 1, raw: 1 },
        { position: 1, value: "a" },
        { position: 2, value: 3, raw: 3 },
        { position: 3, value: 4, raw: 4 },
      ],
    });
    expect(result?.diagnoses).toMatchObject([
      {
        code: "profile/unknown-list",
        evidence: { count: 4, dataTypes: "double-long-unsigned, visible-string, 2 x double-long-unsigned" },
      },
    ]);
  });

  test("a list that says nothing is no reading", () => {
    expect(read(structure(text("hello")))).toBeUndefined();
    expect(read(structure(nothing, nothing))).toBeUndefined();
    expect(read(structure())).toBeUndefined();
    expect(read(structure(obis("1-0:1.7.0")))).toBeUndefined();
  });

  test("any octet but 0 is a true boolean; a float that is no number stays text", () => {
    const list = structure(obis("0-0:96.3.10"), { type: "boolean", value: true }, obis("0-0:96.3.11"), {
      type: "boolean",
      value: false,
    });
    expect(read(list)?.reading.objects.map(({ value }) => value)).toEqual([true, false]);
    const float = read(structure(obis("1-0:1.7.0"), { type: "float64", value: Number.NaN }));
    expect(float?.reading).toEqual({ objects: [{ obis: "1-0:1.7.0*255", raw: "NaN" }] });
  });

  test("integers beyond a double are exact decimal text", () => {
    const result = read(
      structure(obis("1-0:1.8.0"), { type: "long64-unsigned", value: 2n ** 64n - 1n }, scaledBy(-3, 30)),
    );
    expect(result?.reading).toEqual({
      objects: [{ obis: "1-0:1.8.0*255", value: "18446744073709551.615", unit: "Wh", raw: "18446744073709551615" }],
    });
  });

  const clock: AxdrValue = {
    type: "octet-string",
    octets: encodeDateTime({ local: noon, deviation: -120, status: 0x80 }),
  };

  test("a date and time without a code is the meter's clock", () => {
    const result = read(structure(clock, obis("1-0:1.7.0"), u32(3), scaledBy(0, 27)));
    expect(result?.clock?.text).toBe("2024-07-01T12:00:00+02:00");
  });

  test("the time of a maximum, which a push setup captures beside it, is not the meter's clock", () => {
    const captured = (classId: number, code: string, attribute: number) =>
      structure(u16(classId), obis(code), { type: "integer", value: attribute }, u16(0));
    const elements = [captured(4, "1-0:1.6.0", 2), captured(4, "1-0:1.6.0", 5)];
    const result = read(structure({ type: "array", elements }, u32(700), clock));
    expect(result?.clock).toBeUndefined();
    expect(result?.reading.demandMaxMonthImportW).toBe(700);
    expect(result?.reading.objects.at(-1)?.value).toBe("2024-07-01T12:00:00+02:00");
  });

  test("the tariff in force, where its digits are text", () => {
    const tariff = (digits: string) => read(structure(obis("0-0:96.14.0"), text(digits)))?.reading.tariff;
    expect(tariff("0002")).toBe(2);
    expect(tariff("T2")).toBeUndefined();
  });

  test("a row of a load profile is no list of a meter's number and registers", () => {
    const result = read({ type: "array", elements: [structure(clock, u16(0), u32(1234), u32(5))] });
    expect(result?.diagnoses).toMatchObject([{ code: "profile/unknown-list" }]);
    expect(result?.profile).toBeUndefined();
    expect(result?.reading.energyImportWh).toBeUndefined();
  });

  test("an Austrian list begins with the name of its push setup, which announces no value", () => {
    const values = [1, 2, 3, 4, 5, 6, 7, 8].map(u32);
    const head = [obis("0-5:25.9.0"), text("ISK1030000000001"), text("12345678"), clock];
    const wanted = { energyImportWh: 1, energyExportWh: 2, reactiveImportVarh: 3, activeImportW: 5, activeExportW: 6 };
    expect(read(structure(...head, ...values))?.reading).toMatchObject({ ...wanted, reactiveExportVar: 8 });
    expect(read(structure(...head, ...values.slice(0, 6)))?.reading).toMatchObject(wanted);
  });
});
