import type { Readable } from "node:stream";
import { SourceError } from "../errors.ts";
import { Lifetime } from "./lifetime.ts";
import { captureName, readCaptureFile } from "./read-capture-file.ts";
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
    this.description = captureName(options.path);
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
      const { path, stdin } = this.#options;
      const capture = await readCaptureFile(path, { stdin, signal });
      listener.restarted();
      listener.status("open");
      for (let at = 0; at < capture.length && !signal.aborted; at += sliceOctets) {
        listener.octets(capture.subarray(at, at + sliceOctets));
        await new Promise((resolve) => setImmediate(resolve));
      }
      listener.status("ended");
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof SourceError) listener.status("failed", error.message);
      throw error;
    }
  }
}
