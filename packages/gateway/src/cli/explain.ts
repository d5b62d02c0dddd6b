import { type ExplainOptions, explain, renderTree, renderXml } from "@meter2mqtt/decoder/explain";
import type { Command } from "commander";
import { SourceError } from "../errors.ts";
import {
  addCaptureOptions,
  type CaptureOptions,
  type CommandStreams,
  checkZone,
  loadKeys,
  orUsageExit,
  processStreams,
  toReadingOptions,
  UsageError,
} from "./capture-input.ts";
import { octetsOf, openParts } from "./capture-parts.ts";
import { showDiagnosis } from "./show-reading.ts";

export interface ExplainCommandOptions extends CaptureOptions {
  readonly json?: boolean;
  readonly xml?: boolean;
}

/** Adds `explain`; `finish` is given the exit code. */
export function addExplainCommand(program: Command, finish: (code: number) => void): void {
  addCaptureOptions(program.command("explain").summary("account for every octet of a capture"))
    .description(
      "Prints a tree in which every octet of a capture has its place: fields, values and what they mean. " +
        "With the keys, ciphered content too.",
    )
    .option("--json", "the tree as one line of JSON for each file")
    .option("--xml", "XML as DLMS translators write it")
    .action(async (files: string[], options: ExplainCommandOptions) => finish(await runExplain(files, options)));
}

/** Carries `explain` out; resolves with its exit code. */
export async function runExplain(
  files: readonly string[],
  options: ExplainCommandOptions,
  streams: CommandStreams = processStreams,
): Promise<number> {
  const { stderr, environment } = streams;
  return orUsageExit(stderr, async () => {
    if (options.json === true && options.xml === true) throw new UsageError("Choose one of --json and --xml.");
    checkZone(options.zone);
    const { keys, notes } = await loadKeys(options, environment);
    for (const note of notes) stderr.write(`${showDiagnosis(note, 1)}\n`);
    const explaining = toReadingOptions(options, keys);
    let everyFileRead = true;
    for (const file of files) {
      const tree = await explainFile(file, options, explaining, streams);
      everyFileRead &&= tree;
    }
    return everyFileRead ? 0 : 1;
  });
}

/** Prints what one file holds; false where it could not be read. */
async function explainFile(
  file: string,
  options: ExplainCommandOptions,
  explaining: ExplainOptions,
  streams: CommandStreams,
): Promise<boolean> {
  const parts = await openParts(file, explaining);
  if (parts instanceof SourceError) {
    streams.stderr.write(`${file}: ${parts.message}\n`);
    return false;
  }
  for (const part of parts) explainPart(file, octetsOf(part), options, part.reading, streams);
  return true;
}

function explainPart(
  file: string,
  octets: Uint8Array,
  options: ExplainCommandOptions,
  explaining: ExplainOptions,
  { stdout, environment }: CommandStreams,
): void {
  if (options.xml === true) {
    stdout.write(renderXml(octets, explaining));
    return;
  }
  const tree = explain(octets, explaining);
  const colour = stdout.isTTY === true && environment["NO_COLOR"] === undefined;
  const width = stdout.columns ?? 120;
  stdout.write(
    options.json === true ? `${JSON.stringify({ file, tree })}\n` : renderTree(tree, octets, { colour, width }),
  );
}
