import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type KeySet, parseHex } from "@meter2mqtt/decoder";
import { createVirtualMeter, type VirtualFrame, type VirtualMeterName } from "@meter2mqtt/simulator";
import { loadSettings } from "../../src/config/load-settings.ts";
import { createLog } from "../../src/runtime/log.ts";
import { type RunningGateway, startGateway } from "../../src/runtime/start-gateway.ts";
import { openDatabase } from "../../src/store/database.ts";

/** Made-up keys as a configuration has them. */
export const keyTexts = {
  encryptionKey: "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
  authenticationKey: "f0e1d2c3b4a5968778695a4b3c2d1e0f",
} as const;

const keys: KeySet = {
  encryptionKey: parseHex(keyTexts.encryptionKey) ?? new Uint8Array(),
  authenticationKey: parseHex(keyTexts.authenticationKey) ?? new Uint8Array(),
};

/** What a virtual meter sends from an instant on, under the made-up keys. */
export function framesOf(name: VirtualMeterName, count: number, start: number = Date.now()): VirtualFrame[] {
  const virtual = createVirtualMeter(name, { start, keys });
  return Array.from({ length: count }, () => virtual.next());
}

/** A gateway in this process, with a configuration and a store in the folder. */
export async function playGateway(folder: string, yaml: string): Promise<RunningGateway> {
  await writeFile(join(folder, "meter2mqtt.yaml"), `http: { port: 0 }\n${yaml}`, { mode: 0o600 });
  const settings = loadSettings({ folder, environment: {} });
  const log = createLog({ level: "error", destination: { write: () => undefined }, pretty: false });
  return startGateway(settings, { version: "0.0.0-test", log });
}

/** Rows of the gateway's database, which may be at work. */
export async function rowsOf(folder: string, sql: string): Promise<unknown[]> {
  const database = await openDatabase(join(folder, "data/meter2mqtt.sqlite"));
  try {
    return database
      .prepare(sql)
      .all()
      .map((row) => ({ ...(row as object) }));
  } finally {
    database.close();
  }
}
