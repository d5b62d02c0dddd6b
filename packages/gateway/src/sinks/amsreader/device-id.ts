import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Logger } from "../../runtime/log.ts";

const fileName = "installation-id";
const pattern = /^[0-9a-f]{32}$/;

/**
 * A random number that is the same at each start: it is kept beside the database. Where it can't be kept, one that
 * follows from the folder's path takes its place, and the log says so.
 */
export function readInstallationId(folder: string, log: Logger): string {
  const path = join(folder, fileName);
  const kept = readKept(path);
  if (kept !== undefined) return kept;
  const made = randomBytes(16).toString("hex");
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, `${made}\n`, { mode: 0o600 });
    return made;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log.warn({ reason }, "the installation's id could not be kept; one made from the folder's path is used");
    return createHash("sha256").update(folder).digest("hex").slice(0, 32);
  }
}

function readKept(path: string): string | undefined {
  try {
    const text = readFileSync(path, "utf8").trim();
    return pattern.test(text) ? text : undefined;
  } catch {
    // Not there yet, or not readable: writing it says which.
    return undefined;
  }
}

/**
 * 12 hexadecimal digits that stand where the firmware has its MAC address: the same at each start, another for each meter
 * that is named. The second digit is one that no maker's address has (locally administered, IEEE 802, 8.2).
 */
export function toDeviceId(installationId: string, meter = ""): string {
  const digest = createHash("sha256").update(`${installationId} ${meter}`).digest("hex");
  return `${digest[0]}2${digest.slice(2, 12)}`;
}
