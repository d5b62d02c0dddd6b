import { expect, test } from "vitest";
import { arrange, memberName } from "./arrangement.ts";
import { realControl } from "./real-schema.support.ts";
import { codeParts } from "./words.ts";

const sources = realControl.kind === "group" ? realControl.children.find(({ key }) => key === "sources") : undefined;
const union = sources?.kind === "list" ? sources.item : undefined;
const http = (union?.kind === "union" ? union.branches : []).find(({ type }) => type === "http")?.children ?? [];
const keys = (controls: readonly { readonly key: string }[]) => controls.map(({ key }) => key);

test("of a large group only what is needed, written or named is seen at once", () => {
  const value = { type: "http", url: "http://a", intervalSeconds: 5 };
  const { first, more, inner } = arrange(http, value);
  expect(keys(first)).toEqual(["name", "url", "intervalSeconds"]);
  expect(keys(more)).toContain("password");
  expect(keys(inner)).toEqual(["meter", "headers"]);
  // What chooses the kind is chosen once, when the member is added.
  expect([...keys(first), ...keys(more)]).not.toContain("type");
});

test("what must be seen is seen, and every setting is somewhere", () => {
  const { first, more, inner } = arrange(http, {}, ({ key }) => key === "token");
  expect(keys(first)).toContain("token");
  expect([...first, ...more, ...inner]).toHaveLength(http.length - 1);
});

test("a small group hides nothing", () => {
  const { first, more } = arrange(http.slice(0, 6), {});
  expect(first.length).toBeGreaterThan(3);
  expect(more).toEqual([]);
});

test.each([
  [{ type: "serial", name: "han", port: "/dev/ttyUSB0" }, "han"],
  [{ type: "serial", port: "/dev/ttyUSB0", meter: { name: "House" } }, "House"],
  [{ type: "serial", port: "/dev/ttyUSB0" }, "/dev/ttyUSB0"],
  [{ type: "tcp", host: "192.0.2.1", port: 8088 }, "192.0.2.1"],
  [{ url: "mqtt://a" }, "mqtt://a"],
  [{ contract: "a.yaml" }, "a.yaml"],
  [{ type: "simulator" }, undefined],
  ["text", undefined],
])("%j is called %s", (value, name) => {
  expect(memberName(value)).toBe(name);
});

test("backticks mark code in the schema's texts", () => {
  expect(codeParts("Use `auto`, or not.")).toEqual([
    { code: false, text: "Use " },
    { code: true, text: "auto" },
    { code: false, text: ", or not." },
  ]);
});
