import type { AxdrValue } from "@meter2mqtt/simulator";
import { describe, expect, test } from "vitest";
import { obis, read, scaledBy, structure, text, u16, u32 } from "../../test/helpers/lists.ts";

const power = obis("1-0:1.7.0");
const voltage = obis("1-0:32.7.0");
const register = obis("1-0:1.8.0");
const scaler = (value: number): AxdrValue => ({ type: "integer", value });
const unit = (value: number): AxdrValue => ({ type: "enum", value });
const array = (...elements: readonly AxdrValue[]): AxdrValue => ({ type: "array", elements });
const octets = (value: string): AxdrValue => ({ type: "octet-string", octets: new TextEncoder().encode(value) });

const wanted = { activeImportW: 1234, voltageL1V: 230.1, energyImportWh: 5550 };

/** The same three registers in every nesting: power, voltage in tenths, energy in 10 Wh. */
const nestings: Readonly<Record<string, AxdrValue>> = {
  "code, value, scaler, unit in one row": structure(
    ...[power, u32(1234), scaler(0), unit(27)],
    ...[voltage, u16(2301), scaler(-1), unit(35)],
    ...[register, u32(555), scaler(1), unit(30)],
  ),
  "structures of code, value, scaler, unit": array(
    structure(power, u32(1234), scaler(0), unit(27)),
    structure(voltage, u16(2301), scaler(-1), unit(35)),
    structure(register, u32(555), scaler(1), unit(30)),
  ),
  "structures of code, value, unit, scaler": array(
    structure(power, u32(1234), unit(27), scaler(0)),
    structure(voltage, u16(2301), unit(35), scaler(-1)),
    structure(register, u32(555), unit(30), scaler(1)),
  ),
  "the value's parts in a structure of their own": array(
    structure(power, structure(u32(1234), scaler(0), unit(27))),
    structure(voltage, structure(u16(2301), scaledBy(-1, 35))),
    structure(register, structure(u32(555), unit(30), scaler(1))),
  ),
  "scaler and unit before the value": array(
    structure(power, scaledBy(0, 27), u32(1234)),
    structure(voltage, scaledBy(-1, 35), u16(2301)),
    structure(register, scaledBy(1, 30), u32(555)),
  ),
  "class, code and attribute before the value": array(
    structure(u16(3), power, scaler(2), u32(1234), scaledBy(0, 27)),
    structure(u16(3), voltage, scaler(2), u16(2301), scaledBy(-1, 35)),
    structure(u16(3), register, scaler(2), u32(555), scaler(1), unit(30)),
  ),
  "codes as text": structure(
    ...[text("1-0:1.7.0"), u32(1234), scaledBy(0, 27)],
    ...[octets("1-0:32.7.0*255"), u16(2301), scaledBy(-1, 35)],
    ...[text("1.8.0"), u32(555), scaledBy(1, 30)],
  ),
  "one more structure and array around it": structure(
    array(structure(structure(power, u32(1234), scaledBy(0, 27)))),
    structure(voltage, u16(2301), scaledBy(-1, 35), register, u32(555), scaledBy(1, 30)),
  ),
};

describe("a list's values keep their code, scaler and unit", () => {
  test.each(Object.entries(nestings))("%s", (_, body) => {
    const result = read(body);
    expect(result?.diagnoses).toEqual([]);
    expect(JSON.parse(JSON.stringify(result?.reading))).toEqual({ ...wanted, objects: expect.any(Array) });
    expect(result?.reading.objects).toHaveLength(3);
  });

  test("class, code and attribute before a value without scaler", () => {
    const body = array(structure(u16(3), power, scaler(2), u32(77)), structure(u16(3), voltage, scaler(2), u16(230)));
    expect(read(body)?.reading).toMatchObject({ activeImportW: 77, voltageL1V: 230 });
  });

  test("class, code and attribute before values of which some are 0, as the index of a capture object is", () => {
    const body = (watts: number) =>
      array(structure(u16(3), power, scaler(2), u16(watts)), structure(u16(3), voltage, scaler(2), u16(230)));
    for (const watts of [0, 5]) {
      expect(read(body(watts))?.reading).toMatchObject({ activeImportW: watts, voltageL1V: 230 });
      expect(read(body(watts))?.reading.objects).toHaveLength(2);
    }
  });

  test("an attribute that is not the value gives no quantity", () => {
    const body = structure(u16(3), power, scaler(3), u32(77), register, u32(5), scaledBy(0, 30));
    expect(JSON.parse(JSON.stringify(read(body)?.reading))).toEqual({
      energyImportWh: 5,
      objects: [
        { position: expect.any(Number), value: 77, raw: 77 },
        { obis: "1-0:1.8.0*255", value: 5, unit: "Wh", raw: 5 },
      ],
    });
  });

  test("two numbers behind a value that are not its scaler and unit stay values", () => {
    const body = structure(power, u32(1234), scaler(2), unit(33), register, u32(5), scaler(40), unit(30));
    expect(read(body)?.reading).toMatchObject({ activeImportW: 1234, energyImportWh: 5 });
    expect(read(body)?.reading.objects).toHaveLength(6);
  });

  test("a version is no code", () => {
    const result = read(structure(text("1.2.3"), u32(5)));
    expect(result?.reading.objects).toMatchObject([
      { position: 0, value: "1.2.3" },
      { position: 1, value: 5 },
    ]);
    expect(read(structure(u32(5), text("1-0:1.8.0")))?.reading.energyImportWh).toBeUndefined();
  });

  test("momentary values have no billing periods: 0 is none", () => {
    const body = structure(obis("1-0:1.7.0*0"), u32(9), scaledBy(0, 27), obis("1-0:1.8.0*0"), u32(9), scaledBy(0, 30));
    expect(read(body)?.reading.activeImportW).toBe(9);
    expect(read(body)?.reading.energyImportWh).toBeUndefined();
  });
});
