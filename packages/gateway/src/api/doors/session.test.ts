import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  browserOf,
  type DoorsServer,
  fromOutside,
  goodPassword,
  startDoorsServer,
} from "../../../test/support/doors.ts";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let doors: DoorsServer;

beforeEach(async () => {
  folder = await temporaryFolder();
  doors = await startDoorsServer(folder.path);
});
afterEach(async () => {
  await doors[Symbol.asyncDispose]();
  await folder.remove();
});

const setUp = (body: object = {}, headers: Readonly<Record<string, string>> = fromOutside) =>
  doors.ask("api/v1/set-up", {
    method: "POST",
    headers,
    body: { code: doors.code, user: "kari", password: goodPassword, ...body },
  });
const logIn = (body: object = {}, headers: Readonly<Record<string, string>> = fromOutside) =>
  doors.ask("api/v1/session", {
    method: "POST",
    headers,
    body: { user: "kari", password: goodPassword, ...body },
  });

describe("before a password is set", () => {
  test("this machine is an admin without a login", async () => {
    expect(await doors.ask("api/v1/session")).toMatchObject({ status: 200, json: { state: "open", role: "admin" } });
    expect(await doors.ask("api/v1/state")).toMatchObject({ status: 200, json: { version: "1.2.3" } });
    expect(await doors.ask("api/v1/users")).toMatchObject({ status: 200, json: { items: [] } });
  });

  test("others get the page that sets the first one, and nothing else", async () => {
    for (const path of ["", "api/v1/session"])
      expect(await doors.ask(path, { headers: fromOutside }), path).toMatchObject({ status: 200 });
    for (const path of ["api/v1/state", "api/v1/events", "healthz", "metrics", "data.json", "api/v1/users", "nothing"])
      expect(await doors.ask(path, { headers: fromOutside }), path).toMatchObject({ status: 403, type: "set-up" });
    expect((await doors.ask("api/v1/session", { headers: fromOutside })).json).toEqual({ state: "set-up" });
    expect(await logIn()).toMatchObject({ status: 409, type: "no-password" });
  });

  test("the code is told in the log at the start, and not in any answer", async () => {
    expect(doors.code).toMatch(/^[A-HJ-NP-Z2-9]{5}-[A-HJ-NP-Z2-9]{5}$/);
    const answers = await Promise.all(["", "api/v1/session", "api/v1/state"].map((path) => doors.ask(path)));
    for (const { text } of answers) expect(text).not.toContain(doors.code);
  });

  test("a wrong code sets nothing", async () => {
    expect(await setUp({ code: "AAAAA-AAAAA" })).toMatchObject({ status: 403, type: "bad-code" });
    expect(await setUp({ code: "" })).toMatchObject({ status: 403, type: "bad-code" });
    expect(doors.accounts.users.all()).toEqual([]);
  });

  test("the code is void once it was used", async () => {
    const { code } = doors;
    expect(await setUp({ code: code.toLowerCase().replace("-", " ") })).toMatchObject({ status: 200 });
    expect(await setUp({ code, user: "mallory" })).toMatchObject({ status: 409, type: "has-password" });
    doors.accounts.users.remove("kari", { who: "test" });
    expect(await setUp({ code, user: "mallory" })).toMatchObject({ status: 403, type: "bad-code" });
    expect(doors.code).not.toBe(code);
    expect(await setUp()).toMatchObject({ status: 200 });
  });

  test("the code can't be guessed: an address has few tries, and after some tries there is another code", async () => {
    const { code } = doors;
    const guess = (last: number) => setUp({ code: "WRONG" }, { "x-forwarded-for": "192.0.2.1", cookie: `n=${last}` });
    for (let i = 0; i < 5; i++) expect((await guess(i)).status).toBe(403);
    const refused = await guess(6);
    expect([refused.status, refused.type]).toEqual([429, "too-many-tries"]);
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    for (let minutes = 0; minutes < 15; minutes++) {
      doors.clock.jump(60_000);
      expect((await guess(minutes)).status).toBe(403);
    }
    expect(doors.code).not.toBe(code);
    doors.clock.jump(60_000);
    expect((await setUp({ code })).status).toBe(403);
  });

  test("this machine sets one without a code", async () => {
    expect(await setUp({ code: undefined }, {})).toMatchObject({ status: 200, json: { state: "signed-in" } });
  });

  test("the first one can be set once only, also by two at the same time", async () => {
    const statuses = (await Promise.all([setUp(), setUp({ user: "ola" })])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 409]);
    expect(doors.accounts.users.all()).toHaveLength(1);
  });
});

