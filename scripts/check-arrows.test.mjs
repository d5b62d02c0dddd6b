import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findForbiddenArrows } from "./check-arrows.mjs";

/** @type {string} */
let root;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "meter2mqtt-arrows-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/**
 * @param {string} path below packages/
 * @param {string} text
 */
function arrowsOf(path, text) {
  const file = join(root, "packages", path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return findForbiddenArrows(root);
}

describe("between packages", () => {
  test.each([
    ["gateway/src/a.ts", 'import { x } from "@meter2mqtt/decoder";'],
    ["simulator/src/a.test.ts", 'import { x } from "@meter2mqtt/corpus";'],
    ["energy/src/a.ts", 'import type { X } from "@meter2mqtt/decoder";'],
    ["energy/src/a.test.ts", 'import { x } from "@meter2mqtt/decoder";'],
    ["decoder/fuzz/a.ts", 'import { x } from "@meter2mqtt/simulator";'],
    ["web/src/App.svelte", '<script lang="ts">import type { X } from "@meter2mqtt/contract";</script>'],
    ["contract/src/a.ts", 'import { Type } from "typebox"; import { x } from "./b.ts";'],
  ])("%s may hold %s", (path, text) => {
    expect(arrowsOf(path, text)).toEqual([]);
  });

  test.each([
    ["decoder/src/a.ts", 'import { x } from "@meter2mqtt/contract";', "decoder may not import contract"],
    ["decoder/src/a.test.ts", 'import { x } from "@meter2mqtt/gateway";', "decoder may not import gateway"],
    ["gateway/src/a.ts", 'export * from "@meter2mqtt/web";', "gateway may not import web"],
    ["gateway/src/a.ts", 'import { x } from "@meter2mqtt/corpus";', "gateway may not import corpus"],
    ["gateway/src/a.ts", 'import { x } from "../../web/src/a.ts";', "gateway may not import web"],
    ["simulator/src/a.ts", 'const x = await import("@meter2mqtt/gateway");', "simulator may not import gateway"],
    ["contract/src/a.ts", 'type X = import("@meter2mqtt/gateway").X;', "contract may not import gateway"],
    ["web/src/App.svelte", '<p>\n<script>import "@meter2mqtt/gateway";</script>', "web may not import gateway"],
    ["energy/src/a.ts", 'import { x } from "@meter2mqtt/decoder";', "energy may not import decoder"],
    ["novel/src/a.ts", 'import "@meter2mqtt/decoder";', "package novel has no row in checking/arrows.mjs"],
  ])("%s may not hold %s", (path, text, complaint) => {
    const line = path.endsWith(".svelte") ? 2 : 1;
    expect(arrowsOf(path, text)).toEqual([expect.stringContaining(`packages/${path}:${line}: ${complaint} (`)]);
  });
});

describe("inside the decoder", () => {
  test.each([
    ["apdu/a.ts", 'import { x } from "../axdr/b.ts"; import { y } from "../bytes/c.ts"; import { z } from "./d.ts";'],
    ["profiles/a.ts", 'import type { X } from "../reading/b.ts";'],
    ["explain/a.ts", 'import { x } from "../sml/b.ts";'],
    ["pipeline.ts", 'import { x } from "./reading/b.ts";'],
    ["index.ts", 'export { x } from "./explain/b.ts"; export { y } from "./pipeline.ts";'],
    ["framing/a.test.ts", 'import { x } from "../reading/b.ts";'],
  ])("%s may hold %s", (path, text) => {
    expect(arrowsOf(`decoder/src/${path}`, text)).toEqual([]);
  });

  test.each([
    ["axdr/a.ts", 'import { x } from "../apdu/b.ts";', "decoder part axdr may not import apdu"],
    ["framing/a.ts", 'import { x } from "../pipeline.ts";', "decoder part framing may not import pipeline"],
    ["profiles/a.ts", 'import { x } from "../reading/b.ts";', "decoder part profiles may not import reading"],
    ["novel/a.ts", 'import { x } from "../axdr/b.ts";', "decoder part novel has no row in checking/arrows.mjs"],
    [
      "bytes/a.ts",
      'import { x } from "../axdr/b.ts";',
      "bytes is open to all parts and may import only such parts, not axdr",
    ],
  ])("%s may not hold %s", (path, text, complaint) => {
    expect(arrowsOf(`decoder/src/${path}`, text)).toEqual([expect.stringContaining(`: ${complaint} (`)]);
  });
});
