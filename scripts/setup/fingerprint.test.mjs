import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fingerprintOf, readStamp, writeStamp } from "./fingerprint.mjs";

/** @type {string} */
let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "meter2mqtt-fingerprint-"));
  mkdirSync(join(folder, "src/deep"), { recursive: true });
  writeFileSync(join(folder, "src/deep/a.ts"), "1");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const digest = () => fingerprintOf(folder, ["src", "absent.json"]);

describe("fingerprintOf", () => {
  test("stays while nothing changes", () => {
    expect(digest()).toBe(digest());
  });

  test.each([
    ["a new time", () => utimesSync(join(folder, "src/deep/a.ts"), new Date(), new Date(0))],
    ["a new size", () => writeFileSync(join(folder, "src/deep/a.ts"), "12")],
    ["a new file", () => writeFileSync(join(folder, "src/b.ts"), "")],
    ["a new name", () => renameSync(join(folder, "src/deep/a.ts"), join(folder, "src/deep/b.ts"))],
    ["a removed file", () => rmSync(join(folder, "src/deep/a.ts"))],
    ["a listed file that appears", () => writeFileSync(join(folder, "absent.json"), "")],
  ])("changes with %s", (_about, change) => {
    const before = digest();
    change();
    expect(digest()).not.toBe(before);
  });

  test.each(["src/a.test.ts", "src/dist/a.js", "src/node_modules/a.js"])("does not look at %s", (path) => {
    const before = digest();
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), "");
    expect(digest()).toBe(before);
  });
});

describe("readStamp", () => {
  test("gives what was written, and nothing where that cannot be understood", () => {
    const file = join(folder, "stamp.json");
    expect(readStamp(file)).toEqual({});
    writeStamp(file, { node: "x" });
    expect(readStamp(file)).toEqual({ node: "x" });
    writeFileSync(file, "{");
    expect(readStamp(file)).toEqual({});
  });
});
