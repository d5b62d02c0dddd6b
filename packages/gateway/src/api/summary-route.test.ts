import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bookHome } from "../../test/support/booked-home.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { loadSettings } from "../config/load-settings.ts";
import { createLog } from "../runtime/log.ts";
import { startGateway } from "../runtime/start-gateway.ts";

const quarterMs = 900_000;
const yaml = `
http: { port: 0 }
broker: { enabled: false }
sources: [{ type: push, name: door }]
`;

test("a glance at energy: so far, and yesterday", async () => {
  const folder = await temporaryFolder();
  writeFileSync(join(folder.path, "meter2mqtt.yaml"), yaml, { mode: 0o600 });
  const settings = loadSettings({ folder: folder.path, environment: {} });
  const now = Math.floor(Date.now() / quarterMs) * quarterMs;
  const count = 2 * 96;
  const quarters = Array.from({ length: count }, () => 250);
  await bookHome(settings.store.path, { meter: "house", zone: "Europe/Oslo", from: now - count * quarterMs, quarters });
  const log = createLog({ level: "error", destination: { write: () => undefined }, pretty: false });
  const running = await startGateway(settings, { version: "0.0.0-test", log });
  try {
    const response = await fetch(new URL("/api/v1/meters/house/summary", running.api.url));
    const summary: unknown = await response.json();
    expect(summary).toMatchObject({
      ...{ meter: "house", zone: "Europe/Oslo" },
      yesterday: { hour: { import: 1000, export: 0 } },
    });
    expect(summary).not.toHaveProperty("tariff");
    const missing = await fetch(new URL("/api/v1/meters/shed/summary", running.api.url));
    expect(missing.status).toBe(404);
    const line = new URL("/api/v1/meters/house/power", running.api.url);
    expect((await fetch(`${line}?from=5&to=5`)).status).toBe(400);
  } finally {
    await running[Symbol.asyncDispose]();
    await folder.remove();
  }
}, 240_000);
