import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  type AskOptions,
  browserOf,
  type DoorsServer,
  fromOutside,
  goodPassword,
  startDoorsServer,
} from "../../../test/support/doors.ts";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";

type Headers = Readonly<Record<string, string>>;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let doors: DoorsServer;
let admin: Headers;

beforeEach(async () => {
  folder = await temporaryFolder();
  doors = await startDoorsServer(folder.path);
  const body = { code: doors.code, user: "kari", password: goodPassword };
  admin = await entered("api/v1/set-up", body);
});
afterEach(async () => {
  await doors[Symbol.asyncDispose]();
  await folder.remove();
});

async function entered(path: string, body: object): Promise<Headers> {
  const answer = await doors.ask(path, { method: "POST", headers: fromOutside, body });
  return { ...fromOutside, ...browserOf(answer) };
}

const as = (headers: Headers, method: string, path: string, body?: unknown) =>
  doors.ask(path, { method, headers, body } satisfies AskOptions);
const addUser = (name: string, role: string, headers = admin) =>
  as(headers, "POST", "api/v1/users", { name, role, password: goodPassword });
const logIn = (user: string) => entered("api/v1/session", { user, password: goodPassword });

describe("users", () => {
  test("are added, changed and removed by admins, who see no hash", async () => {
    expect(await addUser("ola", "viewer")).toMatchObject({ status: 201 });
    const { json, text } = await as(admin, "GET", "api/v1/users");
    expect(json["items"]).toEqual([
      {
        ...{ name: "kari", role: "admin", createdAt: "2026-01-15T12:00:00.000Z" },
        ...{ passwordAt: "2026-01-15T12:00:00.000Z", loggedInAt: "2026-01-15T12:00:00.000Z" },
      },
      { name: "ola", role: "viewer", createdAt: expect.any(String), passwordAt: expect.any(String) },
    ]);
    expect(text).not.toContain("argon2");
    expect(await as(admin, "PATCH", "api/v1/users/ola", { role: "admin" })).toMatchObject({ status: 200 });
    expect(await as(admin, "DELETE", "api/v1/users/ola")).toMatchObject({ status: 200 });
    expect(await as(admin, "DELETE", "api/v1/users/ola")).toMatchObject({ status: 404, type: "unknown" });
  });

  test("lose their sessions when they are removed or get a new password, and their rights with their role", async () => {
    await addUser("ola", "admin");
    await addUser("per", "viewer");
    const [ola, per] = [await logIn("ola"), await logIn("per")];
    expect(await as(ola, "GET", "api/v1/users")).toMatchObject({ status: 200 });
    await as(admin, "PATCH", "api/v1/users/ola", { role: "viewer" });
    expect(await as(ola, "GET", "api/v1/users")).toMatchObject({ status: 403, type: "role" });
    expect(await as(ola, "GET", "api/v1/state")).toMatchObject({ status: 200 });
    await as(admin, "DELETE", "api/v1/users/ola");
    expect(await as(ola, "GET", "api/v1/state")).toMatchObject({ status: 401 });
    await as(admin, "PATCH", "api/v1/users/per", { password: "seven red ladders" });
    expect(await as(per, "GET", "api/v1/state")).toMatchObject({ status: 401 });
  });

  test("a viewer changes nothing of others, and an admin the own password only with the current one", async () => {
    await addUser("ola", "viewer");
    const ola = await logIn("ola");
    expect(await as(ola, "PATCH", "api/v1/users/kari", { password: "seven red ladders" })).toMatchObject({
      status: 403,
    });
    expect(await as(ola, "PATCH", "api/v1/users/ola", { role: "admin" })).toMatchObject({ status: 403 });
    expect(await as(ola, "DELETE", "api/v1/users/kari")).toMatchObject({ status: 403 });
    const own = await as(admin, "PATCH", "api/v1/users/KARI", { password: "seven red ladders" });
    expect(own).toMatchObject({ status: 400, type: "own-password" });
  });

  test("one of them is always an admin", async () => {
    await addUser("ola", "viewer");
    expect(await as(admin, "DELETE", "api/v1/users/kari")).toMatchObject({ status: 409, type: "last-admin" });
    expect(await as(admin, "PATCH", "api/v1/users/kari", { role: "viewer" })).toMatchObject({ status: 409 });
  });

  test("there is none as long as nobody has made one", async () => {
    const other = await temporaryFolder();
    const fresh = await startDoorsServer(other.path);
    try {
      expect(fresh.accounts.users.all()).toEqual([]);
      expect(fresh.accounts.tokens.all()).toEqual([]);
      for (const user of ["admin", "root", "meter2mqtt"])
        expect(await fresh.accounts.users.withPassword(user, user)).toBeUndefined();
    } finally {
      await fresh[Symbol.asyncDispose]();
      await other.remove();
    }
  });

  test.each([
    ["no JSON", "{", 400],
    ["a role that there isn't", { name: "ola", role: "owner", password: goodPassword }, 400],
    ["a field too many", { name: "ola", role: "viewer", password: goodPassword, hash: "x" }, 400],
    ["a name with blanks", { name: "o la", role: "viewer", password: goodPassword }, 400],
    ["a name with signs of another line", { name: "ola\nadmin", role: "viewer", password: goodPassword }, 400],
    ["a list for a name", { name: ["ola", "per"], role: "viewer", password: goodPassword }, 400],
    ["a name twice", { name: "Kari", role: "viewer", password: goodPassword }, 409],
  ])("are not made of %s", async (_about, body, status) => {
    const headers = { ...admin, "content-type": "application/json" };
    expect((await as(headers, "POST", "api/v1/users", body)).status).toBe(status);
    expect(doors.accounts.users.all().map(({ name }) => name)).toEqual(["kari"]);
  });
});

