import { type ComparedInterval, type Comparison, compareIntervals, type OutsideFile } from "@meter2mqtt/energy";
import type { Command } from "commander";
import { type CommandStreams, processStreams, UsageError } from "./capture-input.ts";
import { comparisonWords } from "./compare-words.ts";
import { addOutsideFileOptions, calendarOf, type OutsideFileOptions, readOutsideFile } from "./outside-file.ts";
import { orErrorExit } from "./store-access.ts";

export interface CompareCommandOptions extends OutsideFileOptions {
  readonly with: string;
  readonly json?: boolean;
}

/** Adds `compare`; `finish` is given the exit code. */
export function addCompareCommand(program: Command, finish: (code: number) => void): void {
  const command = program
    .command("compare")
    .summary("hours in which the grid company's file and ours differ")
    .description(
      "Lists the hours in which a grid company's CSV file and ours differ by more than 1 %, and the sums. Exit code 0: none " +
        "differs; 1: some do, or there is nothing to compare; 2: a file can't be read. docs/guides/history.md tells more.",
    )
    .argument("<file>", "the grid company's CSV file");
  addOutsideFileOptions(command)
    .requiredOption("--with <file>", "ours: an export of meter2mqtt, or any other file whose layout is known")
    .option("--json", "everything as JSON")
    .action(async (file: string, options: CompareCommandOptions) => finish(await runCompare(file, options)));
}

/** What is compared with the grid company's file. */
interface Ours {
  readonly intervals: readonly ComparedInterval[];
  readonly resolutionWh: number;
}

/** Carries `compare` out; resolves with its exit code. */
export function runCompare(
  file: string,
  options: CompareCommandOptions,
  { stdout, stderr }: Pick<CommandStreams, "stdout" | "stderr"> = processStreams,
): Promise<number> {
  return orErrorExit(stderr, async () => {
    const theirs = await readOutsideFile(file, options);
    checkOneMeter(file, theirs);
    const ours: Ours = await readOutsideFile(options.with, {});
    const resolutionWh = Math.max(theirs.resolutionWh, ours.resolutionWh);
    const comparison = compareIntervals(theirs.intervals, ours.intervals, { resolutionWh });
    stdout.write(
      options.json === true ? jsonOf(theirs, comparison) : comparisonWords(theirs, comparison, calendarOf(theirs.zone)),
    );
    const hours = comparison.directions.reduce((sum, direction) => sum + direction.hours, 0);
    if (hours === 0) stderr.write("There is no hour that both have: nothing was compared.\n");
    return hours > 0 && comparison.different.length === 0 ? 0 : 1;
  });
}

/** The sum of two metering points is neither one's. */
function checkOneMeter(file: string, { intervals }: OutsideFile): void {
  const meters = new Set(intervals.map(({ meterId }) => meterId));
  if (meters.size > 1) {
    const ids = [...meters].slice(0, 5).join(", ");
    throw new UsageError(`${file} holds ${meters.size} metering points (${ids}). Download one at a time.`);
  }
}

function jsonOf({ layout, lengthMs, directionAssumed }: OutsideFile, comparison: Comparison): string {
  const iso = <Hour extends { readonly start: number }>(hours: readonly Hour[]) =>
    hours.map((hour) => ({ ...hour, start: new Date(hour.start).toISOString() }));
  const { directions, different, missingInOurs, missingInTheirs } = comparison;
  const answer = {
    layout,
    minutes: lengthMs / 60_000,
    directionAssumed,
    directions,
    different: iso(different),
    missingInOurs: iso(missingInOurs),
    missingInTheirs: iso(missingInTheirs),
  };
  return `${JSON.stringify(answer)}\n`;
}
