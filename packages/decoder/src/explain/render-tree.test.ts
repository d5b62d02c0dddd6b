import { describe, expect, test } from "vitest";
import { cipherStory, storyApdu, testKeys } from "../../test/story.ts";
import { createIntlZoneRules } from "../index.ts";
import { type ExplainNode, explain, renderTree } from "./index.ts";

const options = { zoneRules: createIntlZoneRules(), zone: "Europe/Copenhagen", keys: testKeys };
const tree = explain(storyApdu, options);
const escapeCharacter = String.fromCharCode(0x1b);

describe("renderTree", () => {
  test("offset, octets, name, value and meaning on a line", () => {
    const text = renderTree(tree, storyApdu, { colour: false, width: 120 });
    const lines = text.split("\n").map((line) => line.replace(/ +/g, " "));
    expect(lines).toContain(" 0000 0f tag: 0x0f - data-notification");
    expect(lines).toContain(" 0062 06 00 00 00 a9 double-long-unsigned: 169 - 169 W, active power, import");
    expect(lines).toContain(" 0014 0a 0e 4b 61 6d 73 74 … visible-string: Kamstrup_V0001");
    expect(text.endsWith("\n")).toBe(true);
  });

  test("offsets in the plain text have a + in front", () => {
    const sealed = cipherStory(0x30);
    const text = renderTree(explain(sealed, options), sealed, { colour: false, width: 120 });
    expect(text).toMatch(/^ {2}0000 {2}db /m);
    expect(text).toMatch(/^ \+0000 {2}0f .*tag: 0x0f - data-notification$/m);
  });

  test("no line is wider than the terminal", () => {
    for (const width of [72, 80, 120, 200]) {
      const widest = Math.max(
        ...renderTree(tree, storyApdu, { colour: false, width })
          .split("\n")
          .map((line) => line.length),
      );
      expect(widest).toBeLessThanOrEqual(width);
    }
  });

  test("colour only where asked for, and the same words with it", () => {
    const plain = renderTree(tree, storyApdu, { colour: false, width: 100 });
    const coloured = renderTree(tree, storyApdu, { colour: true, width: 100 });
    expect(plain).not.toContain(escapeCharacter);
    expect(coloured).toContain(escapeCharacter);
    expect(coloured.replaceAll(new RegExp(`${escapeCharacter}\\[\\d+m`, "g"), "")).toBe(plain);
  });

  test("what a meter sent does not steer the terminal", () => {
    const node: ExplainNode = { name: "text", from: 0, to: 1, value: `${escapeCharacter}[2J\u202eabc\n` };
    const text = renderTree(node, Uint8Array.of(0), { colour: false, width: 100 });
    expect(text).toContain("·[2J·abc·");
    expect(text.split("\n")).toHaveLength(2);
  });
});
