import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { brokenConstraints } from "./constraints.ts";
import type { Control, LeafControl } from "./control.ts";
import { countChanges, type Path, pathText, valueAt, withoutValue, withValue } from "./draft.ts";
import { fromInputText, toInputText } from "./input-text.ts";
import { realControl, realSchema } from "./real-schema.support.ts";
import { isGroupValue, type Settings } from "./setting-node.ts";

/** Settings that the schema allows, some absent, some as their default, with keys that no control knows. */
function settingsOf(control: Control): fc.Arbitrary<unknown> {
  switch (control.kind) {
    case "group":
      return groupOf(control.children);
    case "union":
      return fc.oneof(
        ...control.branches.map(({ type, children }) => groupOf(children).map((group) => ({ ...group, type }))),
      );
    case "list":
      return fc.array(settingsOf(control.item), { minLength: control.node.minItems ?? 0, maxLength: 2 });
    default:
      return leafOf(control);
  }
}

function groupOf(children: readonly Control[]): fc.Arbitrary<Settings> {
  const known = Object.fromEntries(children.map((child) => [child.key, settingsOf(child)]));
  const group = fc.record(known, { requiredKeys: children.filter(({ needed }) => needed).map(({ key }) => key) });
  const unknown = fc.option(fc.record({ fromTheFuture: fc.string() }), { nil: {} });
  return fc.tuple(group, unknown).map(([settings, more]) => ({ ...settings, ...more }));
}

function leafOf(control: LeafControl): fc.Arbitrary<unknown> {
  const { kind, node, example, preset } = control;
  if (kind === "switch") return fc.boolean();
  if (kind === "choice") return fc.constantFrom(...control.options);
  if (kind === "several") return fc.subarray([...control.options], { minLength: 1 });
  if (kind === "number") return fc.constantFrom(...[node.minimum, node.maximum, preset, example].filter(isThere));
  if (kind === "constant") return fc.constant(node.const);
  if (kind === "secret") return fc.constantFrom({ set: true }, example);
  return fc.constantFrom(...[preset, example].filter(isThere));
}

function isThere(value: unknown): boolean {
  return value !== undefined;
}

const settings = settingsOf(realControl).filter(isGroupValue);

/** Every single setting that is written, with its control. */
function leavesOf(control: Control, value: unknown, path: Path = []): [Path, LeafControl][] {
  if (value === undefined) return [];
  switch (control.kind) {
    case "group":
      return control.children.flatMap((child) => leavesOf(child, valueAt(value, [child.key]), [...path, child.key]));
    case "union": {
      const branch = control.branches.find(({ type }) => type === valueAt(value, ["type"]));
      const children = branch?.children ?? [];
      return children.flatMap((child) => leavesOf(child, valueAt(value, [child.key]), [...path, child.key]));
    }
    case "list":
      return Array.isArray(value)
        ? value.flatMap((inner: unknown, index) => leavesOf(control.item, inner, [...path, index]))
        : [];
    default:
      return [[path, control]];
  }
}

describe("settings in the form", () => {
  test("keep everything when every field is written again with what it shows", () => {
    fc.assert(
      fc.property(settings, (before) => {
        let after = before;
        for (const [path, control] of leavesOf(realControl, before)) {
          if (["switch", "several", "secret", "constant"].includes(control.kind)) continue;
          after = withValue(after, path, fromInputText(control, toInputText(valueAt(after, path))));
        }
        expect(after).toEqual(before);
        expect(countChanges(before, after)).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  test("are right by the schema, whatever is absent", () => {
    fc.assert(
      fc.property(settings, (some) => {
        expect([...brokenConstraints(realSchema, some)]).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test("change in one place only", () => {
    fc.assert(
      fc.property(settings, fc.nat(), (before, pick) => {
        const leaves = leavesOf(realControl, before);
        const [path] = leaves[pick % leaves.length] ?? [];
        if (path === undefined) return;
        const after = withValue(before, path, "something else");
        expect(countChanges(before, after)).toBe(1);
        expect(withValue(after, path, valueAt(before, path))).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });
});

test.each<[string, Settings, Path, unknown, Settings]>([
  ["makes the groups on the way", {}, ["store", "readings", "days"], 3, { store: { readings: { days: 3 } } }],
  ["makes lists", {}, ["mqtt", 0, "url"], "mqtt://a", { mqtt: [{ url: "mqtt://a" }] }],
  ["keeps the order", { a: 1, b: 2, c: 3 }, ["b"], 4, { a: 1, b: 4, c: 3 }],
  ["takes a member out of a list", { a: [1, 2, 3] }, ["a", 1], undefined, { a: [1, 3] }],
  ["needs no name of its own to be there", {}, ["constructor"], 1, { constructor: 1 }],
])("withValue %s", (_about, before, path, value, after) => {
  expect(withValue(before, path, value)).toEqual(after);
  expect(Object.keys(withValue(before, path, value))).toEqual(Object.keys(after));
});

test.each<[string, Settings, Path, Settings]>([
  ["takes empty groups along", { http: { port: 1 }, log: {} }, ["http", "port"], { log: {} }],
  ["leaves what holds more", { http: { port: 1, listen: "a" } }, ["http", "port"], { http: { listen: "a" } }],
  ["leaves members of lists", { mqtt: [{ url: "a" }] }, ["mqtt", 0, "url"], { mqtt: [{}] }],
  [
    "stops at lists",
    { sources: [{ type: "file", meter: { name: "a" } }] },
    ["sources", 0, "meter", "name"],
    { sources: [{ type: "file" }] },
  ],
])("withoutValue %s", (_about, before, path, after) => {
  expect(withoutValue(before, path)).toEqual(after);
});

test("valueAt finds nothing behind what is no group", () => {
  expect(valueAt({ a: [1] }, ["a", "length"])).toBeUndefined();
  expect(valueAt({ a: 1 }, ["a", 0])).toBeUndefined();
  expect(valueAt({}, ["toString"])).toBeUndefined();
  expect(pathText(["a", 0, "b"])).toBe("a.0.b");
});
