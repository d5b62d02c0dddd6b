import { randomUUID } from "node:crypto";
import { chmod, copyFile, open, realpath, rename, rm } from "node:fs/promises";
import { type Told, tell } from "@meter2mqtt/contract";
import { type ConfigError, toldError } from "../errors.ts";
import { errorCode, errorMessage } from "../sources/error-words.ts";

/**
 * Writes a file whole or not at all, for its owner only; what it held before is kept beside it as `.bak`. A file that was
 * mounted by itself can't be replaced, and is written over. Throws {@link ConfigError}.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  // A link stays one: what it points to is replaced.
  const target = await realpath(path).catch(() => path);
  const draft = `${target}.${randomUUID()}.draft`;
  try {
    await keepBackup(target);
    await writeAll(draft, text, "wx");
    await rename(draft, target).catch(async (error: unknown) => {
      if (!["EBUSY", "EXDEV"].includes(errorCode(error) ?? "")) throw error;
      await writeAll(target, text, "w");
    });
  } catch (error) {
    throw notWritable(path, error);
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

async function keepBackup(target: string): Promise<void> {
  const backup = `${target}.bak`;
  try {
    await copyFile(target, backup);
    await chmod(backup, 0o600);
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
  }
}

async function writeAll(path: string, text: string, flags: string): Promise<void> {
  const file = await open(path, flags, 0o600);
  try {
    await file.writeFile(text);
    await file.chmod(0o600);
    await file.sync();
  } finally {
    await file.close();
  }
}

function notWritable(file: string, error: unknown): ConfigError {
  return toldError(notWritableWords(file, error), { hint: tell("makeWritable"), cause: error });
}

function notWritableWords(file: string, error: unknown): Told {
  const code = errorCode(error);
  if (code === "EACCES" || code === "EPERM") return tell("settingsForbidden", { file });
  return code === "EROFS"
    ? tell("settingsReadOnly", { file })
    : tell("settingsUnwritable", { file, why: errorMessage(error) });
}
