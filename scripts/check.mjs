/** `npm run check`: all that can be said about the code without running it. Each step says what became of it. */
import { join } from "node:path";
import { ensureInstalled } from "./bootstrap.mjs";
import { builtPackages, root } from "./setup/paths.mjs";
import { runHeld } from "./setup/run-held.mjs";
import { runScript } from "./setup/run-script.mjs";

/** @typedef {{ ok: boolean, output: string }} StepResult */

const tsc = "node_modules/typescript/bin/tsc";
const svelteCheck = ["node_modules/svelte-check/bin/svelte-check", "--workspace", "packages/web", "--output", "human"];

/** In this order: the types of tests and pages are checked against what the packages' build has written. */
const steps = [
  { title: "format and lint", run: () => node("node_modules/@biomejs/biome/bin/biome", "check", "--colors=off") },
  { title: "types of the packages", run: () => node(tsc, "-b", ...builtPackages.map((name) => `packages/${name}`)) },
  { title: "types of the tests", run: () => node(tsc, "-p", "tsconfig.test.json") },
  { title: "types of the tools", run: () => node(tsc, "-b", "tsconfig.tools.json") },
  { title: "types of the scripts", run: () => node(tsc, "-p", "tsconfig.scripts.json") },
  {
    title: "types of the pages",
    run: () => node(...svelteCheck, "--tsconfig", "./tsconfig.json", "--fail-on-warnings"),
  },
  {
    title: "unused files, exports and dependencies",
    run: () => node("node_modules/knip/bin/knip.js", "--no-progress", "--no-config-hints"),
  },
  { title: "arrows between packages", run: checkArrows },
];

await runScript(async () => {
  await ensureInstalled();
  let failures = 0;
  for (const { title, run } of steps) {
    const start = performance.now();
    const { ok, output } = await run();
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${ok ? "ok    " : "FAILED"} ${title} (${seconds} s)`);
    if (ok) continue;
    failures++;
    console.log(output.trimEnd().replace(/^/gm, "       "));
  }
  console.log(failures === 0 ? "All checks passed." : `${failures} of ${steps.length} checks failed.`);
  return failures === 0 ? 0 : 1;
});

/**
 * @param {readonly string[]} args
 * @returns {Promise<StepResult>}
 */
function node(...args) {
  return runHeld(
    process.execPath,
    args.map((arg) => (arg.startsWith("node_modules/") ? join(root, arg) : arg)),
    {
      cwd: root,
      env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" },
    },
  );
}

/** @returns {Promise<StepResult>} */
async function checkArrows() {
  // Not above: it needs the compiler, which may only just have been installed.
  const { findForbiddenArrows } = await import("./check-arrows.mjs");
  const lines = findForbiddenArrows(root);
  return { ok: lines.length === 0, output: lines.join("\n") };
}
