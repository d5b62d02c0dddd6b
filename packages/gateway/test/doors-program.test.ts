import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { connectAsync } from "mqtt";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ask, browserOf, fromOutside, goodPassword } from "./support/doors.ts";
import { eventually } from "./support/eventually.ts";
import { ProgramProcess } from "./support/gateway-process.ts";
import { subscribe } from "./support/mqtt-subscriber.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const executable = fileURLToPath(new URL("../../../bin/meter2mqtt.js", import.meta.url));

// Each command is a process of its own, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let gateway: ProgramProcess;
let url: string;

beforeEach(async () => {
  folder = await temporaryFolder();
  const settings = { http: { port: 0, hostNames: ["meter.example"] }, broker: { enabled: false } };
  await writeFile(join(folder.path, "meter2mqtt.yaml"), JSON.stringify(settings), { mode: 0o600 });
  gateway = new ProgramProcess([], folder.path);
  url = await gateway.says(/the page is at (http:\S+\/)/);
});
afterEach(async () => {
  await gateway.end();
  await folder.remove();
});

/** The command line, beside the gateway at work. */
async function command(args: readonly string[], input = ""): Promise<{ code: unknown; out: string; err: string }> {
  const child = spawn(process.execPath, [executable, ...args], { cwd: folder.path, stdio: "pipe" });
  child.stdin.end(input);
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  return { code, out, err };
}

const get = (path: string, headers: Readonly<Record<string, string>> = {}) => ask(new URL(path, url), { headers });
const logIn = (password: string, user = "kari") =>
  ask(new URL("api/v1/session", url), { method: "POST", body: { user, password } });

describe("the command line, while the gateway runs", () => {
  test("sets the first password, and a lost one anew, whose sessions end", async () => {
    expect(await get("api/v1/session")).toMatchObject({ json: { state: "open" } });
    expect(await command(["user", "add", "kari"], `${goodPassword}\n`)).toMatchObject({ code: 0, out: "" });
    expect(await get("api/v1/state")).toMatchObject({ status: 401 });
    const session = browserOf(await logIn(goodPassword));
    expect(await get("api/v1/state", session)).toMatchObject({ status: 200 });

    expect(await command(["user", "password", "kari"], "seven red ladders\n")).toMatchObject({ code: 0 });
    expect(await get("api/v1/state", session)).toMatchObject({ status: 401 });
    expect(await logIn(goodPassword)).toMatchObject({ status: 401 });
    const admin = browserOf(await logIn("seven red ladders"));
    const { json } = await get("api/v1/audit", admin);
    expect(json["items"]).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ who: "command line", action: "user kari added as admin" }),
        expect.objectContaining({ who: "command line", action: "password of kari changed" }),
        expect.objectContaining({ kind: "refused", who: "kari", address: "127.0.0.1" }),
      ]),
    );
  });

  test("lists and removes users; the last of all may go, an admin before viewers not", async () => {
    await command(["user", "add", "kari"], goodPassword);
    await command(["user", "add", "ola", "--role", "viewer"], goodPassword);
    const { out } = await command(["user", "list"]);
    expect(out).toMatch(/^kari +admin .*\nola +viewer .*never logged in\n$/);
    expect(await command(["user", "remove", "kari"])).toMatchObject({
      code: 1,
      err: "kari is the only admin: give another user this role first.\n",
    });
    expect(await command(["user", "add", "KARI"], goodPassword)).toMatchObject({ code: 1 });
    expect(await command(["user", "add", "per"], "short")).toMatchObject({
      code: 1,
      err: "A password has at least 10 characters.\n",
    });
    expect(await command(["user", "add", "per"])).toMatchObject({ code: 2 });
    await command(["user", "remove", "ola"]);
    const session = browserOf(await logIn(goodPassword));
    const last = await command(["user", "remove", "kari"]);
    expect([last.code, last.err]).toEqual([0, expect.stringContaining("No password is set now")]);
    expect(await get("api/v1/session", { ...session, ...fromOutside })).toMatchObject({ json: { state: "set-up" } });
    expect(await get("api/v1/state")).toMatchObject({ status: 200 });
  });

  test("makes tokens, shows them once, and takes them back at once", async () => {
    await command(["user", "add", "kari"], goodPassword);
    const { code, out } = await command(["token", "add", "evcc"]);
    expect([code, out]).toEqual([0, expect.stringMatching(/^m2m_[\w-]{43}\n$/)]);
    const bearer = { authorization: `Bearer ${out.trim()}` };
    expect(await get("data.json", bearer)).toMatchObject({ status: 200 });
    expect((await command(["token", "list"])).out).toMatch(/^evcc +read .*last used/);
    expect((await command(["token", "list"])).out).not.toContain(out.trim());
    expect(await command(["token", "revoke", "evcc"])).toMatchObject({ code: 0 });
    expect(await get("data.json", bearer)).toMatchObject({ status: 401, type: "bad-token" });
    expect(await command(["token", "revoke", "evcc"])).toMatchObject({ code: 1 });
  });

  test("the code of the log sets the first password from another machine", async () => {
    const code = await gateway.says(/"code":"([A-Z0-9]{5}-[A-Z0-9]{5})"/);
    const setUp = await ask(new URL("api/v1/set-up", url), {
      method: "POST",
      headers: { ...fromOutside, host: "meter.example" },
      body: { code, user: "kari", password: goodPassword },
    });
    expect(setUp).toMatchObject({ status: 200, json: { state: "signed-in", role: "admin" } });
    expect(gateway.said).not.toContain(goodPassword);
  });
});

test("the embedded broker asks for the configured password, and the gateway itself publishes with it", async () => {
  const own = await temporaryFolder();
  const broker = { port: 0, user: "meter", password: "seven red ladders" };
  await writeFile(join(own.path, "meter2mqtt.yaml"), JSON.stringify({ http: { port: 0 }, broker }), { mode: 0o600 });
  const program = new ProgramProcess([], own.path);
  try {
    const place = await program.says(/MQTT: (mqtt:\/\/\S+?);/);
    const reader = await subscribe(place, { protocolVersion: 4, username: "meter", password: "seven red ladders" });
    await eventually("the gateway's state", () => reader.payloads("meter2mqtt/bridge/state").includes("online"));
    await reader.end();
    await expect(connectAsync(place, { protocolVersion: 4, reconnectPeriod: 0 })).rejects.toThrow(/not authorized/i);
    expect(program.said).not.toContain("seven red ladders");
  } finally {
    await program.end();
    await own.remove();
  }
});
