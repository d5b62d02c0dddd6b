import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { toSourceStack } from "./source-stack.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "meter2mqtt-test-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("names the lines of the sources", () => {
  const built = join(folder, "main.js");
  // The first column of the built file's second line is line 3, column 5 of the source.
  writeFileSync(`${built}.map`, JSON.stringify({ version: 3, sources: ["../src/a.ts"], names: [], mappings: ";AAEI" }));
  const source = join(folder, "../src/a.ts");
  expect(toSourceStack(`Error: x\n    at f (${pathToFileURL(built).href}:2:1)\n    at ${built}:2:1`)).toBe(
    `Error: x\n    at f (${source}:3:5)\n    at ${source}:3:5`,
  );
});

test("leaves alone what it has no map for", () => {
  writeFileSync(join(folder, "broken.js.map"), "{");
  const stack = `Error: x\n    at f (${folder}/none.js:2:1)\n    at ${folder}/broken.js:2:1\n    at node:internal/a:1:2`;
  expect(toSourceStack(stack)).toBe(stack);
});
