import { closeSync, existsSync, fdatasyncSync, openSync } from "node:fs";
import { join } from "node:path";
import { loadSettings } from "../../../src/config/load-settings.ts";
import { createLog } from "../../../src/runtime/log.ts";
import { ManualClock } from "../../../src/runtime/manual-clock.ts";
import { startGateway } from "../../../src/runtime/start-gateway.ts";
import { writtenOctets } from "../process-figures.ts";

/*
 * Hours of the gateway on a clock that is moved by hand, second by second; whatever it writes, it writes at its time.
 * Its arguments are the folder of its configuration, and how many hours. Prints the octets written to disk.
 *
 * Linux writes a file's changed pages 30 to 35 s after the first of them was changed. In hours that pass in seconds
 * it would write once what it writes many times, so the files are synchronised at those times: with a telegram every 10 s,
 * which the first change comes with, that is every 40 s.
 */
const writeBackSeconds = 40;

const [folder = "", hours = ""] = process.argv.slice(2);
const settings = loadSettings({ folder, environment: {} });
const clock = new ManualClock(Date.UTC(2026, 2, 10));
const log = createLog({ level: settings.log.level });
const running = await startGateway(settings, { version: "bench", log, clock });
const sinks = () => running.gateway.state().sinks;
await until("the broker is connected", () => sinks().every(({ status }) => status === "open"));
const before = writtenOctets(process.pid);
for (let second = 1; second <= Number(hours) * 3600; second++) {
  await clock.advance(1000);
  await until("the broker has everything", () => sinks().every(({ waiting }) => waiting === 0));
  if (second % writeBackSeconds === 0) synchronise();
}
const delivered = sinks()[0]?.delivered;
await running[Symbol.asyncDispose]();
process.stdout.write(`${JSON.stringify({ octets: writtenOctets(process.pid) - before, delivered })}\n`);

function synchronise(): void {
  for (const ending of ["", "-wal", "-shm", ".journal", ".journal.old"]) {
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
