import { readFile } from "node:fs/promises";
import {
  createIntlZoneRules,
  type Diagnosis,
  type KeySet,
  type MeterDecoderOptions,
  parseHex,
  parseKey,
  type VendorProfile,
} from "@meter2mqtt/decoder";
import type { Command } from "commander";
import { SourceError } from "../errors.ts";
import { problemWords, readProfileFile } from "../profiles/read-profile-file.ts";
import { nodeAesGcm } from "../security/aes-gcm-node.ts";
import { readCaptureFile } from "../sources/read-capture-file.ts";

/** What `decode` and `explain` take on the command line, besides files. */
export interface CaptureOptions {
  readonly key?: string;
  readonly authKey?: string;
  readonly keyFile?: string;
  readonly systemTitle?: string;
  readonly zone?: string;
  readonly country?: string;
  /** Files with profiles of the user's own. */
  readonly profile?: readonly string[];
}

/** Where a command prints, and what it takes from the environment. */
export interface CommandStreams {
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: { write(text: string): unknown };
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export const processStreams: CommandStreams = {
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
};

/** A command line that can't be carried out as it stands: exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Keys from the options, a key file, or `METER2MQTT_KEY` and `METER2MQTT_AUTH_KEY`, in this order; and notes on them. */
export async function loadKeys(
  options: CaptureOptions,
  environment: CommandStreams["environment"],
): Promise<{ readonly keys: KeySet; readonly notes: readonly Diagnosis[] }> {
  const fromFile = options.keyFile === undefined ? {} : await readKeyFile(options.keyFile);
  const encryption = options.key ?? fromFile.encryption ?? environment["METER2MQTT_KEY"];
  const authentication = options.authKey ?? fromFile.authentication ?? environment["METER2MQTT_AUTH_KEY"];
  const notes: Diagnosis[] = [];
  const encryptionKey = keyOf("encryption key", encryption, notes);
  const authenticationKey = keyOf("authentication key", authentication, notes);
  const systemTitle = systemTitleOf(options.systemTitle);
  const keys = {
    ...(systemTitle === undefined ? {} : { systemTitle }),
    ...(encryptionKey === undefined ? {} : { encryptionKey }),
    ...(authenticationKey === undefined ? {} : { authenticationKey }),
  };
  return { keys, notes };
}

function systemTitleOf(text: string | undefined): Uint8Array | undefined {
  if (text === undefined) return undefined;
  const octets = parseHex(text.replace(/^0x|[\s:-]/gi, ""));
  if (octets?.length !== 8) throw new UsageError("The system title has 16 hexadecimal digits, like 4B464D0000000001.");
  return octets;
}

function keyOf(what: string, text: string | undefined, notes: Diagnosis[]): Uint8Array | undefined {
  if (text === undefined || text.trim() === "") return undefined;
  const parsed = parseKey(text);
  if (!parsed.ok) throw new UsageError(`The ${what}: ${parsed.diagnosis.message} ${parsed.diagnosis.hint}`);
  if (parsed.note !== undefined) notes.push({ ...parsed.note, message: `The ${what}: ${parsed.note.message}` });
  return parsed.key;
}

/** Lines `encryption: KEY` and `authentication: KEY`; a key alone on a line is the encryption key, a second one the other. */
async function readKeyFile(file: string): Promise<{ encryption?: string; authentication?: string }> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    throw new UsageError(`The key file ${file} can't be read: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
  const found: { encryption?: string; authentication?: string } = {};
  for (const line of text.split(/\r?\n/).map((each) => each.replace(/#.*$/, "").trim())) {
    if (line === "") continue;
    const named = /^([A-Za-z][A-Za-z _-]*?)\s*[:=]\s*(.+)$/.exec(line);
    const value = named?.[2] ?? line;
    const isAuthentication = named === null ? found.encryption !== undefined : /auth/i.test(named[1] ?? "");
    if (isAuthentication) found.authentication ??= value;
    else found.encryption ??= value;
  }
  return found;
}

/** @throws UsageError when the platform doesn't know the zone. */
export function checkZone(zone: string | undefined): void {
  if (zone === undefined) return;
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
  } catch (error) {
    throw new UsageError(`"${zone}" is no time zone. Zones look like Europe/Oslo.`, { cause: error });
  }
}

/** Adds what all commands share that read captures. */
export function addCaptureOptions(command: Command, files = "<file...>"): Command {
  return command
    .argument(files, "captures; - is stdin")
    .option("--key <key>", "encryption key: 32 hexadecimal digits (64 for AES-256) in any spelling (or METER2MQTT_KEY)")
    .option("--auth-key <key>", "authentication key (or METER2MQTT_AUTH_KEY)")
    .option("--key-file <file>", "file with the keys: `encryption: KEY` and `authentication: KEY`")
    .option("--system-title <title>", "for meters that leave it out of their frames: 16 hexadecimal digits")
    .option("--zone <zone>", "time zone of the meter, for example Europe/Oslo")
    .option("--country <code>", "country of the meter, for example NO; taken from the zone where that says it")
    .option(
      "--profile <file>",
      "a profile of your own, tried before the built-in ones; may be given several times",
      (file, files) => [...(files ?? []), file],
      noFiles,
    );
}

const noFiles: readonly string[] | undefined = undefined;

/** Runs a command; a command line that can't be carried out is said in a sentence and ends with 2. */
export async function orUsageExit(stderr: CommandStreams["stderr"], work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    stderr.write(`${error.message}\n`);
    return 2;
  }
}

/** A capture's octets, or the error that says in words why it can't be read. */
export async function openCapture(file: string): Promise<Uint8Array | SourceError> {
  try {
    return await readCaptureFile(file);
  } catch (error) {
    if (error instanceof SourceError) return error;
    throw error;
  }
}

/** How captures are read that the options describe. Throws {@link UsageError} with all that is wrong with a profile. */
export function toReadingOptions(options: CaptureOptions, keys: KeySet): ReadingOptions {
  const { zone, country, profile = [] } = options;
  const profiles = profile.map(profileOf);
  return {
    zoneRules: createIntlZoneRules(),
    zone,
    country: country?.toUpperCase(),
    keys,
    aesGcm: nodeAesGcm,
    profiles,
  };
}

function profileOf(file: string): VendorProfile {
  const read = readProfileFile(file);
  if (read.ok) return read.profile;
  throw new UsageError(read.problems.map(problemWords).join("\n"));
}

type ReadingOptions = Pick<MeterDecoderOptions, "zoneRules" | "zone" | "country" | "keys" | "aesGcm" | "profiles">;
