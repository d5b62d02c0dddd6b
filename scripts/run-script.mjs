/**
 * `npm run bench`, `fuzz`, `torture` and `year`: builds, then runs every packages/<name>/<kind>/*.ts one after the other, as the
 * compiled code that users run; a package's name in front (`npm run bench -- gateway`) chooses that package's. Files in folders below
 * are their helpers. Further arguments go to each of them.
 */
import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ensureBuilt, ensureInstalled } from "./bootstrap.mjs";
import { root } from "./setup/paths.mjs";
import { runHeld } from "./setup/run-held.mjs";
import { runScript } from "./setup/run-script.mjs";
import { EXIT_CONFIG, SetupError } from "./setup/setup-error.mjs";

await runScript(async () => {
  const [kind = "", ...rest] = process.argv.slice(2);
  const [first] = rest;
  const name = first === undefined || first.startsWith("-") ? undefined : first;
  const args = name === undefined ? rest : rest.slice(1);
  const programs = programsOf(kind).filter((program) => name === undefined || program.startsWith(`${name}/`));
  if (programs.length === 0)
    throw new SetupError(`There is no packages/${name ?? "*"}/${kind}/*.ts to run.`, EXIT_CONFIG);
  await ensureInstalled();
  await ensureBuilt();
  await compile();
  let failures = 0;
  for (const program of programs) {
    console.log(`== packages/${program}`);
    const code = await run(join(root, "dist/tools", program.replace(/\.ts$/, ".js")), args);
    if (code !== 0) failures++;
  }
  return failures === 0 ? 0 : 1;
});

/**
 * @param {string} kind
 * @returns {string[]} relative to packages/
 */
function programsOf(kind) {
  const packages = readdirSync(join(root, "packages")).sort();
  return packages.flatMap((name) => {
    const folder = join(root, "packages", name, kind);
    if (kind === "" || !existsSync(folder)) return [];
    const files = readdirSync(folder).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
    return files.sort().map((file) => `${name}/${kind}/${file}`);
  });
}

async function compile() {
  const args = [join(root, "node_modules/typescript/bin/tsc"), "-b", "tsconfig.tools.json"];
  const { ok, output } = await runHeld(process.execPath, args, { cwd: root });
  if (ok) return;
  process.stderr.write(`${output.trimEnd()}\n`);
  throw new SetupError("The tools could not be compiled; what the compiler said is above.");
}

/**
 * @param {string} file
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
function run(file, args) {
  return new Promise((resolve, reject) => {
    // With the collector at hand a program can tell what it keeps from what is not yet collected.
    const flags = ["--expose-gc", "--enable-source-maps"];
    const child = spawn(process.execPath, [...flags, file, ...args], { cwd: root, stdio: "inherit" });
    /** @param {NodeJS.Signals} signal */
    const forward = (signal) => child.kill(signal);
    process.once("SIGINT", forward).once("SIGTERM", forward);
    child.on("error", reject);
    child.on("close", (code) => {
      process.off("SIGINT", forward).off("SIGTERM", forward);
      resolve(code ?? 1);
    });
  });
}
