import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Files of a package's sources, without tests. */
function sourcesOf(folder: string, ending: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => ending.test(file) && !/\.test\.ts$/.test(file))
    .map((file) => join(folder, file));
}

const read = (file: string) => readFileSync(join(root, file), "utf8");
const code = ["contract", "decoder", "energy", "gateway", "web"].flatMap((name) =>
  sourcesOf(`packages/${name}/src`, /\.(ts|svelte)$/),
);
const holding = (files: readonly string[], what: RegExp) => files.filter((file) => what.test(read(file)));

describe("the sources", () => {
  test("are looked at", () => {
    expect(code.length).toBeGreaterThan(300);
  });

  test("run no text from outside as code, and start no program but the simulator's serial line", () => {
    // Made of numbers, of places, and of the names of a reading's fields, each checked to be letters and digits (a test of the
    // decoder looks at what is made of every virtual meter); a page's policy forbids even that.
    const maker = "packages/decoder/src/bytes/code-maker.ts";
    expect(holding(code, /\beval\(|\bnew Function\(|node:vm"/)).toEqual([maker]);
    const made = holding(code, /\bCodeMaker\b|\bReadingCode\b/).map((file) =>
      file.replace("packages/decoder/src/", ""),
    );
    expect(made.sort()).toEqual([
      "bytes/code-maker.ts",
      "bytes/crc-code.ts",
      "bytes/octet-matcher.ts",
      "p1/digit-code.ts",
      "p1/telegram-plan.ts",
      "reading/list-plan.ts",
      "reading/message-plan.ts",
      "reading/reading-code.ts",
    ]);
    expect(read("packages/decoder/src/reading/reading-code.ts")).toContain("if (!fieldName.test(name)) throw");
    expect(holding(code, /child_process"/)).toEqual(["packages/gateway/src/cli/simulate-pty.ts"]);
    expect(read("packages/gateway/src/cli/simulate-pty.ts")).not.toMatch(/shell: true|\bexec\(/);
  });

  test("put no text into a page as HTML", () => {
    const pages = code.filter((file) => file.startsWith("packages/web/"));
    expect(holding(pages, /\{@html|innerHTML|outerHTML|insertAdjacentHTML|document\.write/)).toEqual([]);
  });

  test("ask for passwords in fields that hide them and that password managers know", () => {
    const withPasswords = code.filter((file) => file.endsWith(".svelte") && /type="password"/.test(read(file)));
    expect(withPasswords).toContain(join("packages/web/src/pages/sign-in/SignInPage.svelte"));
    expect(read("packages/web/src/pages/sign-in/SignInPage.svelte")).toContain('"new-password" : "current-password"');
    const asking = code.filter((file) => read(file).includes('"current-password"'));
    expect(holding(asking, /onpaste|autocomplete="off"/)).toEqual([]);
  });

  test("hash and sign with SHA-256 only, and make secrets with the system's generator", () => {
    const hashes = code.flatMap((file) =>
      [...read(file).matchAll(/create(?:Hash|Hmac)\(\s*"([^"]+)"/g)].map(
        ([, name]) => `${relative(root, file)} ${name}`,
      ),
    );
    expect(hashes.length).toBeGreaterThan(5);
    expect(hashes.filter((use) => !use.endsWith(" sha256"))).toEqual([]);
    const doors = code.filter((file) => /gateway\/src\/(access|api\/doors)\//.test(file));
    expect(doors.length).toBeGreaterThan(15);
    expect(holding(doors, /Math\.random/)).toEqual([]);
  });

  test("give SQL nothing but its parameters", () => {
    const tables = sourcesOf("packages/gateway/src/store/access", /\.ts$/);
    expect(tables.length).toBeGreaterThan(5);
    expect(holding(tables, /(prepare|exec)\([^)]*\$\{/)).toEqual([]);
  });
});

test("every dependency has one exact version, and the lock file a hash of it", () => {
  const manifests = [
    "package.json",
    ...readdirSync(join(root, "packages")).map((name) => `packages/${name}/package.json`),
  ];
  const loose = manifests.flatMap((file) => {
    const manifest: unknown = JSON.parse(read(file));
    const lists = ["dependencies", "devDependencies", "optionalDependencies"].map((list) => fieldOf(manifest, list));
    return lists.flatMap((list) =>
      Object.entries(list ?? {}).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(String(version))),
    );
  });
  expect(loose).toEqual([]);
  const packages = Object.entries(fieldOf(JSON.parse(read("package-lock.json")), "packages") ?? {});
  const theirs = packages.filter(
    ([path, entry]) => path.startsWith("node_modules/") && fieldOf(entry, "link") !== true,
  );
  expect(theirs.length).toBeGreaterThan(100);
  expect(theirs.filter(([, entry]) => fieldOf(entry, "integrity") === undefined).map(([path]) => path)).toEqual([]);
});

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
}
