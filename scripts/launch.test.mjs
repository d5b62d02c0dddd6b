import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { root } from "./setup/paths.mjs";

/** @type {string} */
let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "meter2mqtt-launch-"));
  cpSync(join(root, "bin"), join(folder, "bin"), { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/**
 * Runs the executable as it stands in an image: with what was built, without sources and set-up.
 *
 * @param {string} body of the function that the gateway exports as `main`
 * @param {NodeJS.ProcessEnv} [env]
 */
function run(body, env = {}) {
  mkdirSync(join(folder, "packages/gateway/dist/bundle"), { recursive: true });
  writeFileSync(join(folder, "packages/gateway/dist/bundle/main.js"), `export async function main(argv) { ${body} }`);
  const program = join(folder, "bin/meter2mqtt.js");
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, "decode", "a b"], {
    encoding: "utf8",
    env: { ...process.env, METER2MQTT_DEBUG: "", ...env },
  });
  return { status, stdout, stderr };
}

describe("bin/meter2mqtt.js", () => {
  test("hands its arguments on, and passes the exit code back", () => {
    const { status, stdout, stderr } = run("console.log(JSON.stringify(argv)); return 3;");
    expect({ status, stdout, stderr }).toEqual({ status: 3, stdout: '["decode","a b"]\n', stderr: "" });
  });

  test.each([
    ["a rejection", 'throw new Error("it\\n  broke");'],
    ["an exception outside it", 'setTimeout(() => { throw new Error("it broke"); }); await new Promise(() => {});'],
    ["a promise that nobody waits for", 'Promise.reject(new Error("it broke")); await new Promise(() => {});'],
  ])("tells of %s in one line", (_about, body) => {
    expect(run(body)).toEqual({ status: 1, stdout: "", stderr: "meter2mqtt: it broke\n" });
  });

  test("shows the stack to whoever asks for it", () => {
    const { status, stderr } = run('throw new Error("it broke");', { METER2MQTT_DEBUG: "1" });
    expect(status).toBe(1);
    expect(stderr).toMatch(/Error: it broke\n +at main /);
  });

  test("ends with the exit code that an error brings", () => {
    const { status, stderr } = run('throw Object.assign(new Error("no such key"), { exitCode: 78 });');
    expect({ status, stderr }).toEqual({ status: 78, stderr: "meter2mqtt: no such key\n" });
  });

  test("says nothing of SQLite being experimental, but lets other warnings through", () => {
    const warnings =
      'process.emitWarning("SQLite is an experimental feature", "ExperimentalWarning"); process.emitWarning("mind");';
    const { stderr } = run(`${warnings} return 0;`);
    expect(stderr).toContain("Warning: mind");
    expect(stderr).not.toContain("SQLite");
  });
});
