import { closeSync, existsSync, fdatasyncSync, openSync } from "node:fs";
import { join } from "node:path";
import { loadSettings } from "../../../src/config/load-settings.ts";
import { createLog } from "../../../src/runtime/log.ts";
import { ManualClock } from "../../../src/runtime/manual-clock.ts";
import { startGateway } from "../../../src/runtime/start-gateway.ts";
import { writtenOctets } from "../process-figures.ts";

/*
 * A day of the gateway on a clock that is moved by hand, second by second; whatever it writes, it writes at its time.
 * Its one argument is the folder of its configuration. Prints the octets written to disk.
 *
 * The system keeps changed pages for 30 s before it writes them. In a day that passes in seconds it would write them
 * once where it writes them many times, so the files are synchronised every 30 s of the day's time.
 */
const writeBackSeconds = 30;
const day = 86_400;

const [folder = ""] = process.argv.slice(2);
const settings = loadSettings({ folder, environment: {} });
const clock = new ManualClock(Date.UTC(2026, 2, 10));
const log = createLog({ level: settings.log.level });
const running = await startGateway(settings, { version: "bench", log, clock });
const sinks = () => running.gateway.state().sinks;
await until("the broker is connected", () => sinks().every(({ status }) => status === "open"));
const before = writtenOctets(process.pid);
for (let second = 1; second <= day; second++) {
  await clock.advance(1000);
  await until("the broker has everything", () => sinks().every(({ waiting }) => waiting === 0));
  if (second % writeBackSeconds === 0) synchronise();
}
const delivered = sinks()[0]?.delivered;
await running[Symbol.asyncDispose]();
process.stdout.write(`${JSON.stringify({ octets: writtenOctets(process.pid) - before, delivered })}\n`);

function synchronise(): void {
  for (const ending of ["", "-wal", "-shm"]) {
    const file = join(folder, `data/meter2mqtt.sqlite${ending}`);
    if (!existsSync(file)) continue;
    const descriptor = openSync(file, "r+");
    fdatasyncSync(descriptor);
    closeSync(descriptor);
  }
}

/** Real time passes here: a broker answers when it answers. */
async function until(what: string, holds: () => boolean): Promise<void> {
  const end = performance.now() + 20_000;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
