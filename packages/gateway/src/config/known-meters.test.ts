import type { KnownMeterConfig } from "@meter2mqtt/contract";
import { describe, expect, test } from "vitest";
import { checkKnownMeters } from "./known-meters.ts";

describe("checkKnownMeters", () => {
  const check = (meters: readonly KnownMeterConfig[]) => () =>
    checkKnownMeters(meters, { file: undefined, marks: new Map(), variables: new Map() });

  test("takes meters that follow each other, in any order", () => {
    expect(
      check([
        { id: "c", successorOf: "b" },
        { id: "b", successorOf: "a" },
        { id: "x", slug: "x" },
      ]),
    ).not.toThrow();
  });

  test.each([
    ["the same number twice", [{ id: "a" }, { id: "a" }], "meters.1.id"],
    [
      "the same name twice",
      [
        { id: "a", slug: "house" },
        { id: "b", slug: "house" },
      ],
      "meters.1.slug",
    ],
    [
      "two successors",
      [
        { id: "b", successorOf: "a" },
        { id: "c", successorOf: "a" },
      ],
      "meters.1.successorOf",
    ],
    ["itself", [{ id: "a", successorOf: "a" }], "meters.0.successorOf"],
    [
      "a circle",
      [
        { id: "a", successorOf: "b" },
        { id: "b", successorOf: "a" },
      ],
      "meters.0.successorOf",
    ],
  ])("refuses %s, and names the place", (_about, meters, path) => {
    expect(check(meters)).toThrow(expect.objectContaining({ path }));
  });
});