describe("a session", () => {
  test("begins with the set-up, and its cookie is for this host and no script", async () => {
    const answer = await setUp();
    expect(answer.json).toMatchObject({ state: "signed-in", role: "admin", user: "kari" });
    const [session, device] = answer.headers["set-cookie"] ?? [];
    expect(session).toMatch(/^m2m-session=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/);
    expect(device).toMatch(/^m2m-device=[\w-]{43}; .*HttpOnly; SameSite=Strict$/);
    const headers = { ...fromOutside, ...browserOf(answer) };
    expect(await doors.ask("api/v1/session", { headers })).toMatchObject({
      json: { state: "signed-in", user: "kari" },
    });
    expect(await doors.ask("api/v1/state", { headers })).toMatchObject({ status: 200 });
  });

  test("behind HTTPS its cookie is bound to it", async () => {
    const outside = { ...fromOutside, "x-forwarded-proto": "https" };
    const answer = await setUp({}, outside);
    expect(answer.headers["set-cookie"]?.[0]).toMatch(/^__Host-m2m-session=[\w-]{43}; Path=\/; .*; Secure$/);
    const { cookie = "" } = browserOf(answer);
    expect(await doors.ask("api/v1/state", { headers: { ...outside, cookie } })).toMatchObject({ status: 200 });
    const plain = cookie.replaceAll("__Host-", "");
    expect(await doors.ask("api/v1/state", { headers: { ...outside, cookie: plain } })).toMatchObject({ status: 401 });
  });

  test("once a password is set this machine logs in as well", async () => {
    await setUp();
    expect(await doors.ask("api/v1/session")).toMatchObject({ json: { state: "signed-out" } });
    const refused = await doors.ask("api/v1/state");
    expect(refused).toMatchObject({ status: 401, type: "signed-out", headers: { "www-authenticate": "Bearer" } });
    const headers = browserOf(await logIn({}, {}));
    expect(await doors.ask("api/v1/state", { headers })).toMatchObject({ status: 200 });
  });

  test("a wrong password and a user whom there isn't are answered alike", async () => {
    await setUp();
    const [wrong, unknown] = [await logIn({ password: "wrong" }), await logIn({ user: "nobody" })];
    expect([wrong.status, wrong.text]).toEqual([401, unknown.text]);
    expect(wrong.headers["set-cookie"]).toBeUndefined();
  });

  test("each login has a new token, and ends the session that the browser had", async () => {
    const first = browserOf(await setUp());
    const second = await logIn({}, { ...fromOutside, ...first });
    expect(second.status).toBe(200);
    expect(browserOf(second)["cookie"]).not.toBe(first["cookie"]);
    expect(await doors.ask("api/v1/state", { headers: { ...fromOutside, ...first } })).toMatchObject({ status: 401 });
  });

  test("is over after logging out, for the gateway too", async () => {
    const headers = { ...fromOutside, ...browserOf(await setUp()) };
    const out = await doors.ask("api/v1/session", { method: "DELETE", headers });
    expect(out).toMatchObject({ status: 200, json: { state: "signed-out" } });
    expect(out.headers["set-cookie"]?.[0]).toContain("m2m-session=; Path=/; Max-Age=0");
    expect(await doors.ask("api/v1/state", { headers })).toMatchObject({ status: 401 });
  });

  test("is over when it was not used for two weeks, and after three months in any case", async () => {
    const idle = { ...fromOutside, ...browserOf(await setUp()) };
    const day = 86_400_000;
    doors.clock.jump(13 * day);
    expect(await doors.ask("api/v1/state", { headers: idle })).toMatchObject({ status: 200 });
    doors.clock.jump(15 * day);
    expect(await doors.ask("api/v1/state", { headers: idle })).toMatchObject({ status: 401 });
    const used = { ...fromOutside, ...browserOf(await logIn()) };
    for (let week = 0; week < 12; week++) {
      doors.clock.jump(7 * day);
      expect((await doors.ask("api/v1/state", { headers: used })).status, `week ${week}`).toBe(200);
    }
    doors.clock.jump(7 * day);
    expect(await doors.ask("api/v1/state", { headers: used })).toMatchObject({ status: 401 });
  });

  test("a token that was made up opens nothing", async () => {
    await setUp();
    for (const cookie of ["m2m-session=", `m2m-session=${"A".repeat(43)}`, "m2m-session=a; m2m-session=b"])
      expect(await doors.ask("api/v1/state", { headers: { ...fromOutside, cookie } })).toMatchObject({ status: 401 });
  });

  test("only hashes of tokens and passwords are on disk", async () => {
    const { cookie = "" } = browserOf(await setUp());
    const { token } = doors.accounts.tokens.add("evcc", "read", { who: "test" });
    const secrets = [goodPassword, token, ...cookie.split("; ").map((part) => part.split("=")[1] ?? "")];
    await doors[Symbol.asyncDispose]();
    const file = readFileSync(join(folder.path, "m.sqlite.access")).toString("latin1");
    expect(file).toContain("$argon2id$v=19$m=19456,t=2,p=1$");
    for (const secret of secrets) expect(file).not.toContain(secret);
    doors = await startDoorsServer(folder.path);
    expect(await doors.ask("api/v1/state", { headers: { ...fromOutside, cookie } })).toMatchObject({ status: 200 });
  });
});

