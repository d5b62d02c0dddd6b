import type { GatewayState } from "@meter2mqtt/contract";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type DoorsServer, fromOutside, goodPassword, startDoorsServer } from "../../test/support/doors.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import type { StoreHealth } from "../store/archive.ts";

type SourceStatus = GatewayState["sources"][number]["status"];

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let doors: DoorsServer;
let sources: SourceStatus[];
let storeHealth: StoreHealth;

beforeEach(async () => {
  folder = await temporaryFolder();
  sources = ["open", "open"];
  storeHealth = { status: "ok", waiting: 0, dropped: 0 };
  doors = await startDoorsServer(folder.path, {}, { state, storeHealth });
});
afterEach(async () => {
  await doors[Symbol.asyncDispose]();
  await folder.remove();
});

function state(): GatewayState {
  const line = { octets: 0, frames: 0, damagedFrames: 0, noiseOctets: 0, readings: 0, octetsPerSecond: 0 };
  return {
    ...{ version: "1.2.3", startedAt: "2026-01-15T11:00:00.000Z", simulated: false, meters: [], sinks: [] },
    sources: sources.map((status, index) => ({
      ...{ name: `cellar ${index}`, type: "tcp", description: "10.1.2.3:4001", status, error: "refused", line },
    })),
  };
}

const addUser = () =>
  doors.accounts.users.add({ name: "kari", role: "viewer", password: goodPassword }, { who: "test" });
const bare = async () => {
  const { status, json } = await doors.ask("healthz", { headers: fromOutside });
  return [status, json];
};

describe("GET /healthz", () => {
  test("tells a stranger one word once a password is set, and nothing before", async () => {
    expect(await doors.ask("healthz", { headers: fromOutside })).toMatchObject({ status: 403, type: "set-up" });
    await addUser();
    expect(await bare()).toEqual([200, { status: "ok" }]);
    // Whatever opens no door is as good as nothing.
    for (const authorization of ["Bearer m2m_none", `Basic ${Buffer.from("kari:wrong").toString("base64")}`])
      expect((await doors.ask("healthz", { headers: { ...fromOutside, authorization } })).json).toEqual({
        status: "ok",
      });
    expect((await doors.ask("healthz")).json).toEqual({ status: "ok" });
  });

  test("tells viewers and tokens for metrics of the parts", async () => {
    await addUser();
    const { token } = doors.accounts.tokens.add("prometheus", "metrics", { who: "test" });
    const password = `Basic ${Buffer.from(`kari:${goodPassword}`).toString("base64")}`;
    for (const authorization of [`Bearer ${token}`, password]) {
      const { json } = await doors.ask("healthz", { headers: { ...fromOutside, authorization } });
      expect(json).toEqual({
        ...{ status: "ok", version: "1.2.3", store: { status: "ok", waiting: 0, dropped: 0 }, sinks: [], meters: [] },
        sources: [
          { name: "cellar 0", status: "open" },
          { name: "cellar 1", status: "open" },
        ],
      });
    }
    const push = doors.accounts.tokens.add("gate", "push", { who: "test" }).token;
    const asked = await doors.ask("healthz", { headers: { ...fromOutside, authorization: `Bearer ${push}` } });
    expect(asked.json).toEqual({ status: "ok" });
  });

  test("is degraded with a part that has failed, and fails with 503 when nothing is heard", async () => {
    await addUser();
    sources = ["open", "failed"];
    expect(await bare()).toEqual([200, { status: "degraded" }]);
    sources = ["failed", "failed"];
    expect(await bare()).toEqual([503, { status: "failing" }]);
    expect(await doors.ask("healthz", { method: "HEAD", headers: fromOutside })).toMatchObject({
      status: 503,
      text: "",
    });
    sources = [];
    expect(await bare()).toEqual([200, { status: "ok" }]);
  });

  test.each<[StoreHealth, number, string]>([
    [{ status: "degraded", error: "disk full", waiting: 5, dropped: 0 }, 200, "degraded"],
    [{ status: "degraded", error: "disk full", waiting: 5, dropped: 2 }, 503, "failing"],
    [{ status: "ok", waiting: 0, dropped: 2 }, 200, "ok"],
  ])("of a store that is %j: %d, %s", async (store, code, status) => {
    await doors[Symbol.asyncDispose]();
    doors = await startDoorsServer(folder.path, {}, { state, storeHealth: store });
    await addUser();
    expect(await bare()).toEqual([code, { status }]);
  });
});
