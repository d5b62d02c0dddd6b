import { parseArgs } from "node:util";
import { runTorture } from "./parts/run-torture.ts";

/*
 * 24 simulated hours of a meter, replayed fast, while the gateway is killed, the line unplugged and a broker stopped at
 * moments that the seed decides. Afterwards the archive and every sink must hold the same readings.
 */
const day = 8640;
const { values } = parseArgs({
  options: { seed: { type: "string" }, kills: { type: "string" }, frames: { type: "string" } },
});
const seed = numberOf(values.seed, 1, 0, 2 ** 32 - 1);
const kills = numberOf(values.kills, 200, 1, 1000);
const frames = numberOf(values.frames, day, 100, 10 * day);
if (seed === undefined || kills === undefined || frames === undefined || kills * 2 > frames) {
  console.error(
    "usage: npm run torture -- [--seed N] [--kills 1..1000] [--frames 100..86400, twice the kills at least]",
  );
  process.exitCode = 2;
} else {
  const start = performance.now();
  const say = (line: string) => console.log(line);
  const { complaints, figures } = await runTorture({ seed, frames, kills, root: process.cwd(), say });
  console.log(`seed ${seed}, ${kills} kills, ${((performance.now() - start) / 1000).toFixed(0)} s`);
  for (const [name, figure] of Object.entries(figures)) console.log(`${name.padEnd(24)} ${figure}`);
  for (const complaint of complaints) console.log(`FAILED ${complaint}`);
  console.log(complaints.length === 0 ? "nothing lost" : `${complaints.length} complaints`);
  if (complaints.length > 0) process.exitCode = 1;
}

function numberOf(text: string | undefined, preset: number, least: number, most: number): number | undefined {
  if (text === undefined) return preset;
  const number = Number(text);
  return Number.isSafeInteger(number) && number >= least && number <= most ? number : undefined;
}
