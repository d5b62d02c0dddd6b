import { readFileSync, statSync } from "node:fs";
import { createServer as createHttpServer, type RequestListener, type Server } from "node:http";
import { createServer as createHttpsServer, type Server as HttpsServer } from "node:https";
import { createSecureContext } from "node:tls";
import type { HttpTlsConfig } from "@meter2mqtt/contract";
import { ConfigError } from "../../errors.ts";
import type { Logger } from "../../runtime/log.ts";
import type { Clock } from "../../sources/back-off.ts";

/** So soon after it was renewed a certificate is in use. */
const lookEveryMs = 60_000;

/** The server that requests come to: HTTPS where a certificate is configured. Throws {@link ConfigError} for one that is none. */
export function createWebServer(tls: HttpTlsConfig | undefined, handler: RequestListener): Server {
  // A request without a Host is answered by the doors, in words.
  const requireHostHeader = false;
  if (tls === undefined) return createHttpServer({ requireHostHeader }, handler);
  return createHttpsServer({ ...readCertificate(tls), minVersion: "TLSv1.2", requireHostHeader }, handler);
}

/** The certificate of a server, for as long as it serves HTTPS. */
export class ServedCertificate {
  readonly #server: Server;
  #tls: HttpTlsConfig | undefined;
  /** Of the files in use. */
  #stamp: string | undefined;

  constructor(server: Server, tls: HttpTlsConfig | undefined) {
    this.#server = server;
    this.#tls = tls;
    this.#stamp = tls && stampOf(tls);
  }

  /** Another one from the next connection on. Throws {@link ConfigError} for one that is none; the one before is in use then. */
  use(tls: HttpTlsConfig | undefined): void {
    if (tls === undefined || !isHttps(this.#server)) return;
    const stamp = stampOf(tls);
    this.#server.setSecureContext({ ...readCertificate(tls), minVersion: "TLSv1.2" });
    this.#tls = tls;
    this.#stamp = stamp;
  }

  /** Takes it anew when its file changes, as it is renewed every few weeks; until the signal. */
  async renew({ clock, log, signal }: RenewalOptions): Promise<void> {
    while (this.#tls !== undefined && !signal.aborted) {
      await clock.pause(lookEveryMs, signal);
      const stamp = stampOf(this.#tls);
      if (signal.aborted || stamp === this.#stamp || stamp === undefined) continue;
      try {
        this.use(this.#tls);
        log.info("the changed certificate is in use");
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        // One of the two files may be written before the other: the old pair goes on until both fit.
        log.warn({ reason: error.message }, "the changed certificate can't be used; the one before is");
      }
    }
  }
}

interface RenewalOptions {
  readonly clock: Clock;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

function isHttps(server: Server): server is HttpsServer {
  return "setSecureContext" in server;
}

function stampOf({ certificateFile, keyFile }: HttpTlsConfig): string | undefined {
  try {
    return [certificateFile, keyFile].map((file) => `${file} ${statSync(file).mtimeMs}`).join();
  } catch {
    // A file that is being replaced is there again in a moment.
    return undefined;
  }
}

/** Throws {@link ConfigError} for one that can't be used. */
export function readCertificate({ certificateFile, keyFile }: HttpTlsConfig): {
  readonly cert: Buffer;
  readonly key: Buffer;
} {
  const [cert, key] = [readFile(certificateFile, "certificateFile"), readFile(keyFile, "keyFile")];
  try {
    createSecureContext({ cert, key });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(
      `The certificate ${certificateFile} and the key ${keyFile} can't be used: ${why}.`,
      "http.tls",
      "Both are PEM files, and the key is the certificate's own, without a passphrase.",
      {
        cause,
        words: { key: "certificate-unusable", values: { certificate: certificateFile, key: keyFile, why } },
      },
    );
  }
  return { cert, key };
}

function readFile(file: string, setting: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    const hint = "Check its path and that this user may read it.";
    throw new ConfigError(`The file ${file} of \`http.tls.${setting}\` can't be read.`, `http.tls.${setting}`, hint, {
      cause,
      words: { key: "file-unreadable", values: { file } },
    });
  }
}
