import { afterEach, describe, expect, test } from "vitest";
import {
  type HomeAssistantServer,
  type ServerOptions,
  startHomeAssistant,
} from "../../test/support/home-assistant-server.ts";
import { Secret } from "../config/secret.ts";
import { systemClock } from "../sources/back-off.ts";
import { StatisticsClient } from "./statistics-client.ts";

const never = new AbortController().signal;
const hour = 3_600_000;
const first = Date.UTC(2026, 2, 29);
const id = "meter2mqtt:house_import";
const servers: HomeAssistantServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function start(options: Partial<ServerOptions> = {}): Promise<HomeAssistantServer> {
  const server = await startHomeAssistant({ token: "a token", ...options });
  servers.push(server);
  return server;
}

function clientOf(url: string, { token = "a token", patienceMs = 10_000 } = {}) {
  const reasons: string[] = [];
  const waiting = (reason: string) => reasons.push(reason);
  const backOff = { firstMs: 20, maxMs: 50 };
  const client = new StatisticsClient({
    url,
    token: new Secret(token),
    clock: systemClock,
    backOff,
    patienceMs,
    waiting,
  });
  const give = (...hours: [index: number, wattHours: number][]) => {
    const given = hours.map(([index, wattHours]) => ({ start: first + index * hour, wattHours }));
    return client.import({ id, name: "House import", hours: given }, never);
  };
  return { client, give, reasons };
}

const sumsOf = (server: HomeAssistantServer) =>
  [...(server.statistics.get(id) ?? [])].sort(([a], [b]) => a - b).map(([at, sum]) => [(at - first) / hour, sum]);

describe("StatisticsClient", () => {
  test.each(["2026.1.0", "2025.6.3"])(
    "writes hours into Home Assistant %s; the same again change nothing",
    async (version) => {
      const server = await start({ version });
      const { client, give } = clientOf(server.url);
      expect(await give([0, 100], [1, 200])).toBe(2);
      expect(sumsOf(server)).toEqual([
        [0, 0.1],
        [1, 0.3],
      ]);
      expect(server.imports()).toBe(1);
      expect(await give([0, 100], [1, 200])).toBe(0);
      expect(server.imports()).toBe(1);
      expect(await client.ids(never)).toEqual([id]);
    },
  );

  test("goes on from the hour before, after a gap of a day and of half a year", async () => {
    const server = await start();
    const { give } = clientOf(server.url);
    await give([0, 1000]);
    await give([24, 500]);
    await give([24 * 180, 250]);
    expect(sumsOf(server).map(([, sum]) => sum)).toEqual([1, 1.5, 1.75]);
  });

  test("moves later hours with a corrected one, and begins before what is there", async () => {
    const server = await start();
    const { give } = clientOf(server.url);
    await give([2, 100], [3, 200], [4, 300]);
    expect(await give([3, 250])).toBe(2);
    expect(await give([0, 1000])).toBe(4);
    expect(sumsOf(server)).toEqual([
      [0, 1],
      [2, 1.1],
      [3, 1.35],
      [4, 1.65],
    ]);
  });

  test("makes the connection anew when it breaks, and writes nothing twice", async () => {
    const server = await start();
    const { give, reasons } = clientOf(server.url);
    await give([0, 100]);
    server.breakNextImport();
    expect(await give([1, 100])).toBe(1);
    expect(reasons).toHaveLength(1);
    expect(sumsOf(server).map(([, sum]) => sum)).toEqual([0.1, 0.2]);
  });

  test("waits for a Home Assistant that is not there yet, and gives up in time", async () => {
    const server = await start();
    const port = Number(new URL(server.url).port);
    await servers.pop()?.close();
    await expect(clientOf(server.url, { patienceMs: 0 }).give([0, 1])).rejects.toThrow("Nothing listens at");
    const { give, reasons } = clientOf(server.url);
    const given = give([0, 1]);
    await expect.poll(() => reasons.length).toBeGreaterThan(0);
    await start({ port });
    expect(await given).toBe(1);
  });

  test.each([
    ["a wrong token", {}, { token: "another" }, "does not accept the token"],
    ["a user without rights", { isAdmin: false }, {}, "must be an administrator's"],
  ])("says at once that nothing will help: %s", async (_what, options, mine, words) => {
    const { give, reasons } = clientOf((await start(options)).url, mine);
    const given = give([0, 1]);
    await expect(given).rejects.toThrow(words);
    await expect(given).rejects.toMatchObject({ name: "SinkError", kind: "permanent" });
    expect(reasons).toEqual([]);
  });

  test("tells another server from Home Assistant", async () => {
    const { give } = clientOf(`${(await start()).url}/elsewhere`);
    await expect(give([0, 1])).rejects.toThrow("answers with 400");
  });

  test("is stopped by its signal", async () => {
    const { client } = clientOf("http://127.0.0.1:1");
    const stop = new AbortController();
    const listed = client.ids(stop.signal);
    stop.abort();
    await expect(listed).rejects.toMatchObject({ name: "SinkError" });
  });
});
