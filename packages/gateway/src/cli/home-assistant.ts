import type { Command } from "commander";
import { loadSettings } from "../config/load-settings.ts";
import type { Settings } from "../config/settings.ts";
import { ConfigError, SinkError } from "../errors.ts";
import { directions, statisticId } from "../home-assistant/hourly-statistics.ts";
import { StatisticsClient } from "../home-assistant/statistics-client.ts";
import { systemClock } from "../sources/back-off.ts";
import { type CommandStreams, orUsageExit, processStreams, UsageError } from "./capture-input.ts";
import { readHoursFile } from "./hours-file.ts";
import { configErrorWords } from "./run.ts";

export interface HomeAssistantOptions {
  readonly config?: string;
  /** Seconds for which connecting is tried. */
  readonly wait: string;
}

export interface ImportOptions extends HomeAssistantOptions {
  readonly meter: string;
  /** What Home Assistant shows; the meter otherwise. */
  readonly name?: string;
}

/** The operator's configuration is wrong (sysexits.h, EX_CONFIG). */
const configurationExit = 78;
const longestWait = 86_400;

/** Adds `home-assistant import` and `home-assistant list`; `finish` is given the exit code. */
export function addHomeAssistantCommand(program: Command, finish: (code: number) => void): void {
  const group = program
    .command("home-assistant")
    .summary("hourly sums in Home Assistant's statistics")
    .description(
      "Writes hourly sums into Home Assistant's long-term statistics, over its websocket API. The configuration's " +
        "`homeAssistant` says where it is. docs/guides/home-assistant.md tells more.",
    );
  addCommonOptions(group.command("import").summary("write hourly sums"))
    .description(
      "Writes hours as meter2mqtt:<meter>_import and meter2mqtt:<meter>_export. The same hours again change nothing. " +
        "Exit code 0: Home Assistant holds them; 1: it does not; 2: wrong usage; 78: wrong configuration.",
    )
    .argument("<file>", "CSV with the header start,importWh,exportWh, or a JSON list of such objects")
    .requiredOption("--meter <meter>", "the meter's name in topics")
    .option("--name <name>", "what Home Assistant shows; the meter otherwise")
    .action(async (file: string, options: ImportOptions) => finish(await runImport(file, options)));
  addCommonOptions(group.command("list").summary("name the statistics that are there"))
    .description("Names the statistics of meter2mqtt that Home Assistant holds, one a line.")
    .action(async (options: HomeAssistantOptions) => finish(await runList(options)));
  for (const command of group.commands) command.exitOverride().showHelpAfterError(true);
}

function addCommonOptions(command: Command): Command {
  return command
    .option("--config <file>", "configuration (or METER2MQTT_CONFIG; else meter2mqtt.yaml, where it exists)")
    .option("--wait <seconds>", "how long connecting is tried", "60");
}

/** Carries `home-assistant import` out; resolves with its exit code. */
export function runImport(
  file: string,
  options: ImportOptions,
  streams: CommandStreams = processStreams,
): Promise<number> {
  return withClient(options, streams, async (client, signal) => {
    const hours = await readHoursFile(file);
    for (const direction of directions) {
      const given = hours[direction];
      if (given.length === 0) continue;
      const id = statisticId(options.meter, direction);
      const name = `${options.name ?? options.meter} ${direction}`;
      const written = await client.import({ id, name, hours: given }, signal);
      const what = written === 0 ? "nothing changed" : `${written} hours written`;
      streams.stdout.write(`${id}: ${given.length} hours given, ${what}\n`);
    }
  });
}

/** Carries `home-assistant list` out; resolves with its exit code. */
export function runList(options: HomeAssistantOptions, streams: CommandStreams = processStreams): Promise<number> {
  return withClient(options, streams, async (client, signal) => {
    for (const id of await client.ids(signal)) streams.stdout.write(`${id}\n`);
  });
}

async function withClient(
  options: HomeAssistantOptions,
  { stderr, environment }: CommandStreams,
  work: (client: StatisticsClient, signal: AbortSignal) => Promise<void>,
): Promise<number> {
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once("SIGINT", interrupt).once("SIGTERM", interrupt);
  try {
    return await orUsageExit(stderr, async () => {
      const wait = Number(options.wait);
      if (!(wait >= 0 && wait <= longestWait)) throw new UsageError(`--wait is ${options.wait}: expected seconds.`);
      const target = targetOf(options.config, environment);
      const waiting = (reason: string) => stderr.write(`${reason} Trying again.\n`);
      await work(
        new StatisticsClient({ ...target, clock: systemClock, patienceMs: wait * 1000, waiting }),
        stop.signal,
      );
      return 0;
    });
  } catch (error) {
    if (error instanceof ConfigError) {
      stderr.write(`${configErrorWords(error)}\n`);
      return configurationExit;
    }
    if (!(error instanceof SinkError)) throw error;
    stderr.write(`${error.message}\n`);
    return 1;
  } finally {
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  }
}

function targetOf(
  config: string | undefined,
  environment: CommandStreams["environment"],
): NonNullable<Settings["homeAssistant"]> {
  const { homeAssistant } = loadSettings({ file: config, folder: process.cwd(), environment });
  if (homeAssistant !== undefined) return homeAssistant;
  const hint = "Set `homeAssistant.url` and `homeAssistant.tokenFile`, in the configuration or the environment.";
  throw new ConfigError("`homeAssistant` is missing", "homeAssistant", hint);
}
