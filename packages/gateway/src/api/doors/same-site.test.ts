import { afterAll, beforeAll, describe, expect, test } from "vitest";
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
let session: Readonly<Record<string, string>>;

beforeAll(async () => {
  folder = await temporaryFolder();
  doors = await startDoorsServer(folder.path, {
    access: {
      ...{ viewWithoutLogin: false, trustLoopback: false, proxies: [], frameAncestors: [] },
      cors: ["https://home.example"],
    },
  });
  const body = { code: doors.code, user: "kari", password: goodPassword };
  session = browserOf(await doors.ask("api/v1/set-up", { method: "POST", headers: fromOutside, body }));
});
afterAll(async () => {
  await doors[Symbol.asyncDispose]();
  await folder.remove();
});

const addToken = (headers: Readonly<Record<string, string>>) =>
  doors.ask("api/v1/tokens", {
    method: "POST",
    headers: { ...fromOutside, ...headers },
    body: { name: `n${Math.random()}`, scope: "read" },
  });
const logIn = (headers: Readonly<Record<string, string>>) =>
  doors.ask("api/v1/session", {
    method: "POST",
    headers: { ...fromOutside, ...headers },
    body: { user: "kari", password: goodPassword },
  });

describe("requests that change something", () => {
  test("need the token of the session that they ride on", async () => {
    const { cookie = "" } = session;
    expect(await addToken(session)).toMatchObject({ status: 201 });
    expect(await addToken({ cookie })).toMatchObject({ status: 403, type: "csrf" });
    expect(await addToken({ cookie, "x-csrf-token": "guessed" })).toMatchObject({ status: 403, type: "csrf" });
    const other = browserOf(await logIn({}));
    expect(await addToken({ cookie, "x-csrf-token": other["x-csrf-token"] ?? "" })).toMatchObject({ status: 403 });
  });

  test.each([
    [{ origin: "https://evil.example" }, 403],
    [{ origin: "null" }, 403],
    [{ origin: "http://meter.example:81", host: "meter.example" }, 403],
    [{ origin: "http://meter.example", host: "meter.example" }, 200],
    [{ "sec-fetch-site": "cross-site" }, 403],
    [{ "sec-fetch-site": "same-site" }, 403],
    [{ "sec-fetch-site": "same-origin", origin: "https://behind.example" }, 200],
    [{}, 200],
  ])("come from our own pages or from none: %j is answered with %i", async (headers, status) => {
    const answer = await logIn(headers);
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer.type).toBe("other-site");
  });

  test("of another site's form are refused, also before a password was asked for", async () => {
    for (const type of ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=a"]) {
      const headers = { ...fromOutside, "content-type": type, origin: "https://evil.example" };
      const body = "user=kari&password=x";
      expect(await doors.ask("api/v1/session", { method: "POST", headers, body })).toMatchObject({ status: 403 });
      const { origin: _origin, ...own } = headers;
      expect((await doors.ask("api/v1/session", { method: "POST", headers: own, body })).status).toBeGreaterThanOrEqual(
        400,
      );
    }
  });

  test("with an API token need neither: no browser sends it on its own", async () => {
    const { token } = doors.accounts.tokens.add("program", "admin", { who: "test" });
    const headers = {
      authorization: `Bearer ${token}`,
      origin: "https://home.example",
      "sec-fetch-site": "cross-site",
    };
    expect(await addToken(headers)).toMatchObject({ status: 201 });
  });
});

describe("pages of other sites", () => {
  const preflight = (origin: string) =>
    doors.ask("api/v1/state", {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "GET", "access-control-request-headers": "authorization" },
    });

  test("may ask where they are configured, with a token and without cookies", async () => {
    const asked = await preflight("https://home.example");
    expect(asked).toMatchObject({ status: 204, headers: { "access-control-allow-origin": "https://home.example" } });
    expect(asked.headers["access-control-allow-headers"]).toContain("authorization");
    expect(asked.headers["access-control-allow-headers"]).toContain("if-match");
    expect(asked.headers["access-control-expose-headers"]).toContain("etag");
    const { token } = doors.accounts.tokens.add("page", "read", { who: "test" });
    const headers = { ...fromOutside, origin: "https://home.example", authorization: `Bearer ${token}` };
    const answer = await doors.ask("api/v1/state", { headers });
    expect(answer).toMatchObject({ status: 200, headers: { "access-control-allow-origin": "https://home.example" } });
    for (const { headers: answered } of [asked, answer]) {
      expect(answered["access-control-allow-credentials"]).toBeUndefined();
      expect(answered["vary"]).toContain("origin");
    }
  });

  test.each(["https://evil.example", "https://home.example.evil.example", "http://home.example", "null"])(
    "%s may not",
    async (origin) => {
      const asked = await preflight(origin);
      expect(asked.status).not.toBe(204);
      expect(asked.headers["access-control-allow-origin"]).toBeUndefined();
      const { headers } = await doors.ask("api/v1/session", { headers: { ...fromOutside, origin } });
      expect(headers["access-control-allow-origin"]).toBeUndefined();
    },
  );
});
