import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeAxdr, encodeDataNotification, encodeHdlcFrame, llcHeader } from "@meter2mqtt/simulator";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { loadSettings } from "../config/load-settings.ts";
import { createLog } from "../runtime/log.ts";
import { type RunningGateway, startGateway } from "../runtime/start-gateway.ts";

const wait = { timeout: 60_000, interval: 20 };

let folder: string;
let server: Server;
let sockets: Socket[];
let running: RunningGateway | undefined;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "meter2mqtt-profiles-"));
  sockets = [];
  server = createServer((socket) => sockets.push(socket.on("error", () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  await running?.[Symbol.asyncDispose]();
  for (const socket of sockets) socket.destroy();
  server.close();
  rmSync(folder, { recursive: true });
});

/** A list of a maker nobody knows: a name and a power. */
function frame(watts: number): Uint8Array {
  const name = { type: "visible-string", text: "QQQ-1" } as const;
  const power = { type: "double-long-unsigned", value: watts } as const;
  const body = encodeAxdr({ type: "structure", elements: [name, power, power] });
  const apdu = encodeDataNotification({ invokeId: 1, body });
  const header = { destination: [0x41], source: [0x03], control: 0x13 };
  return encodeHdlcFrame(Uint8Array.of(...llcHeader, ...apdu), header);
}

const shown = ({ gateway }: RunningGateway): string => JSON.stringify(gateway.state().meters);

const profile = `
id: qqq
listVersions: [QQQ-]
layouts:
  - columns: [{ obis: "0-0:96.1.0" }, { obis: "1-0:1.7.0", unit: W }, {}]
`;

test("a profile that is written while the gateway runs reads the next frame", async () => {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const yaml = `http: { port: 0 }
sources: [{ type: tcp, host: 127.0.0.1, port: ${port} }]
broker: { enabled: false }
store: { path: ./test.sqlite }
`;
  writeFileSync(join(folder, "meter2mqtt.yaml"), yaml, { mode: 0o600 });
  const settings = loadSettings({ folder, environment: {} });
  const lines: string[] = [];
  const log = createLog({ level: "info", destination: { write: (line) => void lines.push(line) }, pretty: false });
  const started = await startGateway(settings, { version: "0.0.0-test", log });
  running = started;
  await vi.waitFor(() => expect(sockets).toHaveLength(1), wait);

  sockets[0]?.write(frame(640));
  await vi.waitFor(() => expect(lines.join("")).toContain("profile/unknown-list"), wait);
  expect(shown(started)).not.toContain("activeImportW");

  mkdirSync(join(folder, "profiles"));
  writeFileSync(join(folder, "profiles", "qqq.yaml"), profile);
  await vi.waitFor(() => expect(lines.join("")).toContain("profiles of your own are in force"), wait);
  sockets[0]?.write(frame(650));
  await vi.waitFor(() => expect(shown(started)).toMatch(/"activeImportW":\D*650\b/), wait);
});
