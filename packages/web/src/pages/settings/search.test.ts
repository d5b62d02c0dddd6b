import { expect, test } from "vitest";
import { childrenOf, toControl } from "./control.ts";
import { realControl, realSchema } from "./real-schema.support.ts";
import { toSearch } from "./search.ts";
import { isSectionName, sectionOf, toSections } from "./sections.ts";

const roots = realControl.kind === "group" ? realControl.children : [];

test.each([
  ["baud", ["sources"]],
  ["Discovery prefix", ["mqtt"]],
  ["  ", ["*"]],
  ["embedded", ["broker"]],
  ["no such thing", []],
])("searching for “%s” shows %j", (query, keys) => {
  const search = toSearch(query);
  const found = search === undefined ? ["*"] : roots.filter(search).map(({ key }) => key);
  expect(found).toEqual(keys);
});

test("every setting has a topic, and one that is new is under `other`", () => {
  expect(toSections(roots).map(({ name }) => name)).not.toContain("other");
  expect(toSections(roots).flatMap(({ controls }) => controls)).toHaveLength(roots.length);
  const more = childrenOf({ properties: { ...realSchema.properties, weather: { type: "string" } } });
  expect(toSections(more).at(-1)).toEqual({ name: "other", controls: [toControl("weather", { type: "string" })] });
});

test("a path leads to its topic", () => {
  expect(sectionOf("sources.0.port")).toBe("meters");
  expect(sectionOf("weather")).toBe("other");
  expect(["meters", "other", "toString", undefined].map(isSectionName)).toEqual([true, true, false, false]);
});
