import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createSecureContext, type SecureContextOptions } from "node:tls";
import { tell } from "@meter2mqtt/contract";
import { SinkError } from "../errors.ts";
import type { Clock } from "../sources/back-off.ts";
import { errorCode, errorMessage } from "../sources/error-words.ts";

/** PEM files for a connection with TLS. */
export interface TlsFiles {
  /** The authority that signed the other side's certificate, where it is one of your own. */
  readonly caFile?: string;
  readonly certFile?: string;
  readonly keyFile?: string;
}

type TlsTexts = { readonly [Name in "ca" | "cert" | "key"]?: SecureContextOptions[Name] | undefined };

/** What stands in the files. Rejects with SinkError, which names the file that can't be read. */
export async function readTlsFiles({
  caFile,
  certFile,
  keyFile,
}: TlsFiles): Promise<{ ca?: Buffer; cert?: Buffer; key?: Buffer }> {
  const [ca, cert, key] = await Promise.all([caFile, certFile, keyFile].map(readPem));
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  };
}

export interface WatchOptions {
  readonly files: TlsFiles;
  /** What the connection was made with. */
  readonly inUse: TlsTexts;
  readonly clock: Clock;
  readonly everyMs: number;
}

/**
 * Resolves with true once the files hold other texts that fit together, with false when the signal aborts. They are
 * read again and again: renewals replace files, folders or links to them, and watching a path would miss some of that.
 */
export async function untilTlsFilesChange(options: WatchOptions, signal: AbortSignal): Promise<boolean> {
  const { files, clock, everyMs } = options;
  const before = digestOf(options.inUse);
  while (!signal.aborted) {
    await clock.pause(everyMs, signal);
    if (signal.aborted) return false;
    const texts = await readTlsFiles(files).catch(() => undefined);
    // A certificate whose key is not written yet, or half a file: the connection that there is stays.
    if (texts !== undefined && digestOf(texts) !== before && fitsTogether(texts)) return true;
  }
  return false;
}

function fitsTogether(texts: TlsTexts): boolean {
  try {
    createSecureContext({ ...texts });
    return true;
  } catch {
    return false;
  }
}

/** Not the texts themselves: a key is kept in no more places than it must be. */
function digestOf({ ca, cert, key }: TlsTexts): string {
  const hash = createHash("sha256");
  for (const text of [ca, cert, key]) hash.update(`${String(text)}\n`);
  return hash.digest("hex");
}

async function readPem(path: string | undefined): Promise<Buffer | undefined> {
  if (path === undefined) return undefined;
  try {
    return await readFile(path);
  } catch (error) {
    const isMissing = errorCode(error) === "ENOENT";
    const said = isMissing
      ? tell("tlsFileMissing", { path })
      : tell("tlsFileUnread", { path, why: errorMessage(error) });
    // Transient: the folder may be mounted, or the certificate issued, a little later.
    throw new SinkError("transient", said, { cause: error });
  }
}