describe("one's own password", () => {
  const change = (headers: Readonly<Record<string, string>>, body: object) =>
    doors.ask("api/v1/password", { method: "POST", headers, body });
  const next = "seven red ladders";

  test("is changed by who knows the current one, and ends the other sessions", async () => {
    const mine = { ...fromOutside, ...browserOf(await setUp()) };
    const other = { ...fromOutside, ...browserOf(await logIn()) };
    expect(await change(mine, { current: "wrong", password: next })).toMatchObject({
      status: 403,
      type: "bad-password",
    });
    expect(await change(mine, { current: goodPassword, password: next })).toMatchObject({ status: 200 });
    expect(await doors.ask("api/v1/state", { headers: mine })).toMatchObject({ status: 200 });
    expect(await doors.ask("api/v1/state", { headers: other })).toMatchObject({ status: 401 });
    expect(await logIn()).toMatchObject({ status: 401 });
    expect(await logIn({ password: next })).toMatchObject({ status: 200 });
  });

  test.each([
    ["short", "nine char", 400],
    ["one that everybody tries", "Passw0rd12345!", 400],
    ["the user's name", "kariKari2026", 400],
    ["too long", "a b".repeat(80), 400],
    ["with any characters, also blanks and emoji", "blå øy 🦊 i dag", 200],
    ["of 64 characters and more", "an attic full of clocks that nobody winds, and one that runs backwards", 200],
    ["without digits and capitals", "leopard umbrella", 200],
  ])("%s: %s is answered with %i", async (_about, password, status) => {
    expect((await setUp({ password })).status).toBe(status);
    if (status === 200) expect((await logIn({ password })).status).toBe(200);
  });

  test("is compared as it was typed: no letter is cut off or made small", async () => {
    const long = `${"x9 quartz ".repeat(8)}Lamp`;
    await setUp({ password: long });
    expect(await logIn({ password: long.toLowerCase() })).toMatchObject({ status: 401 });
    expect(await logIn({ password: long.slice(0, 72) })).toMatchObject({ status: 401 });
    expect(await logIn({ password: long })).toMatchObject({ status: 200 });
  });
});
