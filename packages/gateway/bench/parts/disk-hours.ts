import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startMosquitto } from "../../test/support/mosquitto.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";

const program = fileURLToPath(new URL("./children/play-hours.js", import.meta.url));
const runFile = promisify(execFile);

export interface DiskHours {
  readonly octets: number;
  readonly telegrams: number;
}

/** What so many hours of telegrams every 10 s cost in octets written to disk. */
export async function measureDisk(root: string, hours: number): Promise<DiskHours> {
  const brokerFolder = await temporaryFolder();
  const broker = await startMosquitto({ folder: brokerFolder.path });
  // The system's folder for temporary files is often in memory, where nothing is written to a disk.
  mkdirSync(join(root, "dist"), { recursive: true });
  const folder = mkdtempSync(join(root, "dist/bench-"));
  try {
    const configuration = {
      sources: [{ type: "simulator", name: "line", model: "kamstrup-dk-extended" }],
      mqtt: [{ name: "broker", url: broker.url }],
      broker: { enabled: false },
      http: { port: 0 },
      log: { level: "error" },
    };
    writeFileSync(join(folder, "meter2mqtt.yaml"), JSON.stringify(configuration), { mode: 0o600 });
    const { stdout } = await runFile(process.execPath, [program, folder, String(hours)], {
      cwd: folder,
      timeout: 180_000,
    });
    const { octets, delivered } = JSON.parse(stdout);
    return { octets: Number(octets), telegrams: Number(delivered) };
  } finally {
    await broker.kill();
    rmSync(folder, { recursive: true, force: true });
    await brokerFolder.remove();
  }
}
