import { readFile } from "node:fs/promises";
import { createDiagnosis, type Diagnosis, type KeySet, parseHex, parseKey } from "@meter2mqtt/decoder";

/** What `decode` and `explain` take on the command line, besides files. */
export interface CaptureOptions {
  readonly key?: string;
  readonly authKey?: string;
  readonly keyFile?: string;
  readonly systemTitle?: string;
  readonly zone?: string;
  readonly country?: string;
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
  if (parsed.note !== undefined) notes.push(createDiagnosis(parsed.note.code, `The ${what}: ${parsed.note.message}`));
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
