import { dirname, join, resolve } from "node:path";
import type { Command } from "commander";
import type { Settings } from "../config/settings.ts";
import { UserProfiles } from "../profiles/user-profiles.ts";
import { createLines } from "../runtime/create-lines.ts";
import { createLog } from "../runtime/log.ts";
import { type RedecodeOptions, type RedecodeReport, redecode } from "../runtime/redecode.ts";
import { ScaleKeeper } from "../runtime/scale-keeper.ts";
import { systemClock } from "../sources/back-off.ts";
import type { Database } from "../store/database.ts";
import { ScalesTable } from "../store/scales-table.ts";
import { type CommandStreams, processStreams } from "./capture-input.ts";
import { parseSpan } from "./instant.ts";
import { orErrorExit, settingsFor, withDatabase } from "./store-access.ts";

export interface RedecodeCommandOptions {
  readonly config?: string;
  readonly from: string;
  readonly to?: string;
  readonly meter?: string;
}

/** Adds `redecode`; `finish` is given the exit code. */
export function addRedecodeCommand(program: Command, finish: (code: number) => void): void {
  program
    .command("redecode")
    .summary("decode the raw archive again, and fill in what was not understood before")
    .description(
      "Decodes archived frames again with today's decoder, keys and profiles, and puts the readings into the database. " +
        "Doing it again changes nothing. The gateway may be running.",
    )
    .option("--config <file>", "configuration, as for run")
    .requiredOption("--from <time>", "first arrival: 2026-01-15 or 2026-01-15T12:00:00Z")
    .option("--to <time>", "last arrival")
    .option("--meter <name>", "only this meter: its name in topics, or its number")
    .action(async (options: RedecodeCommandOptions) => finish(await runRedecode(options)));
}

/** Carries `redecode` out; resolves with its exit code. */
export async function runRedecode(
  options: RedecodeCommandOptions,
  { stdout, stderr, environment }: CommandStreams = processStreams,
): Promise<number> {
  return orErrorExit(stderr, async () => {
    const span = parseSpan(options.from, options.to);
    const settings = settingsFor(options.config, environment);
    const report = await withDatabase(settings, (database) =>
      decodeAgain(settings, database, { ...span, meter: options.meter }),
    );
    stdout.write(describe(report));
    return report.unknownSources.length > 0 ? 1 : 0;
  });
}

function decodeAgain(
  settings: Settings,
  database: Database,
  wanted: Pick<RedecodeOptions, "from" | "to" | "meter">,
): RedecodeReport {
  const log = createLog({ level: "warn" });
  const folder = join(settings.file === undefined ? process.cwd() : dirname(resolve(settings.file)), "profiles");
  const profiles = new UserProfiles({ folder, log });
  const scales = new ScaleKeeper();
  scales.load(new ScalesTable(database).all());
  const lines = createLines(settings.sources, { clock: systemClock, profiles, scales, replays: "accept" });
  profiles.start();
  try {
    return redecode({ database, lines, meters: settings.meters, ...wanted });
  } finally {
    void profiles[Symbol.asyncDispose]();
  }
}

function describe({ frames, unread, unknownSources, ...readings }: RedecodeReport): string {
  const lines = [
    `${frames} frames decoded again: ${readings.new} readings are new, ${readings.changed} changed, ${readings.same} as before.`,
  ];
  if (unread > 0) lines.push(`${unread} frames give no reading: meter2mqtt export --raw and decode say why.`);
  for (const source of unknownSources) {
    lines.push(`Frames of the source "${source}" were left out: the configuration has no source of that name.`);
  }
  return `${lines.join("\n")}\n`;
}