describe("names that are made to break something", () => {
  const names = [
    "'; DROP TABLE users; --",
    '"}],"items":[{"name":"x',
    "<script>alert(1)</script>",
    "__proto__",
    "../../etc/passwd",
    "$(touch /tmp/x)",
    "%s%n",
  ];

  test.each(names)("%s stays a name", async (name) => {
    expect(await as(admin, "POST", "api/v1/tokens", { name, scope: "read" })).toMatchObject({ status: 201 });
    const answer = await as(admin, "GET", "api/v1/tokens");
    expect(answer.json["items"]).toEqual([expect.objectContaining({ name })]);
    expect(answer.headers["content-type"]).toBe("application/json; charset=utf-8");
    expect(await as(admin, "GET", "api/v1/users")).toMatchObject({ status: 200 });
    const path = `api/v1/users/${encodeURIComponent(name)}`;
    expect(await as(admin, "DELETE", path)).toMatchObject({ status: 404 });
  });
});

describe("the audit log", () => {
  test("has changes, logins and refusals, with who and from where, the newest first", async () => {
    await addUser("ola", "viewer");
    await as({ ...fromOutside }, "POST", "api/v1/session", { user: "ola", password: "wrong" });
    await logIn("ola");
    const { json } = await as(admin, "GET", "api/v1/audit");
    const at = "2026-01-15T12:00:00.000Z";
    const address = "127.0.0.1";
    expect(json).toEqual({
      items: [
        { at, kind: "log-in", who: "ola", address, action: "logged in" },
        { at, kind: "refused", who: "ola", address, action: "wrong user or password" },
        { at, kind: "change", who: "kari", address, action: "user ola added as viewer" },
        { at, kind: "log-in", who: "kari", address, action: "logged in" },
        { at, kind: "change", who: "kari", address, action: "user kari added as admin" },
      ],
    });
  });

  test("is paged, and bounded for each kind, so that tries drive out no change", async () => {
    const { accounts } = doors;
    for (let i = 0; i < 2100; i++) accounts.note("refused", { who: "x" }, `try ${i}`);
    const first = await as(admin, "GET", "api/v1/audit?limit=2");
    expect(first.json).toMatchObject({ items: [{ action: "try 2099" }, { action: "try 2098" }] });
    const second = await as(admin, "GET", `api/v1/audit?limit=500&cursor=${first.json["next"]}`);
    expect(second.json).toMatchObject({ items: [{ action: "try 2097" }, ...Array.from({ length: 499 }, () => ({}))] });
    let [cursor, count, last] = [second.json["next"], 502, ""];
    while (cursor !== undefined) {
      const { json } = await as(admin, "GET", `api/v1/audit?limit=500&cursor=${cursor}`);
      const items = Array.isArray(json["items"]) ? json["items"] : [];
      count += items.length;
      last = JSON.stringify(items.at(-1));
      cursor = json["next"];
    }
    expect([count, last]).toEqual([2000 + 2, expect.stringContaining("user kari added")]);
    expect(await as(admin, "GET", "api/v1/audit?limit=1000")).toMatchObject({ status: 400 });
  });

  test("takes no line from a request that looks like another entry", async () => {
    doors.accounts.note("refused", { who: "a\nb\u2028c" }, `x\r\n${"y".repeat(1000)}`);
    const { json } = await as(admin, "GET", "api/v1/audit?limit=1");
    expect(json["items"]).toEqual([
      expect.objectContaining({ who: "a?b?c", action: expect.stringMatching(/^x\?\?y{297}$/) }),
    ]);
  });
});

