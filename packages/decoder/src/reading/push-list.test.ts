import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { collect, nothing, obis, scaledBy, structure, text, u16, u32 } from "../../test/helpers/lists.ts";
import { obisText } from "../cosem/obis-code.ts";
import type { PushList } from "./push-list.ts";

/** Items as `code=number x10^scaler unit`, with `#position` where there is no code. */
function shown(list: PushList): readonly string[] {
  return list.items.map((item) => {
    const name = item.obis === undefined ? `#${item.position}` : obisText(item.obis).replace("*255", "");
    const value = item.number ?? item.big ?? (item.tag === 0 ? "null" : `octets[${item.to - item.from}]`);
    return `${name}=${value}${item.scaler === undefined ? "" : `e${item.scaler} ${item.unit}`}`;
  });
}

describe("PushList", () => {
  test("pairs of code and value in one flat structure", () => {
    const list = collect(structure(text("Maker_V1"), obis("1-1:0.0.5"), text("123"), obis("1-1:1.7.0"), u32(169)));
    expect(shown(list)).toEqual(["#0=octets[8]", "1-1:0.0.5=octets[3]", "1-1:1.7.0=169"]);
    expect(list).toMatchObject({ count: 5, hasObis: true });
  });

  test("null-data behind a code belongs to it; runs of it without a code only count as places", () => {
    const list = collect(
      structure(obis("1-1:1.7.0"), u32(1), nothing, nothing, nothing, obis("1-1:51.7.0"), nothing, u16(5)),
    );
    expect(shown(list)).toEqual(["1-1:1.7.0=1", "1-1:51.7.0=null", "#5=5"]);
  });

  test("triples of code, value, and scaler with unit", () => {
    const list = collect({
      type: "array",
      elements: [
        structure(obis("1-0:1.7.0"), u32(500), scaledBy(0, 27)),
        structure(obis("1-0:32.7.0"), u16(2307), scaledBy(-1, 35)),
        structure(obis("0-0:96.1.0"), text("7359992890941742")),
      ],
    });
    expect(shown(list)).toEqual(["1-0:1.7.0=500e0 27", "1-0:32.7.0=2307e-1 35", "0-0:96.1.0=octets[16]"]);
  });

  test("triples in one flat structure", () => {
    const list = collect(
      structure(obis("1-0:1.8.0"), u32(5), scaledBy(1, 30), obis("1-0:2.8.0"), u32(6), scaledBy(1, 30)),
    );
    expect(shown(list)).toEqual(["1-0:1.8.0=5e1 30", "1-0:2.8.0=6e1 30"]);
  });

  test("values alone have their places", () => {
    const list = collect(structure(text("KFM_001"), u32(1), nothing, u32(3)));
    expect(shown(list)).toEqual(["#0=octets[7]", "#1=1", "#3=3"]);
    expect(list.hasObis).toBe(false);
  });

  test("a pair of numbers that is no scaler with unit stays two numbers", () => {
    expect(shown(collect(structure(u32(1), structure(u16(7), u16(8)), u32(2))))).toEqual([
      "#0=1",
      "#1=7",
      "#2=8",
      "#3=2",
    ]);
    const half = structure({ type: "integer", value: -1 }, u16(8));
    expect(shown(collect(structure(u32(1), half)))).toEqual(["#0=1", "#1=-1", "#2=8"]);
  });

  test("six octets of text, and a code where a value is awaited, are values", () => {
    expect(shown(collect(structure(obis("1-0:96.1.0"), obis("1-0:1.8.0"), u32(7))))).toEqual([
      "1-0:96.1.0=octets[6]",
      "#1=7",
    ]);
    const number = { type: "octet-string" as const, octets: new TextEncoder().encode("123456") };
    expect(shown(collect(structure(number, obis("1-0:1.8.0"), u32(7))))).toEqual(["#0=octets[6]", "1-0:1.8.0=7"]);
  });

  test("integers beyond a double keep their scaler, too", () => {
    const value = { type: "long64-unsigned" as const, value: 2n ** 64n - 1n };
    expect(shown(collect(structure(obis("1-0:1.8.0"), value, scaledBy(-3, 30))))).toEqual([
      "1-0:1.8.0=18446744073709551615e-3 30",
    ]);
  });

  test("a push setup's capture objects in front give the values their codes", () => {
    const captured = (code: string, attribute: number) =>
      structure(u16(3), obis(code), { type: "integer", value: attribute }, u16(0));
    const objects = {
      type: "array" as const,
      elements: [captured("1-0:1.7.0", 2), captured("1-0:1.8.0", 3), captured("1-0:2.7.0", 2)],
    };
    const list = collect(structure(objects, u32(11), u32(12), u32(13)));
    list.bindCaptureObjects();
    // Attribute 3 is scaler and unit, not the value.
    expect(shown(list)).toEqual(["1-0:1.7.0=11", "#1=12", "1-0:2.7.0=13"]);
  });

  test("values more than the capture objects, or fewer, don't move the codes", () => {
    const captured = (classId: number, code: string, attribute: number) =>
      structure(u16(classId), obis(code), { type: "integer", value: attribute }, u16(0));
    const registers = [captured(3, "1-0:1.7.0", 2), captured(3, "1-0:2.7.0", 2)];
    const before = { type: "array" as const, elements: registers };
    // The push setup captures its own list first: the list is that object's value.
    const within = { type: "array" as const, elements: [captured(40, "0-8:25.9.0", 2), ...registers] };
    for (const objects of [before, within]) {
      for (const values of [[u32(11)], [u32(11), u32(12)], [u32(11), u32(12), nothing, u32(13)]]) {
        const list = collect(structure(objects, ...values));
        list.bindCaptureObjects();
        const wanted = ["1-0:1.7.0=11", "1-0:2.7.0=12"].slice(0, values.length);
        expect(shown(list).slice(0, 2)).toEqual(wanted);
      }
    }
  });

  test("a list of pairs of any size gives all of them, in order", () => {
    const codes = fc.uniqueArray(fc.integer({ min: 1, max: 0x7f_ff_ff }), { maxLength: 200 });
    fc.assert(
      fc.property(codes, fc.boolean(), (cdes, nested) => {
        const pairs = cdes.map((cde) => [obis(`1-0:${cde >> 16}.${(cde >> 8) & 255}.${cde & 255}`), u32(cde)] as const);
        const body = structure(...(nested ? pairs.map((pair) => structure(...pair)) : pairs.flat()));
        const items = collect(body).items;
        expect(items.map((item) => item.number)).toEqual(cdes);
        expect(items.map((item) => item.obis?.cde)).toEqual(cdes);
      }),
      { numRuns: 60 },
    );
  });
});
