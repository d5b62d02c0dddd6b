import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createLog } from "../runtime/log.ts";
import { UserProfiles } from "./user-profiles.ts";

const wait = { timeout: 60_000, interval: 20 };

let around: string;
let folder: string;
let lines: string[];
let profiles: UserProfiles;
beforeEach(() => {
  around = mkdtempSync(join(tmpdir(), "meter2mqtt-profiles-"));
  folder = join(around, "profiles");
  lines = [];
  const log = createLog({ level: "info", destination: { write: (line) => void lines.push(line) }, pretty: false });
  profiles = new UserProfiles({ folder, log });
});
afterEach(async () => {
  await profiles[Symbol.asyncDispose]();
  rmSync(around, { recursive: true });
});

function write(name: string, text: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
}

const good = (id: string) => `id: ${id}\nflagIds: [ABC]\n`;
const ids = () => profiles.current.map(({ id }) => id);
const until = (...expected: readonly string[]) => vi.waitFor(() => expect(ids()).toEqual(expected), wait);
const errors = () => lines.map((line) => JSON.parse(line)).filter(({ level }) => level === 50);

describe("the folder of profiles", () => {
  test("is read at the start, in the order of its files' names", () => {
    write("b.json", JSON.stringify({ id: "second", flagIds: ["ABC"] }));
    write("a.yml", good("first"));
    write("notes.txt", "id: no-profile");
    profiles.start();
    expect(ids()).toEqual(["first", "second"]);
  });

  test("is watched: what is written, changed and removed takes effect, and listeners are told", async () => {
    write("a.yaml", good("one"));
    profiles.start();
    const told: (readonly string[])[] = [];
    profiles.subscribe((current) => told.push(current.map(({ id }) => id)));
    write("b.yaml", good("two"));
    await until("one", "two");
    write("a.yaml", good("three"));
    await until("three", "two");
    rmSync(join(folder, "b.yaml"));
    await until("three");
    expect(told.at(-1)).toEqual(["three"]);
  });

  test("may come later, go, and be replaced", async () => {
    profiles.start();
    expect(ids()).toEqual([]);
    write("a.yaml", good("late"));
    await until("late");
    renameSync(folder, join(around, "old"));
    await until();
    write("b.yaml", good("again"));
    await until("again");
    write("c.yaml", good("watched"));
    await until("again", "watched");
  });

  test("a bad file is logged with file, line, key and what was expected; the good ones stay in force", async () => {
    write("a.yaml", good("fine"));
    write("b.yaml", "id: b\nflagIds: [abc]\n");
    profiles.start();
    expect(ids()).toEqual(["fine"]);
    expect(errors()).toEqual([
      expect.objectContaining({
        component: "profiles",
        file: join(folder, "b.yaml"),
        line: 2,
        setting: "flagIds.0",
        problem: expect.stringContaining("expected three capital letters"),
      }),
    ]);
    write("a.yaml", "id: [");
    await vi.waitFor(
      () =>
        expect(errors()).toContainEqual(expect.objectContaining({ msg: expect.stringContaining("last good version") })),
      wait,
    );
    expect(ids()).toEqual(["fine"]);
  });

  test("two of one name: the first in the order of file names stays", () => {
    write("a.yaml", good("same"));
    write("b.yaml", good("same"));
    profiles.start();
    expect(ids()).toEqual(["same"]);
    expect(errors()).toEqual([expect.objectContaining({ file: join(folder, "b.yaml"), setting: "id" })]);
  });
});
