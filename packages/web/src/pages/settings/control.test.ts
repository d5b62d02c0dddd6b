import { describe, expect, test } from "vitest";
import { type Control, childrenOf } from "./control.ts";
import { realControl } from "./real-schema.support.ts";

/** Every control below one, with its path. */
function allOf(control: Control, path: string): [string, Control][] {
  const inner = (child: Control, step: string) => allOf(child, path === "" ? step : `${path}.${step}`);
  switch (control.kind) {
    case "group":
      return [[path, control], ...control.children.flatMap((child) => inner(child, child.key))];
    case "list":
      return [[path, control], ...inner(control.item, "*")];
    case "union":
      return [
        [path, control],
        ...control.branches.flatMap(({ type, children }) =>
          children.flatMap((child) => inner(child, `${type}/${child.key}`)),
        ),
      ];
    default:
      return [[path, control]];
  }
}

const all = allOf(realControl, "");
const controls = new Map(all);

describe("the whole schema", () => {
  test("has many settings, and each has a control of its kind", () => {
    expect(all.length).toBeGreaterThan(300);
    expect(all.filter(([, { kind }]) => kind === "unknown").map(([path]) => path)).toEqual([]);
  });

  test("has a title and an explanation for each", () => {
    const silent = all.filter(([path, { title, about, kind, key }]) => {
      if (path === "" || kind === "constant") return false;
      return title === key || (about === "" && !["group", "union", "list"].includes(kind));
    });
    expect(silent.map(([path]) => path)).toEqual([]);
  });

  test("keeps its secrets in controls for secrets", () => {
    const secrets = all.filter(([, { kind }]) => kind === "secret").map(([path]) => path);
    expect(secrets).toContain("sources.*.serial/meter.encryptionKey");
    expect(secrets).toContain("mqtt.*.password");
    expect(secrets).toContain("sources.*.http/headers.*");
    const open = all.filter(([path, { kind }]) => /(password|[kK]ey|token|secret)$/.test(path) && kind === "text");
    expect(open.map(([path]) => path)).toEqual([]);
  });
});

test.each([
  ["http.port", { kind: "number", whole: true, needed: false, preset: 8420 }],
  ["http.hostNames", { kind: "list", needed: false }],
  ["broker.enabled", { kind: "switch", needed: false }],
  ["log.level", { kind: "choice", options: ["trace", "debug", "info", "warn", "error"] }],
  ["events.off", { kind: "several" }],
  ["events.fuse.seconds", { kind: "number", unit: "s" }],
  ["sources.*", { kind: "union", needed: true }],
  ["sources.*.serial/baud", { kind: "number-or-word", words: ["auto"], preset: "auto" }],
  ["sources.*.serial/name", { kind: "text", needed: false }],
  ["sources.*.serial/port", { kind: "text", needed: true }],
  ["sources.*.serial/type", { kind: "constant" }],
  ["sources.*.serial/meter.mainFuse", { kind: "number", whole: false, unit: "A" }],
  ["mqtt.*.url", { kind: "text", needed: true }],
  ["store.rawFrames.maxMegabytes", { kind: "number", unit: "MB" }],
  ["sinks.*.files/kinds", { kind: "several", preset: ["reading"] }],
])("%s", (path, expected) => {
  expect(controls.get(path)).toMatchObject(expected);
});

test("a setting of a kind that is not known yet has no control, and the others do", () => {
  const node = { properties: { colour: { type: "colour", title: "Colour" }, name: { type: "string" } } };
  expect(childrenOf(node).map(({ kind }) => kind)).toEqual(["unknown", "text"]);
});
