import { type ComparedInterval, type Comparison, compareIntervals, type OutsideFile } from "@meter2mqtt/energy";
import type { Command } from "commander";
import { type CommandStreams, processStreams } from "./capture-input.ts";
import { comparisonWords } from "./compare-words.ts";
import { energyRegisters, meterIn, type OpenLedger, withLedger } from "./ledger-access.ts";
import {
  addOutsideFileOptions,
  calendarOf,
  checkOneMeter,
  type OutsideFileOptions,
  readOutsideFile,
} from "./outside-file.ts";
import { orErrorExit, settingsFor } from "./store-access.ts";

const hourMs = 3_600_000;

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

/** What is compared with the grid company's file. */
interface Ours {
  readonly intervals: readonly ComparedInterval[];
  readonly resolutionWh: number;
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
        ? await withLedger(settingsFor(options.config, environment), (open) => inLedger(open, options.meter, theirs))
        : await readOutsideFile(options.with, {});
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

/** The ledger's own amounts of the time of their file: what was imported or is not whole says nothing about it. */
function inLedger(open: OpenLedger, wanted: string | undefined, { intervals }: OutsideFile): Ours {
  const meters = [meterIn(open, wanted)];
  const starts = intervals.map(({ start }) => start).sort((a, b) => a - b);
  // Hours of zones that are not full hours of UTC begin earlier than ours.
  const from = (starts[0] ?? 0) - hourMs;
  const to = (starts.at(-1) ?? 0) + 2 * hourMs;
  const own = (["import", "export"] as const).flatMap((direction): ComparedInterval[] => {
    const series = open.reader.intervals({ places: [{ meters, register: energyRegisters[direction] }], from, to });
    if (series === undefined) return [];
    const whole = series.items.filter(
      ({ origin, coveredMs, lengthMs }) => origin === undefined && coveredMs >= lengthMs,
    );
    return whole.map(({ start, lengthMs, amount }) => ({
      direction,
      start,
      lengthMs,
      wh: amount * 10 ** series.exponent,
    }));
  });
  return { intervals: own, resolutionWh: 1 };
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
