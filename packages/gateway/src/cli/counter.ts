import type { Command } from "commander";
import { CountersTable, type StoredCounter } from "../store/counters-table.ts";
import { type Database, inTransaction } from "../store/database.ts";
import { type CommandStreams, processStreams } from "./capture-input.ts";
import { orErrorExit, settingsFor, withDatabase } from "./store-access.ts";

export interface CounterOptions {
  readonly config?: string;
  readonly meter?: string;
}

/** Adds `counter list` and `counter reset`; `finish` is given the exit code. */
export function addCounterCommand(program: Command, finish: (code: number) => void): void {
  const counter = program
    .command("counter")
    .summary("invocation counters: show them, let a meter count anew")
    .description("Invocation counters of meters that sign their frames: what is not newer is refused.");
  counter
    .command("list")
    .summary("show them")
    .description("Shows the last counter that was accepted of each meter.")
    .option("--config <file>", "configuration, as for run")
    .action(async (options: CounterOptions) => finish(await runCounterList(options)));
  counter
    .command("reset")
    .summary("confirm that a meter counts anew")
    .description(
      "Says that a meter counts anew, after a repair for instance: its next frame is accepted. A gateway at work sees it " +
        "with the next frame that it refuses.",
    )
    .option("--config <file>", "configuration, as for run")
    .requiredOption("--meter <name>", "its name in topics, its number, or its system title")
    .action(async (options: CounterOptions) => finish(await runCounterReset(options)));
}

/** Carries `counter list` out; resolves with its exit code. */
export async function runCounterList(
  options: CounterOptions,
  { stdout, stderr, environment }: CommandStreams = processStreams,
): Promise<number> {
  return orErrorExit(stderr, async () => {
    const settings = settingsFor(options.config, environment);
    const counters = await withDatabase(settings, (database) => new CountersTable(database).all());
    for (const counter of counters) stdout.write(`${describe(counter)}\n`);
    if (counters.length === 0) stderr.write("No frame with a verified tag was accepted so far.\n");
    return 0;
  });
}

/** Carries `counter reset` out; resolves with its exit code. */
export async function runCounterReset(
  options: CounterOptions,
  { stdout, stderr, environment }: CommandStreams = processStreams,
): Promise<number> {
  return orErrorExit(stderr, async () => {
    const settings = settingsFor(options.config, environment);
    const wanted = options.meter ?? "";
    const titles = await withDatabase(settings, (database) => restart(database, wanted));
    if (titles.size === 0) {
      stderr.write(`No counter of a meter "${wanted}" is kept; meter2mqtt counter list shows those that are.\n`);
      return 1;
    }
    for (const title of titles) stdout.write(`The next frame of ${title} is accepted, whatever its counter.\n`);
    return 0;
  });
}

/** Gives the system titles that the meter has sent under. */
function restart(database: Database, wanted: string): Set<string> {
  const counters = new CountersTable(database);
  const titles = new Set<string>();
  inTransaction(database, () => {
    for (const { systemTitle, meter, slug } of counters.all()) {
      const names = [systemTitle, meter.toLowerCase(), slug.toLowerCase()];
      if (!names.includes(wanted.toLowerCase())) continue;
      counters.restart(systemTitle, Date.now());
      titles.add(systemTitle);
    }
  });
  return titles;
}

function describe({ systemTitle, slug, accepted, acceptedAt }: StoredCounter): string {
  const since = new Date(acceptedAt).toISOString();
  const last = accepted === undefined ? "counts anew, as you said" : `counter ${accepted.counter}, accepted ${since}`;
  return `${slug} (${systemTitle}): ${last}`;
}
