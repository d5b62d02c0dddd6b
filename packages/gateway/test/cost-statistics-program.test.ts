import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { virtualMeters } from "@meter2mqtt/simulator";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { loadSettings } from "../src/config/load-settings.ts";
import { createLog } from "../src/runtime/log.ts";
import { type RunningGateway, startGateway } from "../src/runtime/start-gateway.ts";
import { bookHome } from "./support/booked-home.ts";
import { type HomeAssistantServer, startHomeAssistant } from "./support/home-assistant-server.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const hourMs = 3_600_000;
const contract = {
  id: "home",
  name: "Home",
  currency: "DKK",
  components: [{ id: "all", kind: "per-kwh", amount: 2.5 }],
};

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let server: HomeAssistantServer;
let running: RunningGateway | undefined;

beforeEach(async () => {
  folder = await temporaryFolder();
  server = await startHomeAssistant({ token: "a token" });
});
afterEach(async () => {
  await running?.[Symbol.asyncDispose]();
  await server.close();
  await folder.remove();
});

test("a gateway with a contract gives Home Assistant what each hour of its ledger cost", async () => {
  const { meterId, zone } = virtualMeters["kamstrup-dk-extended"];
  const configuration = {
    http: { port: 0 },
    broker: { enabled: false },
    sources: [{ type: "simulator", meter: { slug: "house" } }],
    homeAssistant: { url: server.url, token: "a token" },
    tariffs: [{ contract: "contract.yaml" }],
  };
  await writeFile(join(folder.path, "contract.yaml"), JSON.stringify(contract));
  await writeFile(join(folder.path, "meter2mqtt.yaml"), JSON.stringify(configuration), { mode: 0o600 });
  const settings = loadSettings({ folder: folder.path, environment: {} });
  const from = Math.floor(Date.now() / hourMs) * hourMs - 30 * hourMs;
  await bookHome(settings.store.path, { meter: meterId, zone, from, quarters: Array(8).fill(250) });
  const log = createLog({ level: "error", destination: { write: () => undefined }, pretty: false });
  running = await startGateway(settings, { version: "0.0.0-test", log });

  const sums = () => [...(server.statistics.get("meter2mqtt:house_cost") ?? [])];
  await vi.waitFor(() => expect(sums().length).toBeGreaterThan(1), { timeout: 60_000, interval: 100 });
  const ofHour = new Map(sums());
  // A kWh in each of the two hours.
  expect(ofHour.get(from)).toBeCloseTo(2.5, 2);
  expect(ofHour.get(from + hourMs)).toBeCloseTo(5, 2);
  expect(server.metadata.get("meter2mqtt:house_cost")).toMatchObject({ unit_of_measurement: "DKK" });
});
