import { encodeAxdr, encodeDataNotification } from "@meter2mqtt/simulator";
import { describe, expect, test } from "vitest";
import { createIntlZoneRules, toHex } from "../index.ts";
import { renderXml } from "./index.ts";

/** A line for each element or comment of a notification's value. */
function linesOfValue(value: Parameters<typeof encodeAxdr>[0] | Uint8Array): readonly string[] {
  const body = value instanceof Uint8Array ? value : encodeAxdr(value);
  const xml = renderXml(encodeDataNotification({ invokeId: 0, body }), { zoneRules: createIntlZoneRules() });
  const lines = xml.split("\n").map((line) => line.trim());
  return lines.slice(lines.indexOf("<DataValue>") + 1, lines.indexOf("</DataValue>"));
}

const moment = Uint8Array.from([0x07, 0xe8, 1, 2, 2, 3, 4, 5, 0xff, 0x80, 0, 0]);

/* What is checked here of the translators' vocabulary stands in render-xml.test.ts. */
describe("data as XML", () => {
  test("every data type", () => {
    const lines = linesOfValue({
      type: "array",
      elements: [
        { type: "null-data" },
        { type: "boolean", value: true },
        { type: "bit-string", bits: "1010000001" },
        { type: "double-long", value: -2 },
        { type: "octet-string", octets: Uint8Array.from([0x61, 0x3c]) },
        { type: "octet-string", octets: moment },
        { type: "utf8-string", text: 'Zähler & <Netz> "1"' },
        { type: "bcd", value: 0x42 },
        { type: "integer", value: -1 },
        { type: "long", value: -2 },
        { type: "unsigned", value: 200 },
        { type: "long64", value: -1n },
        { type: "long64-unsigned", value: 5n },
        { type: "enum", value: 27 },
        { type: "float32", value: 1.5 },
        { type: "date-time", octets: moment },
        { type: "date", octets: moment.subarray(0, 5) },
        { type: "time", octets: moment.subarray(5, 9) },
      ],
    });
    expect(lines).toEqual([
      '<Array Qty="12" >',
      "<None />",
      '<Boolean Value="true" />',
      '<BitString Value="1010000001" />',
      '<Int32 Value="FFFFFFFE" />',
      "<!--a<-->",
      '<OctetString Value="613C" />',
      "<!--2024-01-02 03:04:05-->",
      `<OctetString Value="${toHex(moment).toUpperCase()}" />`,
      '<StringUTF8 Value="Zähler &amp; &lt;Netz&gt; &quot;1&quot;" />',
      '<BCD Value="42" />',
      '<Int8 Value="FF" />',
      '<Int16 Value="FFFE" />',
      '<UInt8 Value="C8" />',
      '<Int64 Value="FFFFFFFFFFFFFFFF" />',
      '<UInt64 Value="0000000000000005" />',
      '<Enum Value="1B" />',
      "<!--1.5-->",
      '<Float32 Value="3FC00000" />',
      "<!--2024-01-02 03:04:05-->",
      `<DateTime Value="${toHex(moment).toUpperCase()}" />`,
      "<!--2024-01-02-->",
      '<Date Value="07E8010202" />',
      "<!--03:04:05-->",
      '<Time Value="030405FF" />',
      "</Array>",
    ]);
  });

  test("numbers of any kind are as wide as their type", () => {
    // Data tag and octets of each.
    const deltas = [28, 0xff, 29, 0xff, 0xfe, 30, 0, 0, 1, 0, 31, 7, 32, 1, 0, 33, 0, 0, 0, 9];
    const floats = [
      23,
      0x3d,
      0xcc,
      0xcc,
      0xcd,
      23,
      0x43,
      0x66,
      0x66,
      0x66,
      24,
      0x3f,
      0xb9,
      ...Array<number>(5).fill(0x99),
      0x9a,
    ];
    const body = Uint8Array.from([1, 9, ...deltas, ...floats]);
    expect(linesOfValue(body)).toEqual([
      '<Array Qty="09" >',
      '<Delta-Int8 Value="FF" />',
      '<Delta-Int16 Value="FFFE" />',
      '<Delta-Int32 Value="00000100" />',
      '<Delta-UInt8 Value="07" />',
      '<Delta-UInt16 Value="0100" />',
      '<Delta-UInt32 Value="00000009" />',
      "<!--0.1-->",
      '<Float32 Value="3DCCCCCD" />',
      "<!--230.4-->",
      '<Float32 Value="43666666" />',
      "<!--0.1-->",
      '<Float64 Value="3FB999999999999A" />',
      "</Array>",
    ]);
  });

  test("texts: what fills them up is left out, what is no ASCII is shown as octets", () => {
    const visible = (...octets: number[]) => [10, octets.length, ...octets];
    const texts = [
      visible(0x31, 0x32, 0, 0, 0),
      visible(0x41, 9, 0x42),
      visible(0x41, 0xe4, 0x42),
      visible(1, 2),
      visible(0),
    ];
    const body = Uint8Array.from([2, texts.length, ...texts.flat()]);
    expect(linesOfValue(body).slice(1, -1)).toEqual([
      '<String Value="12" />',
      '<String Value="A B" />',
      '<String Value="41 E4 42" />',
      '<String Value="01 02" />',
      '<String Value="" />',
    ]);
  });

  test("an octet-string of five octets is a date, or a text", () => {
    const body = Uint8Array.from([
      2, 3, 9, 5, 0x07, 0xe9, 12, 3, 3, 9, 5, 0x41, 0x49, 0x44, 0x4f, 0x4e, 9, 5, 1, 2, 3, 4, 5,
    ]);
    expect(linesOfValue(body).slice(1, -1)).toEqual([
      "<!--2025-12-03-->",
      '<OctetString Value="07E90C0303" />',
      "<!--AIDON-->",
      '<OctetString Value="4149444F4E" />',
      '<OctetString Value="0102030405" />',
    ]);
  });

  test("a date or a time that is not specified, or none, has no comment", () => {
    const body = Uint8Array.from([2, 3, 26, 0xff, 0xff, 1, 2, 0xff, 26, 7, 0xe8, 2, 30, 5, 27, 0xff, 4, 5, 0]);
    expect(linesOfValue(body).slice(1, -1)).toEqual([
      '<Date Value="FFFF0102FF" />',
      '<Date Value="07E8021E05" />',
      '<Time Value="FF040500" />',
    ]);
  });

  test("compact arrays: the types, then a line for each entry", () => {
    const pair = { type: "structure", elements: [{ type: "octet-string" }, { type: "boolean" }] } as const;
    const element = { type: "structure", elements: [{ type: "unsigned" }, { type: "long" }, pair] } as const;
    const entry = (value: number) =>
      ({
        type: "structure",
        elements: [
          { type: "unsigned", value },
          { type: "long", value: -value },
          {
            type: "structure",
            elements: [
              { type: "octet-string", octets: Uint8Array.of(0xab, 1) },
              { type: "boolean", value: true },
            ],
          },
        ],
      }) as const;
    expect(linesOfValue({ type: "compact-array", element, elements: [entry(7), entry(2)] })).toEqual([
      "<CompactArray>",
      "<ContentsDescription>",
      "<UInt8 />",
      "<Int16 />",
      "<Structure>",
      "<OctetString />",
      "<Boolean />",
      "</Structure>",
      "</ContentsDescription>",
      "<ArrayContents>",
      "7;-7;AB 01;True",
      "2;-2;AB 01;True",
      "</ArrayContents>",
      "</CompactArray>",
    ]);
    const clock = {
      type: "structure",
      elements: [{ type: "date-time" }, { type: "visible-string" }, { type: "float32" }],
    } as const;
    const clocks = linesOfValue({
      type: "compact-array",
      element: clock,
      elements: [
        {
          type: "structure",
          elements: [
            { type: "date-time", octets: moment },
            { type: "visible-string", text: "KFM_001" },
            { type: "float32", value: 1.5 },
          ],
        },
      ],
    });
    expect(clocks).toContain("2024-01-02 03:04:05;KFM_001;1.5");
    const simple = [1, 2, 3].map((value) => ({ type: "unsigned", value }) as const);
    const one = linesOfValue({ type: "compact-array", element: { type: "unsigned" }, elements: simple });
    expect(one.slice(1, -1)).toEqual([
      "<ContentsDescription>",
      "<UInt8 />",
      "</ContentsDescription>",
      "<ArrayContents>",
      "1;2;3",
      "</ArrayContents>",
    ]);
  });
});
