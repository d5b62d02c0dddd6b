import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { withLock } from "./lock.mjs";

/** @type {string} */
let folder;
/** @type {string} */
let file;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "meter2mqtt-lock-"));
  file = join(folder, "state/setup.lock");
});
/** @type {import("node:child_process").ChildProcess | undefined} */
let other;
afterEach(() => {
  other?.kill();
  rmSync(folder, { recursive: true, force: true });
});

describe("withLock", () => {
  test("waits until another process lets go, gives back what the work gives, and leaves no file", async () => {
    const program = `import { withLock } from ${JSON.stringify(new URL("lock.mjs", import.meta.url).href)};
      await withLock(process.argv[1], async () => {
        console.log("in");
        await new Promise((resolve) => process.stdin.once("data", resolve));
        console.log("out");
      });
      process.stdin.destroy();`;
    other = spawn(process.execPath, ["--input-type=module", "-e", program, file], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const { stdin, stdout, pid } = other;
    const closed = once(other, "close");
    let said = "";
    stdout?.on("data", (chunk) => {
      said += chunk;
    });
    await vi.waitFor(() => expect(said).toBe("in\n"));
    /** @type {string[]} */
    const waitedFor = [];
    const onWait = (/** @type {string} */ holder) => {
      waitedFor.push(holder);
      stdin?.write("go\n");
    };
    const result = await withLock(file, async () => existsSync(file), { onWait });
    await closed;
    expect({ result, said, waitedFor }).toEqual({ result: true, said: "in\nout\n", waitedFor: [String(pid)] });
    expect(existsSync(file)).toBe(false);
  });

  test("lets go when the work fails", async () => {
    await expect(withLock(file, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(existsSync(file)).toBe(false);
  });

  test("takes over from a process that is gone", async () => {
    const gone = spawn(process.execPath, ["-e", ""]);
    await once(gone, "close");
    await withLock(file, async () => {});
    writeFileSync(file, `${gone.pid} ${hostname()} 1`);
    expect(await withLock(file, async () => "mine", { waitMs: 0 })).toBe("mine");
  });

  test("takes over from a holder whose heartbeat has stopped, wherever it ran", async () => {
    await withLock(file, async () => {});
    writeFileSync(file, `${process.ppid} elsewhere 1`);
    const longAgo = new Date(Date.now() - 3_600_000);
    utimesSync(file, longAgo, longAgo);
    expect(await withLock(file, async () => "mine", { waitMs: 0 })).toBe("mine");
  });

  test("gives up on a live holder after the bounded wait, and leaves it its lock", async () => {
    await withLock(file, async () => {});
    writeFileSync(file, `${process.ppid} ${hostname()} 1`);
    await expect(withLock(file, async () => {}, { waitMs: 0 })).rejects.toThrow(
      `Another set-up (process ${process.ppid}) has not ended`,
    );
    expect(existsSync(file)).toBe(true);
  });
});
