import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { correctionAnswer, homesAnswer } from "@meter2mqtt/contract";
import { Ajv } from "ajv";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { bookHome } from "../../test/support/booked-home.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { loadSettings } from "../config/load-settings.ts";
import { createLog } from "../runtime/log.ts";
import { type RunningGateway, startGateway } from "../runtime/start-gateway.ts";

const ajv = new Ajv({ strict: false, formats: { "date-time": true } });
const hourMs = 3_600_000;
/** So old that nothing of it is interpolated up to now. */
const start = Math.floor(Date.now() / hourMs) * hourMs - 48 * hourMs;
const at = (hours: number) => new Date(start + hours * hourMs).toISOString();

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let running: RunningGateway;

beforeEach(async () => {
  folder = await temporaryFolder();
  const yaml = `
http: { port: 0 }
broker: { enabled: false }
sources: [{ type: push, name: door }]
homes: [{ name: home, meters: ["11"], production: [{ meter: "22" }] }, { name: cabin, meters: ["33"] }]
`;
  writeFileSync(join(folder.path, "meter2mqtt.yaml"), yaml, { mode: 0o600 });
  const settings = loadSettings({ folder: folder.path, environment: {} });
  mkdirSync(join(folder.path, "data"), { recursive: true });
  await bookHome(settings.store.path, {
    meter: "11",
    zone: "Europe/Oslo",
    from: start,
    quarters: [100, 200, 300, 400],
  });
  const log = createLog({ level: "error", destination: { write: () => undefined }, pretty: false });
  running = await startGateway(settings, { version: "0.0.0-test", log });
});
afterEach(async () => {
  await running[Symbol.asyncDispose]();
  await folder.remove();
});

async function ask(path: string, body?: object, headers: Record<string, string> = {}) {
  const response = await fetch(new URL(path, running.api.url), {
    ...(body && { method: "POST", body: JSON.stringify(body) }),
    headers: { ...(body && { "content-type": "application/json" }), ...headers },
  });
  const answer: unknown = await response.json();
  return { status: response.status, body: answer };
}

const correct = (body: object, headers?: Record<string, string>) =>
  ask("api/v1/meters/11/corrections", { register: "energyImportWh", by: "Kari", ...body }, headers);
const quarters = async () => (await ask(`api/v1/meters/11/intervals?span=quarter&from=${at(0)}&to=${at(1)}`)).body;

describe("corrections", () => {
  test("share an amount out, stand in the trail with their reason, and can be taken back", async () => {
    const answer = await correct({ start: at(0), end: at(1), amount: 500, why: "the bill" });
    expect(answer).toEqual({
      status: 200,
      body: { meter: "11", register: "energyImportWh", unit: "Wh", intervals: 4, was: 1000, amount: 500 },
    });
    expect(ajv.validate(correctionAnswer, answer.body)).toBe(true);
    expect(await quarters()).toMatchObject({
      intervals: [50, 100, 150, 200].map((amount) => ({ amount, quality: "edited", edit: { why: "the bill" } })),
    });
    const undone = await correct({ start: at(0), end: at(1), amount: null });
    expect(undone.body).toMatchObject({ intervals: 4, was: 500, amount: 1000 });
    expect(await quarters()).toMatchObject({
      intervals: [100, 200, 300, 400].map((amount) => ({ amount, quality: "measured" })),
    });
    const trail = await ask(`api/v1/meters/11/edits?from=${at(0)}&to=${at(1)}`);
    expect(trail.body).toMatchObject({
      edits: [{ why: "the bill", by: "Kari", was: 100 }, {}, {}, {}, { was: 50 }, {}, {}, {}],
    });
  });

  test("fill time of which nothing is known", async () => {
    const answer = await correct({ start: at(2), end: at(4), amount: 80 });
    expect(answer.body).toMatchObject({ intervals: 8, was: 0, amount: 80 });
    const { body } = await ask(`api/v1/meters/11/intervals?span=hour&from=${at(2)}&to=${at(4)}`);
    expect(body).toMatchObject({ intervals: [{ amount: 40, shares: { edited: 1 } }, { amount: 40 }] });
  });

  test.each([
    [{ start: at(1), end: at(0), amount: 1 }, 400, "time"],
    [{ start: at(0), end: at(24 * 36), amount: 1 }, 400, "too-long"],
    [{ start: at(47), end: at(50), amount: 1 }, 400, "time"],
    [{ start: at(0), end: at(1), amount: -1 }, 400, "request"],
    [{ start: at(0), end: at(0.26), amount: 1 }, 404, "no-such-interval"],
    [{ start: at(0), end: at(1), amount: 1, register: "none" }, 404, "no-such-interval"],
  ])("%j is refused with %i", async (body, status, type) => {
    expect(await correct(body)).toMatchObject({ status, body: { type: `problems/${type}` } });
  });

  test("of other sites are refused", async () => {
    const answer = await correct({ start: at(0), end: at(1), amount: 1 }, { origin: "https://example.org" });
    expect(answer.status).toBe(403);
  });
});

test("homes are listed, all or those of a meter", async () => {
  const all = await ask("api/v1/homes");
  expect(all.body).toEqual({
    homes: [
      { name: "home", meters: ["11"], production: true },
      { name: "cabin", meters: ["33"], production: false },
    ],
  });
  expect(ajv.validate(homesAnswer, all.body)).toBe(true);
  expect((await ask("api/v1/homes?meter=11")).body).toMatchObject({ homes: [{ name: "home" }] });
  expect((await ask("api/v1/homes?meter=99")).body).toEqual({ homes: [] });
});
