import type { Readable } from "node:stream";
import { tell } from "@meter2mqtt/contract";
import { playCapture } from "../captures/play-capture.ts";
import { SourceError } from "../errors.ts";
import { type Clock, systemClock } from "./back-off.ts";
import { Lifetime } from "./lifetime.ts";
import { captureName, readTimedCapture } from "./read-capture-file.ts";
import type { Source, SourceListener } from "./source.ts";

export interface FileSourceOptions {
  readonly name: string;
  /** A capture: binary, hexadecimal text, a P1 telegram or a log. `-` is standard input. */
  readonly path: string;
  /** Seconds of a capture with times in a real one. Default: as fast as it goes. */
  readonly speed?: number | undefined;
  readonly clock?: Clock;
  /** What `-` reads. Default: the process's own standard input. */
  readonly stdin?: Readable;
}

/**
 * Octets handed on at a time. Other work gets its turn between two; a bare APDU, which must come whole, is far smaller
 * (`limits.apdu`).
 */
const sliceOctets = 256 * 1024;

/**
 * A capture in a file or from standard input: read once, then it has ended. Where it tells the times of arrival, they are
 * those of its octets, whenever it is played.
 */
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
      const { path, stdin, speed, clock = systemClock } = this.#options;
      const capture = await readTimedCapture(path, { stdin, signal });
      if (capture instanceof Uint8Array && speed !== undefined) throw withoutTimes(this.description);
      listener.restarted();
      listener.status("open");
      const pace = { speed: speed ?? Number.POSITIVE_INFINITY, clock };
      if (capture instanceof Uint8Array) await this.#playOctets(capture, listener, signal);
      else await playCapture(capture, pace, ({ at, octets }) => listener.octets(octets, at), signal);
      if (signal.aborted) return;
      listener.status("ended");
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof SourceError) listener.status("failed", error.message, error.words);
      throw error;
    }
  }
  async #playOctets(octets: Uint8Array, listener: SourceListener, signal: AbortSignal): Promise<void> {
    for (let at = 0; at < octets.length && !signal.aborted; at += sliceOctets) {
      listener.octets(octets.subarray(at, at + sliceOctets));
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

function withoutTimes(file: string): SourceError {
  return new SourceError("permanent", tell("inputTimeless", { file }));
}
