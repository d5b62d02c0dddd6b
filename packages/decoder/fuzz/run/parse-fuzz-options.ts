import { parseArgs } from "node:util";
import type { FuzzOptions } from "./run-fuzz.ts";

const usage = "npm run fuzz -- [--seed N] [--megabytes N]";

/** Options of the command, or what is wrong with them. */
export function parseFuzzOptions(args: readonly string[]): FuzzOptions | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { seed: { type: "string" }, megabytes: { type: "string" } },
    });
    const seed = Number(values.seed ?? "1");
    const megabytes = Number(values.megabytes ?? "200");
    if (!Number.isInteger(seed) || seed < 0) return `--seed takes a whole number. ${usage}`;
    if (!Number.isFinite(megabytes) || megabytes <= 0) return `--megabytes takes a number above 0. ${usage}`;
    return { seed, octets: megabytes * 1024 * 1024 };
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)} ${usage}`;
  }
}
