import { writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { createIntlZoneRules } from "@meter2mqtt/decoder";
import { Calendar, type FirmwareBackup, parseFirmwareBackup, plotIntervals } from "@meter2mqtt/energy";
import type { Command } from "commander";
import { configurationFromBackup } from "../amsreader-import/configuration-from-backup.ts";
import { contractFromBackup } from "../amsreader-import/contract-from-backup.ts";
import { describeBackup } from "../amsreader-import/describe-backup.ts";
import { writeConfiguration } from "../config/write-configuration.ts";
import { type CommandStreams, processStreams, UsageError } from "./capture-input.ts";
import { importInto } from "./import.ts";
import { meterIn, withLedger } from "./ledger-access.ts";
import { readOutsideText, saying } from "./outside-text.ts";
import { orErrorExit, settingsFor } from "./store-access.ts";

export interface ImportAmsreaderOptions {
  readonly config?: string;
  readonly force?: boolean;
  readonly port?: string;
  readonly zone?: string;
  readonly history?: boolean;
  readonly meter?: string;
}

/** Adds `import-amsreader`; `finish` is given the exit code. */
export function addImportAmsreaderCommand(program: Command, finish: (code: number) => void): void {
  program
    .command("import-amsreader")
    .summary("take over the settings in a backup of amsreader-firmware")
    .description(
      "Says what a backup file of amsreader-firmware holds, and what of it can't be carried over; with --config it writes a " +
        "configuration that does the same here. docs/migration-amsreader.md tells more.",
    )
    .argument(
      "<file>",
      "the file that the firmware's status page gives under Backup, with secrets if they are to be kept",
    )
    .option(
      "--config <file>",
      "a new configuration file; only its owner can read it. With --history, the one that is there",
    )
    .option(
      "--history",
      "put the day and month plots into the ledger of the configuration, where the meter was heard before",
    )
    .option("--meter <name>", "with --history: the meter's name in the ledger; the only one otherwise")
    .option("--force", "write over a file that is there")
    .option("--port <device>", "where the meter is plugged in now, for the configuration", defaultPort)
    .option("--zone <zone>", "IANA time zone; the backup's otherwise")
    .action(async (file: string, options: ImportAmsreaderOptions) => finish(await runImportAmsreader(file, options)));
}

const defaultPort = "/dev/ttyUSB0";
/** What the firmware has where nobody set another one. */
const firmwareZone = "Europe/Oslo";

/** Carries `import-amsreader` out; resolves with its exit code. */
export function runImportAmsreader(
  file: string,
  options: ImportAmsreaderOptions,
  { stdout, stderr, environment }: CommandStreams = processStreams,
): Promise<number> {
  return orErrorExit(stderr, async () => {
    const text = await readOutsideText(file);
    const read = saying(file, () => parseFirmwareBackup(text));
    const backup = options.zone === undefined ? read : { ...read, zone: options.zone };
    const calendar = calendarFor(backup, options.zone);
    if (options.history === true) {
      const intervals = plotIntervals(backup, calendar);
      if (intervals.length === 0) throw new UsageError(`${file} holds no history.`);
      return withLedger(settingsFor(options.config, environment), (open) => {
        const meter = meterIn(open, options.meter);
        stdout.write(importInto(open, { meter, intervals, origin: `amsreader-firmware ${basename(file)}` }));
        return 0;
      });
    }
    stdout.write(describeBackup(backup, calendar));
    if (options.config !== undefined) await write(options.config, backup, options, stdout);
    return 0;
  });
}

function calendarFor({ zone }: FirmwareBackup, given: string | undefined): Calendar {
  const rules = createIntlZoneRules();
  try {
    return new Calendar(zone ?? firmwareZone, rules);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    if (given !== undefined) {
      const hint = "IANA names look like Europe/Oslo.";
      throw new UsageError(`--zone: "${given}" is no time zone. ${hint}`, { cause: error });
    }
    return new Calendar(firmwareZone, rules);
  }
}

async function write(
  path: string,
  backup: FirmwareBackup,
  { force = false, port = defaultPort }: ImportAmsreaderOptions,
  stdout: CommandStreams["stdout"],
): Promise<void> {
  const contract = contractFromBackup(backup);
  const contractPath = `${path.replace(/\.ya?ml$/, "")}-contract.yaml`;
  const drafted = { port, ...(contract === undefined ? {} : { contract: basename(contractPath) }) };
  const { settings, notes } = configurationFromBackup(backup, drafted);
  const comments = [
    "Taken over from a backup of amsreader-firmware; docs/configuration.md has all settings.",
    `Where the meter is plugged in (sources.port) is not in a backup: \`meter2mqtt detect\` finds it.`,
  ];
  await writeConfiguration({ path, settings, comments, force });
  // The configuration was not there, or may be written over: so may what belongs to it.
  if (contract !== undefined) await writeFile(contractPath, contract);
  const next = [
    ...(contract === undefined
      ? []
      : [
          `${contractPath} is the contract that the price rows become; the market's price needs a source under \`prices\`.`,
        ]),
    ...notes.map(({ message }) => message),
    `Check \`port\`, switch the firmware's device off (two that publish to the same topic disturb each other), then run: meter2mqtt run --config ${path}`,
  ];
  stdout.write(`\n${path} is written.\n${next.map((sentence) => `  ${sentence}\n`).join("")}`);
}
