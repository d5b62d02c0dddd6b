import { expect, test } from "vitest";
import { parseUnifiedDiff } from "./unified-diff.ts";

test("gives the lines of a difference without its heads", () => {
  const diff = [
    ...["--- a.yaml", "+++ a.yaml", "@@ -1,2 +1,2 @@", " http:", "-  port: 1", "+  port: 2"],
    ...["@@ -9,1 +9,2 @@", " log:", "+--- dashes", ""],
  ].join("\n");
  expect(parseUnifiedDiff(diff)).toEqual([
    { change: "same", text: "http:" },
    { change: "removed", text: "  port: 1" },
    { change: "added", text: "  port: 2" },
    { change: "gap", text: "" },
    { change: "same", text: "log:" },
    { change: "added", text: "--- dashes" },
  ]);
});

test("gives nothing where nothing differs", () => {
  expect(parseUnifiedDiff("")).toEqual([]);
});
