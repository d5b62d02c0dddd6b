import { Agent, get, type IncomingMessage, request } from "node:http";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  browserOf,
  type DoorsServer,
  fromOutside,
  goodPassword,
  startDoorsServer,
} from "../../../test/support/doors.ts";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import type { DoorsConfig } from "./start-doors.ts";

const access = { viewWithoutLogin: false, trustLoopback: false, proxies: [], frameAncestors: [], cors: [] };

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let doors: DoorsServer | undefined;

beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  await doors?.[Symbol.asyncDispose]();
  doors = undefined;
  await folder.remove();
});

async function start(options: Partial<NonNullable<DoorsConfig["access"]>>): Promise<DoorsServer> {
  doors = await startDoorsServer(folder.path, { access: { ...access, ...options } });
  return doors;
}

const by = { who: "test" };
const firstUser = { name: "kari", role: "admin", password: goodPassword } as const;

test("viewing without login: strangers look at everything and change nothing, once a password is set", async () => {
  const { ask, accounts } = await start({ viewWithoutLogin: true });
  expect(await ask("api/v1/state", { headers: fromOutside })).toMatchObject({ status: 403, type: "set-up" });
  await accounts.users.add(firstUser, by);
  expect(await ask("api/v1/state", { headers: fromOutside })).toMatchObject({ status: 200 });
  expect(await ask("api/v1/session", { headers: fromOutside })).toMatchObject({
    json: { state: "signed-out", role: "viewer" },
  });
  expect(await ask("api/v1/users", { headers: fromOutside })).toMatchObject({ status: 401 });
  const push = { method: "POST", headers: fromOutside, body: "00" };
  expect(await ask("api/v1/sources/gate/frames", push)).toMatchObject({ status: 401 });
});

test("viewing without login: strangers take half of the live streams at most", async () => {
  const { ask, accounts, server } = await start({ viewWithoutLogin: true, trustLoopback: true });
  await accounts.users.add(firstUser, by);
  const agent = new Agent({ keepAlive: false });
  const held: IncomingMessage[] = [];
  const open = new Promise<void>((resolve) => {
    for (let i = 0; i < 16; i++) {
      get(new URL("api/v1/events", server.url), { agent, headers: fromOutside }, (stream) => {
        held.push(stream.resume());
        if (held.length === 16) resolve();
      });
    }
  });
  await open;
  expect(held.map(({ statusCode }) => statusCode)).toEqual(held.map(() => 200));
  const full = { status: 503, type: "too-many-clients" };
  expect(await ask("api/v1/events", { headers: fromOutside })).toMatchObject(full);
  expect(await ask("api/v1/events")).toMatchObject({ status: 200 });
  for (const stream of held) stream.destroy();
  await vi.waitFor(async () =>
    expect(await ask("api/v1/events", { headers: fromOutside })).toMatchObject({ status: 200 }),
  );
});

test("trusting this machine: it needs no login, and what a proxy passes on does", async () => {
  const { ask, accounts } = await start({ trustLoopback: true });
  await accounts.users.add(firstUser, by);
  expect(await ask("api/v1/session")).toMatchObject({ json: { state: "signed-in", role: "admin" } });
  expect(await ask("api/v1/users")).toMatchObject({ status: 200 });
  expect(await ask("api/v1/users", { headers: fromOutside })).toMatchObject({ status: 401 });
  expect(await ask("api/v1/users", { headers: { host: "meter.example" } })).toMatchObject({ status: 401 });
});

describe("login by a proxy", () => {
  const header = { "x-remote-user": "kari@home" };

  test("lets in who comes from it with the header, in the configured role, also without a password", async () => {
    const { ask } = await start({ proxyHeader: { name: "X-Remote-User", from: ["127.0.0.1"], role: "viewer" } });
    const headers = { ...fromOutside, ...header };
    expect(await ask("api/v1/session", { headers })).toMatchObject({
      json: { state: "signed-in", role: "viewer", user: "kari@home" },
    });
    expect(await ask("api/v1/state", { headers })).toMatchObject({ status: 200 });
    expect(await ask("api/v1/users", { headers })).toMatchObject({ status: 403, type: "role" });
    expect(await ask("api/v1/state", { headers: fromOutside })).toMatchObject({ status: 403, type: "set-up" });
    // A page whose name points to this machine could send the header as well.
    const rebound = { ...headers, host: "evil.example" };
    expect(await ask("api/v1/state", { headers: rebound })).toMatchObject({ status: 403, type: "unknown-host" });
  });

  test("is believed from nowhere else", async () => {
    const { ask } = await start({ proxyHeader: { name: "X-Remote-User", from: ["172.30.32.2"], role: "admin" } });
    const headers = { ...fromOutside, ...header };
    expect(await ask("api/v1/state", { headers })).toMatchObject({ status: 403, type: "set-up" });
  });
});

test("behind a named proxy tries are counted by the address that it names, else by its own", async () => {
  const { ask, accounts } = await start({ proxies: ["127.0.0.1"] });
  await accounts.users.add(firstUser, by);
  const logIn = (address: string, password: string) =>
    ask("api/v1/session", {
      method: "POST",
      headers: { "x-forwarded-for": address },
      body: { user: "kari", password },
    });
  for (let i = 0; i < 10; i++) await logIn("192.0.2.66", `guess ${i}`);
  expect(await logIn("192.0.2.66", goodPassword)).toMatchObject({ status: 429 });
  expect(await logIn("192.0.2.67", goodPassword)).toMatchObject({ status: 200 });
  const { items } = await Promise.resolve(
    (await ask("api/v1/audit", { headers: browserOf(await logIn("192.0.2.67", goodPassword)) })).json,
  );
  expect(items).toEqual(expect.arrayContaining([expect.objectContaining({ kind: "refused", address: "192.0.2.66" })]));
});

test("one client gets so many answers a minute, and others go on", async () => {
  const { ask } = await start({ proxies: ["127.0.0.1"] });
  const statusFor = async (address: string) =>
    (await ask("api/v1/session", { headers: { "x-forwarded-for": address } })).status;
  for (let i = 0; i < 1200; i += 100) await Promise.all(Array.from({ length: 100 }, () => statusFor("192.0.2.66")));
  expect(await statusFor("192.0.2.66")).toBe(429);
  expect(await statusFor("192.0.2.67")).toBe(200);
});

test("nobody frames the page but those who are named", async () => {
  const plain = await start({});
  const csp = (await plain.ask("")).headers["content-security-policy"];
  expect(csp).toContain("frame-ancestors 'none'");
  await plain[Symbol.asyncDispose]();
  const named = await start({ frameAncestors: ["self", "https://home.example"] });
  expect((await named.ask("")).headers["content-security-policy"]).toContain(
    "frame-ancestors 'self' https://home.example",
  );
});

test("a live stream ends when who reads it has logged out", async () => {
  const { ask, accounts, server, clock } = await start({});
  await accounts.users.add(firstUser, by);
  const entered = await ask("api/v1/session", { method: "POST", body: { user: "kari", password: goodPassword } });
  const headers = browserOf(entered);
  let isEnded = false;
  await new Promise<void>((resolve, reject) => {
    const call = request(new URL("api/v1/events", server.url), { headers, agent: false }, (response) => {
      response.on("data", () => resolve());
      response.on("error", () => undefined);
      response.on("close", () => {
        isEnded = true;
      });
    });
    call.on("error", reject);
    call.end();
  });
  await clock.advance(15_000);
  expect(isEnded).toBe(false);
  await ask("api/v1/session", { method: "DELETE", headers });
  await clock.advance(15_000);
  await vi.waitFor(() => expect(isEnded).toBe(true));
});
