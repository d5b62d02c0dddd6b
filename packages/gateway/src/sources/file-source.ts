import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { limits, readCapture } from "@meter2mqtt/decoder";
import { SourceError } from "../errors.ts";
import { errorCode, errorMessage } from "./error-words.ts";
import { Lifetime } from "./lifetime.ts";
import type { Source, SourceListener } from "./source.ts";

export interface FileSourceOptions {
  readonly name: string;
  /** A capture: binary, hexadecimal text, a P1 telegram or a log. `-` is standard input. */
  readonly path: string;
  /** What `-` reads. Default: the process's own standard input. */
  readonly stdin?: Readable;
}

/**
 * Octets handed on at a time. Other work gets its turn between two; a bare APDU, which must come whole, is far smaller
 * (`limits.apdu`).
 */
const sliceOctets = 256 * 1024;

/** A capture in a file or from standard input: read once, then it has ended. */
export class FileSource implements Source {
  readonly name: string;
  readonly type = "file";
  readonly description: string;
  readonly input = "file";
  readonly #options: FileSourceOptions;
  readonly #lifetime = new Lifetime();

  constructor(options: FileSourceOptions) {
    this.name = options.name;
    this.description = options.path === "-" ? "standard input" : options.path;
    this.#options = options;
  }

  start(listener: SourceListener, signal: AbortSignal): Promise<void> {
    return this.#lifetime.run(signal, (stop) => this.#play(listener, stop));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#lifetime.end();
  }

  async #play(listener: SourceListener, signal: AbortSignal): Promise<void> {
    listener.status("connecting");
    try {
      const capture = readCapture(await this.#read(signal));
      listener.restarted();
      listener.status("open");
      for (let at = 0; at < capture.length && !signal.aborted; at += sliceOctets) {
        listener.octets(capture.subarray(at, at + sliceOctets));
        await new Promise((resolve) => setImmediate(resolve));
      }
      listener.status("ended");
    } catch (error) {
      if (signal.aborted) return;
      const words = error instanceof SourceError ? error.message : fileErrorWords(error, this.description);
      listener.status("failed", words);
      throw error instanceof SourceError ? error : new SourceError("permanent", words, { cause: error });
    }
  }

  async #read(signal: AbortSignal): Promise<Uint8Array> {
    const { path, stdin = process.stdin } = this.#options;
    if (path === "-") return readBounded(stdin, this.description, signal);
    const file = await open(path, "r");
    try {
      return await readBounded(file.createReadStream({ autoClose: false }), this.description, signal);
    } finally {
      await file.close();
    }
  }
}

/** All octets of a stream. Ends at the bound and not after it: a stream has no size to look at first. */
async function readBounded(stream: Readable, description: string, signal: AbortSignal): Promise<Uint8Array> {
  const stop = () => stream.destroy(new SourceError("transient", "Reading was stopped."));
  signal.addEventListener("abort", stop, { once: true });
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      const octets = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
      if (!(octets instanceof Uint8Array)) throw new TypeError("a stream of octets is needed");
      length += octets.length;
      if (length > limits.file) {
        const megabytes = limits.file / 2 ** 20;
        throw new SourceError(
          "permanent",
          `${description} is larger than ${megabytes} MB. Cut the capture into parts.`,
        );
      }
      chunks.push(octets);
    }
  } finally {
    signal.removeEventListener("abort", stop);
  }
  return new Uint8Array(Buffer.concat(chunks, length));
}

function fileErrorWords(error: unknown, description: string): string {
  const code = errorCode(error);
  if (code === "ENOENT") return `There is no file ${description}.`;
  if (code === "EACCES" || code === "EPERM") return `No permission to read ${description}.`;
  if (code === "EISDIR") return `${description} is a folder. Name a capture file in it.`;
  return `${description} could not be read: ${errorMessage(error)}.`;
}
