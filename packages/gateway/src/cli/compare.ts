import type { Command } from "commander";
import { compareFile, type Ours, oursFor, toCompareAnswer } from "../ledger/compare-with-ledger.ts";
import { type CommandStreams, processStreams } from "./capture-input.ts";
import { comparisonWords } from "./compare-words.ts";
import { meterIn, withLedger } from "./ledger-access.ts";
import {
  addOutsideFileOptions,
  calendarOf,
  checkOneMeter,
  type OutsideFileOptions,
  readOutsideFile,
} from "./outside-file.ts";
import { orErrorExit, settingsFor } from "./store-access.ts";

export interface CompareCommandOptions extends OutsideFileOptions {
  readonly with?: string;
  readonly config?: string;
  readonly meter?: string;
  readonly json?: boolean;
}

/** Adds `compare`; `finish` is given the exit code. */
export function addCompareCommand(program: Command, finish: (code: number) => void): void {
  const command = program
    .command("compare")
    .summary("hours in which the grid company's file and ours differ")
    .description(
      "Lists the hours in which a grid company's CSV file and the ledger differ by more than 1 %, and the sums. Exit code 0: none " +
        "differs; 1: some do, or there is nothing to compare; 2: a file can't be read; 78: the configuration is wrong. " +
        "The gateway may be running. docs/guides/history.md tells more.",
    )
    .argument("<file>", "the grid company's CSV file");
  addOutsideFileOptions(command)
    .option("--config <file>", "configuration, as for run")
    .option("--meter <name>", "the meter's name in the ledger; the only one otherwise")
    .option(
      "--with <file>",
      "a file instead of the ledger: an export of meter2mqtt, or any other whose layout is known",
    )
    .option("--json", "everything as JSON")
    .action(async (file: string, options: CompareCommandOptions) => finish(await runCompare(file, options)));
}

/** Carries `compare` out; resolves with its exit code. */
export function runCompare(
  file: string,
  options: CompareCommandOptions,
  { stdout, stderr, environment }: CommandStreams = processStreams,
): Promise<number> {
  return orErrorExit(stderr, async () => {
    const theirs = await readOutsideFile(file, options);
    checkOneMeter(file, theirs);
    const ours: Ours =
      options.with === undefined
        ? await withLedger(settingsFor(options.config, environment), (open) =>
            oursFor(theirs, open.reader, [meterIn(open, options.meter)]),
          )
        : await readOutsideFile(options.with, {});
    const comparison = compareFile(theirs, ours);
    stdout.write(
      options.json === true
        ? `${JSON.stringify(toCompareAnswer(theirs, comparison))}\n`
        : comparisonWords(theirs, comparison, calendarOf(theirs.zone)),
    );
    const hours = comparison.directions.reduce((sum, direction) => sum + direction.hours, 0);
    if (hours === 0) stderr.write("There is no hour that both have: nothing was compared.\n");
    return hours > 0 && comparison.different.length === 0 ? 0 : 1;
  });
}