test("secrets are in no answer, no log line and no audit entry", async () => {
  const { token } = (await as(admin, "POST", "api/v1/tokens", { name: "evcc", scope: "read" })).json;
  const wrong = "wrong but telling";
  await as(fromOutside, "POST", "api/v1/session", { user: "kari", password: wrong });
  await as(fromOutside, "GET", "api/v1/state");
  const broken = await as(
    { ...fromOutside, "content-type": "application/json" },
    "POST",
    "api/v1/session",
    `{"user":"kari","password":"${wrong}`,
  );
  expect(broken.status).toBe(400);
  const answers = await Promise.all(
    ["api/v1/users", "api/v1/tokens", "api/v1/audit", "api/v1/session", "sysinfo.json", "healthz"].map((path) =>
      as(admin, "GET", path),
    ),
  );
  const said = [...answers, broken].map(({ text }) => text).join() + doors.log.join();
  const { cookie = "" } = admin;
  const session = cookie.split("; ").map((part) => part.split("=")[1] ?? "");
  for (const secret of [goodPassword, wrong, String(token), ...session]) expect(said).not.toContain(secret);
  expect(said).not.toContain("argon2");
  expect(readFileSync(join(folder.path, "m.sqlite.access")).toString("latin1")).not.toContain(wrong);
});

describe("a token", () => {
  test("is shown once, has a name of its own, and its last use is told", async () => {
    const made = await as(admin, "POST", "api/v1/tokens", { name: "evcc", scope: "read" });
    expect(made.json).toEqual({ id: 1, name: "evcc", scope: "read", token: expect.stringMatching(/^m2m_[\w-]{43}$/) });
    expect(await as(admin, "POST", "api/v1/tokens", { name: "EVCC", scope: "read" })).toMatchObject({ status: 409 });
    const bearer = { ...fromOutside, authorization: `Bearer ${made.json["token"]}` };
    expect(await as(bearer, "GET", "api/v1/session")).toMatchObject({ json: { state: "signed-in", user: "evcc" } });
    expect(await as(admin, "GET", "api/v1/tokens")).toMatchObject({
      json: { items: [{ id: 1, name: "evcc", scope: "read", usedAt: "2026-01-15T12:00:00.000Z" }] },
    });
    expect(await as(admin, "DELETE", "api/v1/tokens/1")).toMatchObject({ status: 200, json: { items: [] } });
    expect(await as(bearer, "GET", "api/v1/state")).toMatchObject({ status: 401, type: "bad-token" });
  });

  test("in the address opens nothing", async () => {
    const { token } = doors.accounts.tokens.add("evcc", "admin", { who: "test" });
    for (const name of ["token", "access_token", "api_key", "authorization"])
      expect(await as(fromOutside, "GET", `api/v1/state?${name}=${token}`)).toMatchObject({ status: 401 });
  });
});

