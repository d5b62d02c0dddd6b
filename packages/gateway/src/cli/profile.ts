import { createMeterDecoder, type DecodeEvent, type KeySet } from "@meter2mqtt/decoder";
import { draftProfile, type ListSample, unknownListsOf } from "@meter2mqtt/decoder/user-profiles";
import type { Command } from "commander";
import { SourceError } from "../errors.ts";
import { problemWords, readProfileFile } from "../profiles/read-profile-file.ts";
import { showDraft } from "../profiles/show-draft.ts";
import {
  addCaptureOptions,
  type CaptureOptions,
  type CommandStreams,
  checkZone,
  loadKeys,
  openCapture,
  orUsageExit,
  processStreams,
  toReadingOptions,
  UsageError,
} from "./capture-input.ts";
import { showDiagnosis } from "./show-reading.ts";

export interface ProfileNewOptions extends CaptureOptions {
  readonly name?: string;
  /** False: lists that a built-in profile knows are drafted too. */
  readonly builtIn?: boolean;
}

/** Adds `profile new` and `profile check`; `finish` is given the exit code. */
export function addProfileCommand(program: Command, finish: (code: number) => void): void {
  const profile = program
    .command("profile")
    .summary("profiles of your own, for lists that none knows")
    .description("Profiles say what the values of a list without OBIS codes mean. docs/guides/profiles.md tells more.");
  addCaptureOptions(profile.command("new").summary("draft a profile from captures"))
    .description(
      "Writes the first draft of a profile from captures of a list that no profile knows, to standard output: a guess " +
        "for each place, with its reason. Several captures of one meter make better guesses. " +
        "Exit code 0: a draft was written; 1: there is no such list; 2: wrong usage.",
    )
    .option("--name <id>", "the profile's id: small letters, digits and hyphens")
    .option("--no-built-in", "as if there were no built-in profiles")
    .action(async (files: string[], options: ProfileNewOptions) => finish(await runProfileNew(files, options)));
  profile
    .command("check")
    .summary("check a profile")
    .description("Says whether a profile is good; else what is wrong and where. Exit code 0: good; 1: not.")
    .argument("<file...>", "profiles, YAML or JSON")
    .action((files: string[]) => finish(runProfileCheck(files)));
  for (const command of profile.commands) command.exitOverride().showHelpAfterError(true);
}

/** Carries `profile new` out; resolves with its exit code. */
export async function runProfileNew(
  files: readonly string[],
  options: ProfileNewOptions,
  { stdout, stderr, environment }: CommandStreams = processStreams,
): Promise<number> {
  return orUsageExit(stderr, async () => {
    checkZone(options.zone);
    checkName(options.name);
    const { keys, notes } = await loadKeys(options, environment);
    for (const note of notes) stderr.write(`${showDiagnosis(note, 1)}\n`);
    const samples: ListSample[] = [];
    let everyFileRead = true;
    for (const file of files) {
      const events = await decodeFile(file, options, keys, stderr);
      everyFileRead &&= events !== undefined;
      const found = unknownListsOf(events ?? []);
      if (events !== undefined && found.length === 0) stderr.write(`${file}: ${whyNone(events)}\n`);
      samples.push(...found);
    }
    if (samples.length === 0) return 1;
    stdout.write(showDraft(draftProfile(samples, options.name)));
    return everyFileRead ? 0 : 1;
  });
}

/** Carries `profile check` out; returns its exit code. */
export function runProfileCheck(files: readonly string[], { stdout }: CommandStreams = processStreams): number {
  let allGood = true;
  for (const file of files) {
    const read = readProfileFile(file);
    allGood &&= read.ok;
    if (read.ok) stdout.write(`${file}: good\n`);
    else for (const problem of read.problems) stdout.write(`${problemWords(problem)}\n`);
  }
  return allGood ? 0 : 1;
}

function checkName(name: string | undefined): void {
  if (name === undefined || /^[a-z0-9][a-z0-9-]{0,63}$/.test(name)) return;
  throw new UsageError(`"${name}" is no name for a profile: small letters, digits and hyphens, such as my-meter.`);
}

/** What a capture holds; undefined, and said, where it could not be read. */
async function decodeFile(
  file: string,
  options: ProfileNewOptions,
  keys: KeySet,
  stderr: CommandStreams["stderr"],
): Promise<readonly DecodeEvent[] | undefined> {
  const octets = await openCapture(file);
  if (octets instanceof SourceError) {
    stderr.write(`${file}: ${octets.message}\n`);
    return undefined;
  }
  const builtInProfiles = options.builtIn !== false;
  const decoder = createMeterDecoder({ ...toReadingOptions(options, keys), input: "file", builtInProfiles });
  return [...decoder.push(octets), ...decoder.end()];
}

/** Why there is nothing to draft from. */
function whyNone(events: readonly DecodeEvent[]): string {
  const readings = events.flatMap((event) => (event.kind === "reading" ? [event] : []));
  const known = readings.find(({ source }) => source.profile !== undefined)?.source.profile;
  if (known !== undefined) return `the profile ${known} knows this list; --no-built-in drafts one all the same.`;
  if (readings.length > 0) return "its values carry OBIS codes: no profile is needed to name them.";
  const diagnosis = events.find((event) => event.kind === "diagnosis");
  return diagnosis === undefined
    ? "nothing was found in it."
    : `${diagnosis.diagnosis.message} ${diagnosis.diagnosis.hint}`;
}
