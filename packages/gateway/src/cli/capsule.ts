import { dirname, join, resolve } from "node:path";
import type { Command } from "commander";
import { collectLines } from "../capsule/collect-lines.ts";
import { heardPieces, latestPieces } from "../capsule/heard-pieces.ts";
import { CapsuleError, type CapsuleInput, type CapsuleLineInput, makeCapsule } from "../capsule/make-capsule.ts";
import { shownConfiguration } from "../capsule/shown-configuration.ts";
import type { ShownSettings } from "../capsule/shown-settings.ts";
import { summaryWords } from "../capsule/summary-words.ts";
import { openNewText } from "../captures/new-text.ts";
import type { Settings } from "../config/settings.ts";
import { UserProfiles } from "../profiles/user-profiles.ts";
import { createLog } from "../runtime/log.ts";
import { systemClock } from "../sources/back-off.ts";
import { readTimedCapture } from "../sources/read-capture-file.ts";
import { RawFramesTable } from "../store/raw-frames-table.ts";
import {
  addCaptureOptions,
  type CaptureOptions,
  type CommandStreams,
  checkZone,
  loadKeys,
  processStreams,
  toReadingOptions,
  UsageError,
} from "./capture-input.ts";
import { orErrorExit, settingsFor, withDatabase } from "./store-access.ts";
import { readVersion } from "./version.ts";

export interface CapsuleCommandOptions extends CaptureOptions {
  readonly config?: string;
  readonly source?: string;
  readonly frames?: string;
  readonly includeUndecryptable?: boolean;
  readonly out: string;
}

const noBounds = { maxFrames: Number.MAX_SAFE_INTEGER, maxOctets: Number.MAX_SAFE_INTEGER };
const mostFrames = 2000;
const usualFrames = 100;
const nothingShown: ShownSettings = { settings: {}, kept: 0, leftOut: 0 };

/** Adds `capsule`; `finish` is given the exit code. */
export function addCapsuleCommand(program: Command, finish: (code: number) => void): void {
  addCaptureOptions(
    program.command("capsule").summary("a file for a bug report that doesn't say whose meter it is"),
    "[file...]",
  )
    .description(
      "Makes a file of the latest frames, with diagnoses, versions and settings, in which numbers, names and keys are " +
        "made up: decode, explain and replay read the same values from it. Without a file the frames come from what the " +
        "gateway has heard, which may be running; with files, from these captures.",
    )
    .option("--config <file>", "configuration, as for run")
    .option("--source <name>", "only what this source heard")
    .option("--frames <count>", `at most so many, the latest: 1 to ${mostFrames}`, String(usualFrames))
    .option(
      "--include-undecryptable",
      "put frames in as they are that can't be made anonymous; they tell whose they are",
    )
    .option("--out <file>", "a new file; - is standard output", "-")
    .action(async (files: string[], options: CapsuleCommandOptions) => finish(await runCapsule(files, options)));
}

/** Carries `capsule` out; resolves with the exit code: 1 where there was nothing to put in. */
export async function runCapsule(
  files: readonly string[],
  options: CapsuleCommandOptions,
  streams: CommandStreams = processStreams,
): Promise<number> {
  const { stdout, stderr } = streams;
  return orErrorExit(stderr, async () => {
    const limit = frameCount(options.frames);
    const source =
      files.length === 0 ? await fromStore(options, limit, streams) : await fromFiles(files, options, limit, streams);
    const made = make({
      ...source,
      version: readVersion(),
      now: systemClock.now(),
      includeIdentifying: options.includeUndecryptable === true,
    });
    const { summary, content } = made;
    stderr.write(`A capsule:\n${summaryWords(summary)}`);
    if (summary.frames === 0) {
      stderr.write("No frame is left to put in, so nothing was written.\n");
      return 1;
    }
    const text = await openNewText(options.out, stdout);
    try {
      await text.write(content);
      stderr.write(`It was written to ${text.description}. Look at it before you give it away.\n`);
    } finally {
      await text[Symbol.asyncDispose]();
    }
    return 0;
  });
}

function make(input: CapsuleInput): ReturnType<typeof makeCapsule> {
  try {
    return makeCapsule(input);
  } catch (error) {
    if (error instanceof CapsuleError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

function frameCount(text: string | undefined): number {
  if (text === undefined) return usualFrames;
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= mostFrames) return count;
  throw new UsageError(`--frames: "${text}" is no number from 1 to ${mostFrames}.`);
}

type Collected = Pick<CapsuleInput, "lines" | "configuration">;

async function fromStore(
  { config, source }: CapsuleCommandOptions,
  limit: number,
  { environment }: CommandStreams,
): Promise<Collected> {
  const settings = settingsFor(config, environment);
  const profiles = await profilesBeside(settings);
  const lines = await withDatabase(settings, (database) => {
    const table = new RawFramesTable(database, noBounds);
    return collectLines({ frames: (page) => table.before(page), settings, profiles, source, limit });
  });
  return { lines, configuration: shownConfiguration(settings) };
}

async function profilesBeside(settings: Settings): Promise<UserProfiles["current"]> {
  const folder = join(settings.file === undefined ? process.cwd() : dirname(resolve(settings.file)), "profiles");
  const profiles = new UserProfiles({ folder, log: createLog({ level: "warn" }) });
  try {
    profiles.start();
    return profiles.current;
  } finally {
    await profiles[Symbol.asyncDispose]();
  }
}

async function fromFiles(
  files: readonly string[],
  options: CapsuleCommandOptions,
  limit: number,
  { environment }: CommandStreams,
): Promise<Collected> {
  checkZone(options.zone);
  const { keys } = await loadKeys(options, environment);
  const reading = toReadingOptions(options, keys);
  const lines: CapsuleLineInput[] = [];
  for (const file of files) {
    const capture = await readTimedCapture(file);
    const isCapture = capture instanceof Uint8Array;
    const input = isCapture ? "file" : "live";
    const pieces = heardPieces(isCapture ? [{ octets: capture }] : capture, reading, input);
    lines.push({ pieces: latestPieces(pieces, limit), reading, input, settings: nothingShown });
  }
  return { lines, configuration: nothingShown };
}
