import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type DoorsServer, fromOutside, goodPassword, startDoorsServer } from "../../../test/support/doors.ts";

let folder: string;
let doors: DoorsServer;
let bearer: Readonly<Record<string, string>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "meter2mqtt-doors-"));
  const pages = join(folder, "pages");
  mkdirSync(join(pages, ".git"), { recursive: true });
  writeFileSync(join(pages, "index.html"), "<title>pages</title>");
  writeFileSync(join(pages, ".git", "config"), "a secret of the sources");
  writeFileSync(join(folder, "secret.txt"), "a secret beside the pages");
  doors = await startDoorsServer(folder, {}, {}, pages);
  await doors.accounts.users.add({ name: "kari", role: "admin", password: goodPassword }, { who: "test" });
  const { token } = doors.accounts.tokens.add("test", "admin", { who: "test" });
  bearer = { ...fromOutside, authorization: `Bearer ${token}` };
});
afterAll(async () => {
  await doors[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

/** Sends octets as they are: clients mend paths and headers before they send them. */
async function raw(request: string): Promise<string> {
  const socket = connect(doors.server.port, "127.0.0.1");
  socket.write(request);
  return text(socket);
}

describe("paths", () => {
  test.each([
    "/../secret.txt",
    "/..%2fsecret.txt",
    "/%2e%2e/secret.txt",
    "/..%5csecret.txt",
    "/....//secret.txt",
    "//secret.txt",
    "/secret.txt%00.html",
    "/.git/config",
    "/%2egit/config",
    "/./.git/config",
  ])("%s leads to no file beside the pages", async (path) => {
    const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 (4\d\d|200)/);
    expect(answer).not.toContain("a secret");
  });

  test("of a folder show no list of it", async () => {
    expect((await doors.ask(".git/")).status).toBeGreaterThanOrEqual(400);
  });
});

describe("every answer", () => {
  test("says what it is, runs nothing of others, and is kept in no cache where it is about the meter", async () => {
    for (const path of ["", "nothing.js", "api/v1/state", "api/v1/nothing", "metrics", "data.json", "api/v1/session"]) {
      const { headers, status } = await doors.ask(path, { headers: bearer });
      expect(headers["x-content-type-options"], path).toBe("nosniff");
      expect(headers["content-security-policy"], path).toMatch(/^default-src 'none'; script-src 'self'; /);
      expect(headers["content-security-policy"], path).not.toContain("unsafe");
      expect(headers["content-security-policy"], path).toContain("base-uri 'none'");
      expect(headers["referrer-policy"], path).toBe("no-referrer");
      expect(headers["content-type"], path).toMatch(/; charset=utf-8/i);
      if (path.startsWith("api/") || path === "metrics" || path === "data.json")
        expect(headers["cache-control"], `${path} ${status}`).toBe("no-store");
    }
  });

  test("that repeats what was asked is no page", async () => {
    const answer = await doors.ask("<script>alert(1)</script>", { headers: bearer });
    expect(answer).toMatchObject({
      status: 404,
      headers: { "content-type": "application/problem+json; charset=utf-8" },
    });
  });

  test("of methods that there aren't is a refusal, TRACE's too", async () => {
    for (const method of ["TRACE", "PUT", "PROPFIND"]) {
      const answer = await doors.ask("api/v1/state", { method, headers: { ...bearer, "x-mark": "mark" } });
      expect(answer.status, method).toBeGreaterThanOrEqual(400);
      expect(answer.text).not.toContain("mark");
    }
  });
});

describe("bodies", () => {
  test("that are too large are refused before they are read", async () => {
    const large = `{"user":"${"x".repeat(70_000)}"}`;
    const headers = { ...fromOutside, "content-type": "application/json" };
    expect(await doors.ask("api/v1/session", { method: "POST", headers, body: large })).toMatchObject({ status: 413 });
    const frame = { method: "POST", headers: bearer, body: "00".repeat(70_000) };
    expect(await doors.ask("api/v1/sources/gate/frames", frame)).toMatchObject({ status: 413 });
  });

  test("of strangers are not read at all", async () => {
    const head =
      "POST /api/v1/tokens HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 192.0.2.7\r\nConnection: close\r\n";
    const answer = await raw(`${head}Content-Type: application/json\r\nContent-Length: 60000\r\n\r\n{`);
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
  });

  test.each([
    ["of the wrong shape", { user: { $ne: "" }, password: ["x"] }],
    ["with a field that nobody knows", { user: "kari", password: goodPassword, role: "admin" }],
    ["with a prototype", '{"user":"kari","password":"x","__proto__":{"role":"admin"}}'],
    ["with a password beyond all bounds", { user: "kari", password: "x".repeat(201) }],
    ["that are none", undefined],
  ])("%s are refused", async (_about, body) => {
    const headers = { ...fromOutside, "content-type": "application/json" };
    expect(await doors.ask("api/v1/session", { method: "POST", headers, body })).toMatchObject({ status: 400 });
  });
});

describe("a request that can be read in two ways", () => {
  test.each([
    ["two lengths", "Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef"],
    ["a length and chunks", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /"],
  ])("for %s is refused", async (_about, rest) => {
    const answer = await raw(`POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${rest}`);
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
  });

  test("for two hosts is refused, whichever comes first", async () => {
    const one = "GET /api/v1/session HTTP/1.1\r\nConnection: close\r\nHost: localhost\r\n";
    expect(await raw(`${one}\r\n`)).toMatch(/^HTTP\/1\.1 200 /);
    expect(await raw(`${one}Host: meter.example\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe("what is no request", () => {
  test.each([
    ["a method that nobody knows", "FROB /api/v1/state HTTP/1.1\r\nHost: localhost\r\n\r\n", 400],
    ["HTTPS", "\u0016\u0003\u0001hello\r\n\r\n", 400],
    ["headers without end", `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${"x".repeat(20_000)}\r\n\r\n`, 431],
    ["no host", "GET /api/v1/session HTTP/1.1\r\nConnection: close\r\n\r\n", 403],
  ])("%s is answered as all mistakes are", async (_about, octets, status) => {
    const [head = "", body = ""] = (await raw(octets)).split("\r\n\r\n");
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(head.toLowerCase()).toContain("content-type: application/problem+json; charset=utf-8");
    expect(head.toLowerCase()).toContain("x-content-type-options: nosniff");
    expect(JSON.parse(body)).toMatchObject({ status, detail: expect.any(String) });
  });
});

describe("numbers in an address", () => {
  test.each(["Infinity", "-Infinity", "1e400"])("%s is none", async (limit) => {
    const answer = await doors.ask(`api/v1/audit?limit=${limit}`, { headers: bearer });
    expect(answer).toMatchObject({ status: 400, type: "request" });
  });
});

describe("without the store of users", () => {
  test("nobody gets in who might not: a file that can't be read may hold a password", async () => {
    const own = mkdtempSync(join(tmpdir(), "meter2mqtt-doors-"));
    writeFileSync(join(own, "m.sqlite.access"), "this is no database".repeat(100));
    const broken = await startDoorsServer(own);
    try {
      for (const headers of [{}, fromOutside])
        expect(await broken.ask("api/v1/state", { headers })).toMatchObject({ status: 503, type: "store" });
      expect(broken.log.filter((line) => line.includes("users and tokens can't be read"))).toHaveLength(1);
      expect(broken.code).toBe("");
    } finally {
      await broken[Symbol.asyncDispose]();
      rmSync(own, { recursive: true });
    }
  });

  test("this machine goes on where there can't be one, and nobody else", async () => {
    const own = mkdtempSync(join(tmpdir(), "meter2mqtt-doors-"));
    writeFileSync(join(own, "file"), "");
    const without = await startDoorsServer(join(own, "file"));
    try {
      expect(await without.ask("api/v1/state")).toMatchObject({ status: 200 });
      expect(await without.ask("api/v1/state", { headers: fromOutside })).toMatchObject({ status: 403 });
      const body = { user: "kari", password: goodPassword };
      expect(await without.ask("api/v1/set-up", { method: "POST", body })).toMatchObject({
        status: 503,
        type: "store",
      });
    } finally {
      await without[Symbol.asyncDispose]();
      rmSync(own, { recursive: true });
    }
  });
});
