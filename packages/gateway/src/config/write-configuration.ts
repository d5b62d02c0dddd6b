import { randomUUID } from "node:crypto";
import { link, rename, rm, writeFile } from "node:fs/promises";
import { stringify } from "yaml";
import { ConfigError } from "../errors.ts";
import { loadSettings } from "./load-settings.ts";

export interface WriteConfigurationOptions {
  readonly path: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Lines at the top of the file, without their `#`. */
  readonly comments: readonly string[];
  /** Whether a file that is there already goes. */
  readonly force: boolean;
}

/**
 * Writes a new configuration file that only its owner can read, for it may hold secrets. It is loaded before it gets its
 * name, so that no file is left that the gateway would refuse. Throws {@link ConfigError}.
 */
export async function writeConfiguration(options: WriteConfigurationOptions): Promise<void> {
  const { path, settings, comments, force } = options;
  const text = `${comments.map((line) => `# ${line}\n`).join("")}${stringify(settings)}`;
  const draft = `${path}.${randomUUID()}.draft`;
  try {
    await writeFile(draft, text, { mode: 0o600, flag: "wx" });
    loadSettings({ file: draft, folder: ".", environment: {} });
    // A link is refused where there is a file of that name; a rename takes its place.
    if (force) await rename(draft, path);
    else await link(draft, path);
  } catch (error) {
    throw writeError(error, path);
  } finally {
    await rm(draft, { force: true });
  }
}

function writeError(error: unknown, path: string): unknown {
  if (!(error instanceof Error && "code" in error)) return error;
  if (error.code === "EEXIST") {
    const hint = "It is left as it is. Name another file, or put --force to write over it.";
    return new ConfigError(`The file ${path} is there already.`, "", hint, { cause: error });
  }
  const hint = "Check that its folder exists and that this user may write in it.";
  return new ConfigError(`The configuration file ${path} can't be written.`, "", hint, { cause: error });
}
