import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GatewayHost } from "../src/runtime/gateway-host.ts";
import { createLog } from "../src/runtime/log.ts";
import type { RunningGateway } from "../src/runtime/start-gateway.ts";
import { type Answer, ask, browserOf, fromOutside, goodPassword } from "./support/doors.ts";
import { type Caller, callers, type RouteRow, routeRoles } from "./support/route-roles.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

type Headers = Readonly<Record<string, string>>;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let host: GatewayHost;
let running: RunningGateway;
/** How each caller asks, once there is a password. */
let credentials: Readonly<Record<string, Headers>>;
const told: string[] = [];

/** A gateway with everything that adds routes. */
beforeAll(async () => {
  folder = await temporaryFolder();
  const contract = { id: "home", name: "Home", currency: "NOK", components: [{ id: "a", kind: "per-kwh", amount: 1 }] };
  await writeFile(join(folder.path, "contract.json"), JSON.stringify(contract));
  const configuration = {
    http: { port: 0 },
    broker: { enabled: false },
    sources: [{ type: "push", name: "gate" }],
    tariffs: [{ meter: "1", contract: "contract.json" }],
  };
  await writeFile(join(folder.path, "meter2mqtt.yaml"), JSON.stringify(configuration), { mode: 0o600 });
  const log = createLog({ level: "info", destination: { write: (line) => void told.push(line) }, pretty: false });
  const load = { folder: folder.path, environment: {} };
  host = await GatewayHost.start({ load, version: "0.0.0-test", log });
  if (host.running === undefined) throw new Error("the gateway does not run");
  running = host.running;
});
afterAll(async () => {
  await host[Symbol.asyncDispose]();
  await folder.remove();
});

const served = () => running.api.routes.filter(({ method }) => method !== "HEAD");
const rowOf = (method: string, url: string) => routeRoles.find((row) => row.method === method && row.url === url);

const named = ({ method, url }: { readonly method: string; readonly url: string }) => `${method} ${url}`;

/** Static files and the page that stands in for them are not there at the same time. */
const isPages = ({ url }: { readonly url: string }) => url === "/" || url === "/*";

async function statusOf({ method, path }: RouteRow, headers: Headers): Promise<number> {
  const isUnsafe = method !== "GET" && method !== "HEAD";
  const body = isUnsafe && method !== "DELETE" ? {} : undefined;
  const answer: Answer = await ask(new URL(path, running.api.url), { method, headers, body });
  return answer.status;
}

describe("every route", () => {
  test("is in the table, and the table has no other", () => {
    expect(
      served()
        .filter(({ method, url }) => rowOf(method, url) === undefined)
        .map(named),
    ).toEqual([]);
    const known = new Set(served().map(named));
    expect(routeRoles.filter((row) => !known.has(named(row)) && !isPages(row)).map(named)).toEqual([]);
  });

  test("stands in the description of the API, where it is part of it, with who may use it", async () => {
    const { json } = await ask(new URL("api/v1/openapi.json", running.api.url));
    const paths = new Map(Object.entries(json["paths"] ?? {}));
    expect(paths.size).toBeGreaterThan(50);
    const described = [...paths].flatMap(([path, item]) =>
      Object.keys(item ?? {}).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ":$1")}`),
    );
    const known = routeRoles.filter((row) => !row.url.includes("*") && row.url !== "/").map(named);
    expect(described.sort()).toEqual(known.sort());
  });

  test("answers HEAD as it answers GET, where it does", () => {
    for (const { method, url, access } of running.api.routes)
      if (method === "HEAD") expect(served().find((route) => route.url === url)?.access, url).toBe(access);
  });

  test("answers each caller as the table says: no password set", async () => {
    await walk("this machine, no password set", {});
    await walk("stranger, no password set", fromOutside);
  });

  test("answers each caller as the table says: with users and tokens", async () => {
    credentials = await createCallers();
    for (const caller of callers.slice(2)) await walk(caller, { ...fromOutside, ...credentials[caller] });
  });

  test("that is asked with GET or HEAD changes nothing", async () => {
    const admin = { ...fromOutside, ...credentials["admin token"] };
    const noted = async () => (await ask(new URL("api/v1/audit?limit=500", running.api.url), { headers: admin })).text;
    const before = await noted();
    const safe = running.api.routes.filter(({ method }) => method === "GET" || method === "HEAD");
    expect(safe.some(({ method }) => method === "HEAD")).toBe(true);
    for (const { method, url } of safe) {
      const path = rowOf("GET", url)?.path ?? url;
      const answer = await ask(new URL(path, running.api.url), { method, headers: admin });
      expect(answer.headers["set-cookie"], url).toBeUndefined();
    }
    expect(await noted()).toBe(before);
  });

  test("says what its answer is", async () => {
    const admin = { ...fromOutside, ...credentials["admin token"] };
    for (const { method, path } of routeRoles.filter((row) => row.method === "GET")) {
      const { headers } = await ask(new URL(path, running.api.url), { method, headers: admin });
      expect(headers["content-type"], path).toMatch(/^[\w.+-]+\/[\w.+-]+;.*charset=utf-8/i);
      expect(headers["x-content-type-options"], path).toBe("nosniff");
    }
  });
});

async function walk(caller: Caller, headers: Headers): Promise<void> {
  const wrong: string[] = [];
  for (const row of routeRoles) {
    if (!served().some(({ method, url }) => method === row.method && url === row.url)) continue;
    const status = await statusOf(row, headers);
    const wanted = row.answers[caller];
    if (status !== wanted) wrong.push(`${row.method} ${row.url}: ${status} in place of ${wanted}`);
  }
  expect(wrong, caller).toEqual([]);
}

async function createCallers(): Promise<Readonly<Record<string, Headers>>> {
  const post = (path: string, body: object, headers: Headers = {}) =>
    ask(new URL(path, running.api.url), { method: "POST", headers: { ...fromOutside, ...headers }, body });
  const code = told.flatMap((line) => /"code":"([^"]+)"/.exec(line)?.[1] ?? []).at(-1);
  const admin = browserOf(await post("api/v1/set-up", { code, user: "kari", password: goodPassword }));
  await post("api/v1/users", { name: "ola", role: "viewer", password: goodPassword }, admin);
  const viewer = browserOf(await post("api/v1/session", { user: "ola", password: goodPassword }));
  const bearer = async (scope: string) => {
    const { json } = await post("api/v1/tokens", { name: scope, scope }, admin);
    return { authorization: `Bearer ${String(json["token"])}` };
  };
  return {
    ...{ stranger: {}, viewer, admin },
    "viewer by HTTP Basic": { authorization: `Basic ${Buffer.from(`ola:${goodPassword}`).toString("base64")}` },
    "read token": await bearer("read"),
    "metrics token": await bearer("metrics"),
    "push token": await bearer("push"),
    "admin token": await bearer("admin"),
  };
}
