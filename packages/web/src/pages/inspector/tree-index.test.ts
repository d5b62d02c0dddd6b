import { parseHex } from "@meter2mqtt/decoder";
import { explain } from "@meter2mqtt/decoder/explain";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { zoneRules } from "./capture.ts";
import { exampleFrame } from "./example.ts";
import { inputSpace, TreeIndex } from "./tree-index.ts";
import { pressTreeKey, type TreeState } from "./tree-keys.ts";

const octets = parseHex(exampleFrame.replace(/\s/g, "")) ?? new Uint8Array(0);
const index = new TreeIndex(explain(octets, { zoneRules }), octets);
const named = (name: string): number => index.entries.findIndex(({ node }) => node.name === name);

describe("TreeIndex", () => {
  test("every octet has one leaf, and that leaf the octet", () => {
    for (let at = 0; at < octets.length; at++) {
      const leaf = index.leafAt(inputSpace, at);
      expect(leaf?.children).toEqual([]);
      expect(leaf?.node.from).toBeLessThanOrEqual(at);
      expect(leaf?.node.to).toBeGreaterThan(at);
    }
    expect(index.leafAt(inputSpace, octets.length)).toBeUndefined();
    expect(index.leafAt(inputSpace, -1)).toBeUndefined();
    expect(index.leafAt("nowhere", 0)).toBeUndefined();
  });

  test("holds for any octets", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (any) => {
        const made = new TreeIndex(explain(any, { zoneRules }), any);
        for (let at = 0; at < any.length; at++) expect(made.leafAt(inputSpace, at)).toBeDefined();
      }),
    );
  });

  test("knows the way to a node", () => {
    const path = index.path(named("date-time")).map(({ node }) => node.name);
    expect(path).toEqual(["input", "APDU without a frame", "data-notification", "date-time"]);
    expect(index.path(-1)).toEqual([]);
  });

  test("shows the children of open nodes only", () => {
    expect(index.visible(new Set())).toEqual([0]);
    expect(index.visible(index.firstOpen())).toHaveLength(index.entries.length);
    expect(index.visible(new Set([0]))).toEqual([0, 1]);
  });

  test("what was deciphered is a space of its own, behind the octets that it came from", () => {
    const plain = { name: "data", from: 0, to: 2, space: "plaintext" };
    const tree = {
      name: "input",
      from: 0,
      to: 4,
      children: [
        {
          name: "cipher",
          from: 0,
          to: 4,
          children: [{ ...plain, name: "plain text", octets: "0102", children: [plain] }],
        },
      ],
    };
    const made = new TreeIndex(tree, new Uint8Array(4));
    expect(made.spaces.map(({ name, octets: own }) => [name, own.length])).toEqual([
      ["input", 4],
      ["plaintext", 2],
    ]);
    expect(made.leafAt("input", 3)?.node.name).toBe("cipher");
    expect(made.leafAt("plaintext", 1)?.node.name).toBe("data");
  });
});

describe("pressTreeKey", () => {
  const open = index.firstOpen();
  const press = (state: TreeState, key: string): TreeState => pressTreeKey(index, state, key) ?? state;

  test("goes up and down, and stops at the ends", () => {
    expect(press({ open, active: 0 }, "ArrowDown").active).toBe(1);
    expect(press({ open, active: 0 }, "ArrowUp").active).toBe(0);
    const last = index.entries.length - 1;
    expect(press({ open, active: 0 }, "End").active).toBe(last);
    expect(press({ open, active: last }, "ArrowDown").active).toBe(last);
    expect(press({ open, active: last }, "Home").active).toBe(0);
  });

  test("goes in and out, opens and closes", () => {
    const body = named("notification-body");
    const closed = press({ open, active: body }, "ArrowLeft");
    expect(closed).toMatchObject({ active: body });
    expect(closed.open.has(body)).toBe(false);
    expect(press(closed, "ArrowLeft").active).toBe(named("data-notification"));
    expect(press(closed, "ArrowRight").open.has(body)).toBe(true);
    expect(press(press(closed, "ArrowRight"), "ArrowRight").active).toBe(body + 1);
    expect(press(closed, "Enter").open.has(body)).toBe(true);
    const leaf = named("tag");
    expect(press({ open, active: leaf }, "ArrowRight")).toEqual({ open, active: leaf });
    expect(press({ open: new Set([0, 1, 2]), active: leaf }, "*").open.has(body)).toBe(true);
  });

  test("leaves other keys alone", () => {
    expect(pressTreeKey(index, { open, active: 0 }, "Tab")).toBeUndefined();
    expect(pressTreeKey(index, { open, active: 100_000 }, "ArrowDown")).toBeUndefined();
  });
});
