import { execFileSync } from "node:child_process";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import type { BrokerTestAnswer } from "@meter2mqtt/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ApiClient } from "./support/api-client.ts";
import { hasProgram } from "./support/child-process.ts";
import { freePort } from "./support/free-port.ts";
import { type HostedGateway, hostGateway } from "./support/hosted-gateway.ts";
import { hasMosquitto, type Mosquitto, startMosquitto } from "./support/mosquitto.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const password = "correct horse battery";

describe.skipIf(!hasMosquitto || !hasProgram("mosquitto_passwd"))("a broker that is not configured yet", () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let hosted: HostedGateway;
  let anybody: Mosquitto;
  let guarded: Mosquitto;
  const api = new ApiClient(() => hosted.url());

  beforeAll(async () => {
    folder = await temporaryFolder();
    const file = join(folder.path, "passwords");
    execFileSync("mosquitto_passwd", ["-b", "-c", file, "meter", password]);
    execFileSync("chmod", ["644", file]);
    anybody = await startMosquitto({ folder: folder.path });
    guarded = await startMosquitto({ folder: folder.path, lines: ["allow_anonymous false", `password_file ${file}`] });
    hosted = await hostGateway(folder.path, "broker: { enabled: false }\nsources: [{ type: push, name: gate }]\n");
  });
  afterAll(async () => {
    await hosted.host[Symbol.asyncDispose]();
    await Promise.all([anybody.stop(), guarded.stop()]);
    await folder.remove();
  });

  async function tried(body: object): Promise<BrokerTestAnswer> {
    const { status, body: answer } = await api.send("POST", "api/v1/mqtt/test", body);
    expect(status).toBe(200);
    return answer as BrokerTestAnswer;
  }

  test("takes the connection, without and with a password", async () => {
    expect(await tried({ url: anybody.url })).toMatchObject({
      ok: true,
      message: `127.0.0.1:${anybody.port} takes the connection, with MQTT 5.`,
      words: [{ key: "brokerTakes", values: { place: `127.0.0.1:${anybody.port}`, protocol: "5" } }],
    });
    expect(await tried({ url: guarded.url, username: "meter", password })).toMatchObject({
      ok: true,
      message: expect.stringContaining("as user meter"),
    });
  });

  test("says in words what is wrong, and never the password", async () => {
    const wrong = await tried({ url: guarded.url, username: "meter", password: "another one" });
    expect(wrong).toMatchObject({ ok: false, message: expect.stringContaining("password is wrong") });
    expect(wrong.words).toEqual([
      { key: "brokerRefuses", values: { place: `127.0.0.1:${guarded.port}`, reason: 135 } },
    ]);
    expect(JSON.stringify(wrong) + hosted.said()).not.toContain("another one");
    expect((await tried({ url: guarded.url })).message).toContain("it wants a user name and a password");
    expect((await tried({ url: `mqtt://127.0.0.1:${await freePort()}` })).message).toMatch(/^Nothing listens at/);
    expect((await tried({ url: "mqtt://no-such-host.invalid" })).message).toContain("no-such-host.invalid");
    expect((await tried({ url: `mqtts://127.0.0.1:${anybody.port}` })).message).toMatch(/broke the connection/);
  });

  test("is asked one at a time, by an address only, and the audit log has that it was", async () => {
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const address = silent.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const reached = new Promise<Socket>((resolve) => silent.once("connection", resolve));
    const waiting = tried({ url: `mqtt://127.0.0.1:${port}` });
    const socket = await reached;
    expect(await api.send("POST", "api/v1/mqtt/test", { url: anybody.url })).toMatchObject({ status: 409 });
    socket.destroy();
    expect(await waiting).toMatchObject({ ok: false });
    await new Promise((resolve) => silent.close(resolve));

    const { body } = await api.get("api/v1/audit");
    expect(JSON.stringify(body)).toContain("POST /api/v1/mqtt/test");
    expect(JSON.stringify(body)).not.toContain(password);

    for (const url of ["http://127.0.0.1", "mqtt://user:secret@127.0.0.1", "mqtt://127.0.0.1/path", "mqtt://[", ""])
      expect(await api.send("POST", "api/v1/mqtt/test", { url }), url).toMatchObject({ status: 400 });
    expect(await api.send("POST", "api/v1/mqtt/test", { url: anybody.url, password })).toMatchObject({ status: 400 });
    // So many in a minute, which may end meanwhile.
    const statuses: number[] = [];
    while (statuses.at(-1) !== 429 && statuses.length < 60)
      statuses.push((await api.send("POST", "api/v1/mqtt/test", { url: "" })).status);
    expect([...new Set(statuses)]).toEqual([400, 429]);
  });
});
