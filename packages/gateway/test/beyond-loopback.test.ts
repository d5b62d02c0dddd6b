import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { goodPassword } from "./support/doors.ts";
import { ProgramProcess } from "./support/gateway-process.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";
import { type FarAnswer, farHosts, gatewayHost, namespaceOf, TwoHosts } from "./support/two-hosts.ts";

// The program is a process of its own, and so is who asks it.
vi.setConfig({ testTimeout: 240_000 });

const words = "from another machine (needs Linux, root, and network namespaces)";

describe.skipIf(!TwoHosts.canBeMade())(words, () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let hosts: TwoHosts;
  let gateway: ProgramProcess;
  let url: string;
  let admin: Readonly<Record<string, string>>;

  beforeAll(async () => {
    folder = await temporaryFolder();
    hosts = await TwoHosts.make();
    const settings = { http: { listen: gatewayHost, port: 8420 }, broker: { enabled: false } };
    await writeFile(join(folder.path, "meter2mqtt.yaml"), JSON.stringify(settings), { mode: 0o600 });
    gateway = new ProgramProcess([], folder.path, {}, hosts.onGatewayHost);
    url = await gateway.says(/the page is at (http:\S+\/)/);
  });
  afterAll(async () => {
    await gateway.end();
    await hosts[Symbol.asyncDispose]();
    await folder.remove();
  });

  const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    hosts.ask(new URL(path, url), { headers });
  const post = (path: string, body: object, more: object = {}) =>
    hosts.ask(new URL(path, url), { method: "POST", body, ...more });
  const logIn = (password: string, from: (typeof farHosts)[number] = farHosts[0], user = "kari") =>
    post("api/v1/session", { user, password }, { from });
  const code = () => gateway.says(/([A-HJ-NP-Z2-9]{5}-[A-HJ-NP-Z2-9]{5})/);

  test("the gateway listens there, and not on this machine's own network", () => {
    expect(url).toBe(`http://${gatewayHost}:8420/`);
    expect(namespaceOf(gateway.child.pid ?? 0)).toMatch(/^net:/);
    expect(namespaceOf(gateway.child.pid ?? 0)).not.toBe(namespaceOf(process.pid));
  });

  test("before a password is set only the page that sets the first one answers", async () => {
    expect((await get("")).status).toBe(200);
    expect(jsonOf(await get("api/v1/session"))).toEqual({ state: "set-up" });
    for (const path of [
      "api/v1/state",
      "api/v1/events",
      "api/v1/meters",
      "metrics",
      "healthz",
      "data.json",
      "is-alive",
    ])
      expect([path, (await get(path)).status]).toEqual([path, 403]);
    expect((await logIn(goodPassword)).status).toBe(409);
    // Who says to be on the gateway's own machine is not.
    expect((await get("api/v1/state", { host: "localhost:8420" })).status).toBe(403);
    const guess = { code: "AAAAA-AAAAA", user: "mallory", password: goodPassword };
    expect((await post("api/v1/set-up", guess)).status).toBe(403);
  });

  test("the code of the log sets it, and logs in", async () => {
    const answer = await post("api/v1/set-up", { code: await code(), user: "kari", password: goodPassword });
    expect([answer.status, jsonOf(answer)]).toMatchObject([200, { state: "signed-in", role: "admin", user: "kari" }]);
    for (const cookie of cookiesOf(answer)) expect(cookie).toMatch(/; HttpOnly; SameSite=Strict$/);
    admin = browserOf(answer);
    expect((await get("api/v1/state", admin)).status).toBe(200);
    const again = { code: await code(), user: "mallory", password: goodPassword };
    expect((await post("api/v1/set-up", again)).status).toBe(409);
  });

  test("without a login there is one word of health, and nothing else", async () => {
    for (const path of ["api/v1/state", "api/v1/events", "metrics", "data.json", "is-alive"])
      expect([path, (await get(path)).status]).toEqual([path, 401]);
    expect(jsonOf(await get("healthz"))).toEqual({ status: "ok" });
    expect((await get("api/v1/state", { host: "evil.example" })).status).toBe(403);
    expect((await get("api/v1/state", { ...admin, host: "evil.example" })).status).toBe(403);
  });

  test("a viewer looks at everything and changes nothing; a change needs the session's token", async () => {
    const ola = { name: "ola", role: "viewer", password: "four grey anchors" };
    expect((await post("api/v1/users", ola, { headers: { cookie: admin["cookie"] } })).status).toBe(403);
    expect((await post("api/v1/users", ola, { headers: admin })).status).toBe(201);
    const viewer = browserOf(await logIn(ola.password, farHosts[0], "ola"));
    expect((await get("api/v1/state", viewer)).status).toBe(200);
    expect((await get("api/v1/users", viewer)).status).toBe(403);
    expect((await post("api/v1/tokens", { name: "evcc", scope: "read" }, { headers: viewer })).status).toBe(403);
    const made = jsonOf(await post("api/v1/tokens", { name: "evcc", scope: "read" }, { headers: admin }));
    const bearer = { authorization: `Bearer ${String(made["token"])}` };
    expect((await get("data.json", bearer)).status).toBe(200);
    expect((await get("api/v1/users", bearer)).status).toBe(403);
  });

  test("who guesses passwords has ten tries, and shuts nobody else out", async () => {
    const guesser = farHosts[1];
    for (let i = 0; i < 10; i++) expect((await logIn(`guess ${i}`, guesser)).status).toBe(401);
    const refused = await logIn(goodPassword, guesser);
    expect([refused.status, Number(refused.headers["retry-after"]) > 0]).toEqual([429, true]);
    expect((await logIn(goodPassword, farHosts[2])).status).toBe(200);
  });

  test("who asks too often waits, and the others go on", async () => {
    const from = farHosts[2];
    const statuses = new Set<number>();
    // More than a minute allows, and as much again should one end meanwhile.
    for (let i = 0; i < 4000 && !statuses.has(429); i += 50) {
      const answers = Array.from({ length: 50 }, () => hosts.ask(new URL("api/v1/session", url), { from }));
      for (const { status } of await Promise.all(answers)) statuses.add(status);
    }
    expect([...statuses].sort()).toEqual([200, 429]);
    expect((await get("api/v1/session")).status).toBe(200);
  });

  test("a session that was ended opens nothing any more", async () => {
    expect((await hosts.ask(new URL("api/v1/session", url), { method: "DELETE", headers: admin })).status).toBe(200);
    expect((await get("api/v1/state", admin)).status).toBe(401);
  });
});

function cookiesOf({ headers }: FarAnswer): string[] {
  return [headers["set-cookie"] ?? []].flat();
}

/** What a browser keeps of an answer. */
function browserOf(answer: FarAnswer): Readonly<Record<string, string>> {
  const cookie = cookiesOf(answer).map((one) => one.split(";")[0]);
  return { cookie: cookie.join("; "), "x-csrf-token": String(jsonOf(answer)["csrfToken"]) };
}

function jsonOf({ text }: FarAnswer): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(text);
  return typeof value === "object" && value !== null ? { ...value } : {};
}
