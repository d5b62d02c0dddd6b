import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { obisText } from "../cosem/obis-code.ts";
import { parseP1Telegram } from "./telegram.ts";

const parse = (text: string): ReturnType<typeof parseP1Telegram> => parseP1Telegram(new TextEncoder().encode(text));
const shown = (text: string): readonly string[] =>
  parse(text).objects.map(({ obis, values }) => `${obisText(obis).replace("*255", "")} ${values.join("|")}`);

describe("parseP1Telegram", () => {
  test("first line, then one object a line, to the `!`", () => {
    const telegram = parse(
      "/XYZ5\\TEST\r\n\r\n1-0:1.7.0(00.244*kW)\r\n0-1:24.2.1(101209112500W)(12785.123*m3)\r\n!1234\r\n",
    );
    expect(telegram.ident).toBe("/XYZ5\\TEST");
    expect(telegram.objects.map(({ values }) => values)).toEqual([["00.244*kW"], ["101209112500W", "12785.123*m3"]]);
    expect(telegram.diagnoses).toEqual([]);
  });

  test.each([
    ["LF alone", "/X\n\n1-0:1.7.0(1*W)\n!"],
    ["no blank line", "/X\r\n1-0:1.7.0(1*W)\r\n!"],
    ["more blank lines", "/X\r\n\r\n\r\n1-0:1.7.0(1*W)\r\n\r\n!"],
    ["blanks behind a value", "/X\r\n1-0:1.7.0(1*W)  \r\n!"],
    ["CR alone", "/X\r\r1-0:1.7.0(1*W)\r!"],
    ["blanks before the code and a line of blanks", "/X\r\n  \r\n  1-0:1.7.0 (1*W)\r\n!"],
    ["a code without medium and channel", "/X\r\n1.7.0(1*W)\r\n!"],
    ["no `!`", "/X\r\n1-0:1.7.0(1*W)"],
    ["*255 in the code", "/X\r\n1-0:1.7.0*255(1*W)\r\n!"],
  ])("%s", (_, text) => {
    expect(shown(text)).toEqual(["1-0:1.7.0 1*W"]);
  });

  test("a line that begins with a parenthesis goes on with the object before it", () => {
    expect(
      shown("/X\r\n0-1:24.3.0(090212160000)(00)(60)(1)(0-1:24.2.1)(m3)\r\n(00001.001)\r\n1-0:1.7.0(1*W)\r\n!"),
    ).toEqual(["0-1:24.3.0 090212160000|00|60|1|0-1:24.2.1|m3|00001.001", "1-0:1.7.0 1*W"]);
  });

  test("empty values are values", () => {
    expect(shown("/X\r\n0-0:96.13.0()\r\n1-0:99.97.0()\r\n!")).toEqual(["0-0:96.13.0 ", "1-0:99.97.0 "]);
  });

  test.each(["1-0:1.7.0(1*W", "1-0:1.7.0 1*W", "1-0:1.7.0(1*W)x", "1-0:1.7(1*W)", "(1*W)", "garbage"])(
    "the line %j is reported with its number, the others are read",
    (line) => {
      const { objects, diagnoses } = parse(`/X\r\n${line}\r\n1-0:2.7.0(2*W)\r\n!`);
      expect(objects.map(({ values }) => values)).toEqual([["2*W"]]);
      expect(diagnoses).toMatchObject([{ code: "p1/malformed-line", evidence: { line: 2 } }]);
    },
  );

  test("what is shown of a malformed line is short and printable", () => {
    const [diagnosis] = parse(`/X\r\n\u0001${"x".repeat(500)}\r\n!`).diagnoses;
    expect(diagnosis?.message.length).toBeLessThan(120);
    expect(diagnosis?.message).toMatch(/^[\x20-\x7e]+$/);
  });

  test("does not throw, whatever it is given", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("/", "1-0:1.7.0", "(", ")", "*", "\n", "\r\n", "!", "x", "\u00e9"), { maxLength: 40 }),
        (parts) => {
          const text = parts.join("");
          const { objects, diagnoses } = parse(text);
          expect(objects.length + diagnoses.length).toBeLessThanOrEqual(text.split("\n").length);
        },
      ),
    );
  });
});

test("a telegram of lines that can't be read tells of the first ones, and counts the others", () => {
  const telegram = Uint8Array.from(`/TST5\r\n\r\n${"nonsense\r\n".repeat(50)}!\r\n`, (c) => c.charCodeAt(0));
  const { diagnoses } = parseP1Telegram(telegram);
  expect(diagnoses).toHaveLength(9);
  expect(diagnoses.at(-1)).toMatchObject({ code: "p1/malformed-line", evidence: { lines: 42 } });
});
