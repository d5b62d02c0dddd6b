import { basename } from "node:path";
import { type OutsideInterval, wholeQuarters } from "@meter2mqtt/energy";
import type { Command } from "commander";
import { systemClock } from "../sources/back-off.ts";
import { type CommandStreams, processStreams, UsageError } from "./capture-input.ts";
import { energyRegisters, meterIn, type OpenLedger, withLedger } from "./ledger-access.ts";
import { addOutsideFileOptions, checkOneMeter, type OutsideFileOptions, readOutsideFile } from "./outside-file.ts";
import { orErrorExit, settingsFor } from "./store-access.ts";

export interface ImportCommandOptions extends OutsideFileOptions {
  readonly config?: string;
  readonly meter?: string;
}

/** Adds `import`; `finish` is given the exit code. */
export function addImportCommand(program: Command, finish: (code: number) => void): void {
  const command = program
    .command("import")
    .summary("put the grid company's hours into the ledger where it has none")
    .description(
      "Puts the amounts of a grid company's CSV file into the ledger. They count where the meter's registers say nothing, and " +
        "are marked with where they come from; the same file again changes nothing. The gateway may be running. Exit code 0: " +
        "done; 1: there is no database; 2: the file can't be read; 78: the configuration is wrong.",
    )
    .argument("<file>", "the grid company's CSV file");
  addOutsideFileOptions(command)
    .option("--config <file>", "configuration, as for run")
    .option("--meter <name>", "the meter's name in the ledger; the only one otherwise")
    .action(async (file: string, options: ImportCommandOptions) => finish(await runImportFile(file, options)));
}

/** Carries `import` out; resolves with its exit code. */
export function runImportFile(
  file: string,
  options: ImportCommandOptions,
  { stdout, stderr, environment }: CommandStreams = processStreams,
): Promise<number> {
  return orErrorExit(stderr, async () => {
    const outside = await readOutsideFile(file, options);
    checkOneMeter(file, outside);
    if (outside.directionAssumed)
      stderr.write("Nothing in the file says the direction: taken for import. --direction export says otherwise.\n");
    const origin = `${outside.layout} ${basename(file)}`;
    return withLedger(settingsFor(options.config, environment), (open) => {
      const meter = meterIn(open, options.meter);
      stdout.write(importInto(open, { meter, intervals: wholeQuarters(outside.intervals), origin }));
      return 0;
    });
  });
}

export interface ImportedFile {
  readonly meter: string;
  readonly intervals: readonly OutsideInterval[];
  /** For people: `elhub 2026-10.csv`. */
  readonly origin: string;
}

/** Books what a file holds; gives in words what was done. Throws StoreError. */
export function importInto(open: OpenLedger, { meter, intervals, origin }: ImportedFile): string {
  const about = open.ledger.meter(meter)?.about;
  if (about === undefined) throw new UsageError(`The ledger has no meter "${meter}".`);
  const words = (["import", "export"] as const).map((direction) => {
    const own = intervals.filter((interval) => interval.direction === direction);
    const [first, last] = [own[0], own.at(-1)];
    if (first === undefined || last === undefined) return "";
    const items = own.map(({ start, lengthMs, wh, quality }) => ({ start, lengthMs, amount: wh, quality, origin }));
    const register = energyRegisters[direction];
    const request = { about, register, unit: "Wh", intervals: items };
    const { taken, tooOld } = open.editor.importIntervals(request, systemClock.now());
    const time = { from: first.start, to: last.start + last.lengthMs };
    const series = open.reader.intervals({ places: [{ meters: [meter], register }], ...time });
    const counted = series?.items.filter((item) => item.origin === origin).length ?? 0;
    return reportWords(direction, { taken, tooOld, counted });
  });
  return words.join("");
}

function reportWords(
  direction: string,
  { taken, tooOld, counted }: { readonly taken: number; readonly tooOld: number; readonly counted: number },
): string {
  const rest = counted < taken ? ", the rest is known from the meter itself or from another file" : "";
  const old = tooOld > 0 ? ` ${tooOld} are older than the ledger keeps hours (\`store.ledger.hourDays\`).` : "";
  return `${direction}: ${taken} amounts were put in; ${counted} of them count${rest}.${old}\n`;
}
