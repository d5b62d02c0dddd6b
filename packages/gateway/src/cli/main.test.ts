import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { atPresent } from "../../test/support/at-present.ts";
import { ConfigError } from "../errors.ts";
import { main } from "./main.ts";
import { configErrorWords } from "./run.ts";

let folder: string;
let said: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "meter2mqtt-cli-"));
  said = "";
  const hear = (text: string | Uint8Array) => {
    said += String(text);
    return true;
  };
  vi.spyOn(process.stdout, "write").mockImplementation(hear);
  vi.spyOn(process.stderr, "write").mockImplementation(hear);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

test("--version and --help end with 0", async () => {
  expect(await main(["--version"])).toBe(0);
  expect(said).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(await main(["--help"])).toBe(0);
  for (const command of ["run", "decode", "simulate"]) expect(said).toContain(command);
});

test.each([[["--nonsense"]], [["run", "--nonsense"]], [["run", "--config"]], [["fly"]]])(
  "%j is wrong usage",
  async (argv) => {
    expect(await main(argv)).toBe(2);
    expect(said).toContain("error:");
  },
);

test("what isn't a command is said so, with the one that is near", async () => {
  expect(await main(["exprot", "--raw"])).toBe(2);
  expect(said).toContain('there is no command "exprot"; is "export" meant?');
  expect(said).not.toContain("too many arguments");
});

test("a wrong configuration is one sentence and exit code 78", async () => {
  const file = join(folder, "wrong.yaml");
  writeFileSync(file, "http:\n  prt: 1\n");
  expect(await main(["run", "--config", file])).toBe(78);
  expect(said).toBe(`${file}, line 2: \`http.prt\` is not a setting. Is \`port\` meant?\n`);
});

test("a setting that only its part of the gateway can check is named as well", async () => {
  const file = join(folder, "wrong.yaml");
  writeFileSync(file, "sources: [{ type: simulator, model: nonsense }]\nhttp: { port: 0 }\nbroker: { port: 0 }\n");
  expect(await main(["--config", file])).toBe(78);
  expect(said).toMatch(/^sources\.simulator\.model: there is no virtual meter "nonsense"\. Choose one of: kamstrup-dk/);
  expect(configErrorWords(new ConfigError("`a.b` is wrong.", "a.b", "Mend it."))).toBe("`a.b` is wrong. Mend it.");
});

test("runs until SIGTERM and ends with 0 within 2 s", async () => {
  const file = join(folder, "quiet.yaml");
  writeFileSync(file, "http: { port: 0 }\nbroker: { port: 0 }\n");
  const ended = main(["--config", file, "--listen", "127.0.0.1:0"]);
  await vi.waitFor(() => expect(said).toContain("the meter is heard"), { timeout: 60_000 });
  const asked = Date.now();
  process.emit("SIGTERM", "SIGTERM");
  expect(await ended).toBe(0);
  expect(Date.now() - asked).toBeLessThan(atPresent(2000));
});