describe("programs that send user and password each time", () => {
  const basic = (user: string, password: string) => ({
    ...fromOutside,
    authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`,
  });

  test("read the firmware's routes, metrics and health, and nothing else", async () => {
    await addUser("ola", "viewer");
    const headers = basic("ola", goodPassword);
    for (const path of ["data.json", "sysinfo.json", "realtime.json", "energyprice.json", "metrics", "healthz"])
      expect(await as(headers, "GET", path), path).toMatchObject({ status: 200 });
    expect(await as(headers, "GET", "api/v1/state")).toMatchObject({ status: 401 });
    const asked = await as(fromOutside, "GET", "data.json");
    expect(asked.headers["www-authenticate"]).toBe('Basic realm="meter2mqtt", charset="UTF-8"');
  });

  test("may send a token for the password", async () => {
    const { token } = doors.accounts.tokens.add("evcc", "read", { who: "test" });
    expect(await as(basic("evcc", token), "GET", "data.json")).toMatchObject({ status: 200 });
    expect(await as(basic("evcc", `${token}x`), "GET", "data.json")).toMatchObject({ status: 401 });
  });

  test("cost no hash each time, and a new password is in force at once", async () => {
    const headers = basic("kari", goodPassword);
    await as(headers, "GET", "data.json");
    const began = performance.now();
    for (let i = 0; i < 50; i++) expect((await as(headers, "GET", "data.json")).status).toBe(200);
    const took = performance.now() - began;
    const hashing = performance.now();
    for (let i = 0; i < 5; i++) await doors.accounts.users.setPassword("kari", goodPassword, { who: "test" });
    // So many hashes would have taken ten times as long as these.
    expect(took).toBeLessThan(7 * (performance.now() - hashing));
    await doors.accounts.users.setPassword("kari", "seven red ladders", { who: "test" });
    expect(await as(headers, "GET", "data.json")).toMatchObject({ status: 401 });
    expect(await as(basic("kari", "seven red ladders"), "GET", "data.json")).toMatchObject({ status: 200 });
  });

  test("with a wrong password use up one try, however often they ask", async () => {
    const headers = basic("kari", "of last year");
    for (let i = 0; i < 30; i++)
      expect(await as(headers, "GET", "data.json")).toMatchObject({ status: 401, type: "bad-password" });
    const entered = await as(fromOutside, "POST", "api/v1/session", { user: "kari", password: goodPassword });
    expect(entered.status).toBe(200);
    for (let i = 0; i < 12; i++) await as(basic("kari", `guess ${i}`), "GET", "data.json");
    const refused = await as(basic("kari", "another guess"), "GET", "data.json");
    expect([refused.status, Number(refused.headers["retry-after"])]).toEqual([429, 360]);
  });
});

describe("passwords that are tried", () => {
  const tries = async (count: number, headers: Headers) => {
    let last = 0;
    for (let i = 0; i < count; i++)
      last = (await as(headers, "POST", "api/v1/session", { user: "kari", password: `guess ${i}` })).status;
    return last;
  };

  test("are slowed down, and the owner still comes in: by a known browser, and from this machine", async () => {
    expect(await tries(10, fromOutside)).toBe(401);
    const right = { user: "kari", password: goodPassword };
    const refused = await as(fromOutside, "POST", "api/v1/session", right);
    expect(refused).toMatchObject({ status: 429, type: "too-many-tries", headers: { "retry-after": "360" } });
    const device = (admin["cookie"] ?? "").split("; ").find((cookie) => cookie.startsWith("m2m-device=")) ?? "";
    expect(await as({ ...fromOutside, cookie: device }, "POST", "api/v1/session", right)).toMatchObject({
      status: 200,
    });
    expect(await as({}, "POST", "api/v1/session", right)).toMatchObject({ status: 200 });
    doors.clock.jump(360_000);
    expect(await as(fromOutside, "POST", "api/v1/session", right)).toMatchObject({ status: 200 });
  });

  test("come in together no oftener than one after the other", async () => {
    const body = { user: "kari", password: "wrong" };
    const all = await Promise.all(Array.from({ length: 15 }, () => as(fromOutside, "POST", "api/v1/session", body)));
    const statuses = all.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
  });
});
