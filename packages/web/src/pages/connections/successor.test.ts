import { expect, test } from "vitest";
import { withSuccessor } from "./successor.ts";

test("a meter that is known keeps its names, and the others stay", () => {
  const values = { http: { port: 1 }, meters: [{ id: "1", name: "House" }, { id: "2" }] };
  expect(withSuccessor(values, "1", "9")).toEqual({
    http: { port: 1 },
    meters: [{ id: "1", name: "House", successorOf: "9" }, { id: "2" }],
  });
});

test("a meter that is not known yet becomes so", () => {
  expect(withSuccessor({}, "1", "9")).toEqual({ meters: [{ id: "1", successorOf: "9" }] });
});
