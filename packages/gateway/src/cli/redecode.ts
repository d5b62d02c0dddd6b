import { dirname, join, resolve } from "node:path";
import type { Command } from "commander";
import type { Settings } from "../config/settings.ts";
import { UserProfiles } from "../profiles/user-profiles.ts";
import { createLines } from "../runtime/create-lines.ts";
import { HistoryDelivery } from "../runtime/history-delivery.ts";
import { createLog } from "../runtime/log.ts";
import { type RedecodeOptions, type RedecodeReport, redecode } from "../runtime/redecode.ts";
import { ScaleKeeper } from "../runtime/scale-keeper.ts";
import { createTypedSink } from "../sinks/create-typed-sink.ts";
import type { Sink } from "../sinks/sink.ts";
import { systemClock } from "../sources/back-off.ts";
import type { Database } from "../store/database.ts";
import { ScalesTable } from "../store/scales-table.ts";
import { type CommandStreams, processStreams, UsageError } from "./capture-input.ts";
import { parseSpan } from "./instant.ts";
import { orErrorExit, settingsFor, withDatabase } from "./store-access.ts";

export interface RedecodeCommandOptions {
  readonly config?: string;
  readonly from: string;
  readonly to?: string;
  readonly meter?: string;
  readonly publish?: boolean;
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
    .option("--publish", "give what is new or changed to InfluxDB, PostgreSQL and files as well")
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
      decodeAgain(settings, database, { ...span, meter: options.meter, publish: options.publish === true }),
    );
    stdout.write(describe(report));
    return report.unknownSources.length > 0 ? 1 : 0;
  });
}

interface Wanted extends Pick<RedecodeOptions, "from" | "to" | "meter"> {
  readonly publish: boolean;
}

async function decodeAgain(
  settings: Settings,
  database: Database,
  { publish, ...wanted }: Wanted,
): Promise<RedecodeReport> {
  const log = createLog({ level: "warn" });
  const folder = join(settings.file === undefined ? process.cwd() : dirname(resolve(settings.file)), "profiles");
  const profiles = new UserProfiles({ folder, log });
  const scales = new ScaleKeeper();
  scales.load(new ScalesTable(database).all());
  const lines = createLines(settings.sources, { clock: systemClock, profiles, scales, replays: "accept" });
  const delivery = publish ? new HistoryDelivery(historySinks(settings), systemClock) : undefined;
  profiles.start();
  try {
    await delivery?.start();
    const { meters } = settings;
    const deliver = delivery === undefined ? {} : { publish: delivery.deliver.bind(delivery) };
    return await redecode({ database, lines, meters, ...wanted, ...deliver });
  } finally {
    await delivery?.[Symbol.asyncDispose]();
    await profiles[Symbol.asyncDispose]();
  }
}

/** Sinks whose destination keeps each reading under its own time, so that the past can be put right there. */
function historySinks(settings: Settings): Sink[] {
  const began = new Date(systemClock.now()).toISOString().replace(/\D/g, "").slice(0, 14);
  const sinks = settings.sinks.flatMap((sink): Sink[] => {
    if (sink.type === "webhook") return [];
    // A gateway at work holds its own files open; lines of the past are no news to whoever follows them.
    const own = sink.type === "files" ? { ...sink, prefix: `${sink.prefix}-redecoded-${began}` } : sink;
    return [createTypedSink(own, { clock: systemClock })];
  });
  const takers = sinks.filter(({ kinds }) => kinds.has("reading"));
  if (takers.length > 0) return takers;
  throw new UsageError("--publish: no sink of the configuration keeps times (influxdb, postgresql, files).");
}

function describe({ frames, unread, published, unknownSources, ...readings }: RedecodeReport): string {
  const lines = [
    `${frames} frames decoded again: ${readings.new} readings are new, ${readings.changed} changed, ${readings.same} as before.`,
  ];
  if (published > 0) lines.push(`${published} readings were given to the destinations that keep times.`);
  if (unread > 0) lines.push(`${unread} frames give no reading: meter2mqtt export --raw and decode say why.`);
  for (const source of unknownSources) {
    lines.push(`Frames of the source "${source}" were left out: the configuration has no source of that name.`);
  }
  return `${lines.join("\n")}\n`;
}
