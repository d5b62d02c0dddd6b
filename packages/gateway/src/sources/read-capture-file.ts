import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { type Capsule, tell } from "@meter2mqtt/contract";
import { limits } from "@meter2mqtt/decoder";
import { readCapture } from "@meter2mqtt/decoder/input";
import { framesOf, looksLikeCapsule, parseCapsule } from "../capsule/capsule-text.ts";
import { type CaptureRecord, parseCapture } from "../captures/capture-format.ts";
import { SourceError } from "../errors.ts";
import { tellFileError } from "./error-words.ts";

export interface CaptureFileOptions {
  /** What `-` reads. Default: the process's own standard input. */
  readonly stdin?: Readable | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A capture's name for people. */
export function captureName(path: string): string {
  return path === "-" ? "standard input" : path;
}

/**
 * Octets of a capture: a binary file as it is, text forms turned into the octets they mean. `-` is standard input.
 *
 * @throws SourceError `permanent`, in words, when it can't be read or is larger than `limits.file`.
 */
export async function readCaptureFile(path: string, options: CaptureFileOptions = {}): Promise<Uint8Array> {
  const capture = await readCaptureOrCapsule(path, options);
  if (capture instanceof Uint8Array) return capture;
  return joined(capture.sources.flatMap(framesOf));
}

/**
 * The same; a capsule as it is, with the keys of its frames.
 *
 * @throws SourceError as {@link readCaptureFile}.
 */
export async function readCaptureOrCapsule(
  path: string,
  options: CaptureFileOptions = {},
): Promise<Uint8Array | Capsule> {
  const content = await readWhole(path, options);
  return looksLikeCapsule(content) ? parseCapsule(content, captureName(path)) : readCapture(content);
}

/**
 * The same with the times of arrival, where it is a capture that tells them; else its octets.
 *
 * @throws SourceError as {@link readCaptureFile}.
 */
export async function readTimedCapture(
  path: string,
  options: CaptureFileOptions = {},
): Promise<readonly CaptureRecord[] | Uint8Array> {
  const content = await readWhole(path, options);
  if (looksLikeCapsule(content)) return recordsOf(parseCapsule(content, captureName(path)));
  const records = looksTimed(content) ? parseCapture(new TextDecoder().decode(content)) : undefined;
  return records ?? readCapture(content);
}

/** Frames of all sources, by time; their octets alone where one has none. */
function recordsOf({ sources }: Capsule): readonly CaptureRecord[] | Uint8Array {
  const frames = sources.flatMap(framesOf);
  const records = frames.flatMap(({ octets, at }) => (at === undefined ? [] : [{ octets, at }]));
  return records.length < frames.length ? joined(frames) : records.sort((a, b) => a.at - b.at);
}

function joined(frames: ReturnType<typeof framesOf>): Uint8Array {
  return new Uint8Array(Buffer.concat(frames.map(({ octets }) => octets)));
}

/** Whether the first line that is no comment begins with a time; most captures are large, and many are no text. */
function looksTimed(content: Uint8Array): boolean {
  const beginning = new TextDecoder().decode(content.subarray(0, 4096));
  return /^(?:\s|#[^\n]*\n)*\d{4}-\d\d-\d\dT/.test(beginning);
}

async function readWhole(path: string, options: CaptureFileOptions): Promise<Uint8Array> {
  const { stdin = process.stdin, signal } = options;
  const name = captureName(path);
  try {
    if (path === "-") return await readBounded(stdin, name, signal);
    const file = await open(path, "r");
    try {
      return await readBounded(file.createReadStream({ autoClose: false }), name, signal);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof SourceError) throw error;
    throw new SourceError("permanent", tellFileError(error, name), { cause: error });
  }
}

/** All octets of a stream. Ends at the bound and not after it: a stream has no size to look at first. */
async function readBounded(stream: Readable, file: string, signal: AbortSignal | undefined): Promise<Uint8Array> {
  const stop = () => stream.destroy(new SourceError("transient", "Reading was stopped."));
  signal?.addEventListener("abort", stop, { once: true });
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      const octets = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
      if (!(octets instanceof Uint8Array)) throw new TypeError("a stream of octets is needed");
      length += octets.length;
      if (length > limits.file) {
        const megabytes = limits.file / 2 ** 20;
        throw new SourceError("permanent", tell("inputTooLarge", { file, megabytes }));
      }
      chunks.push(octets);
    }
  } finally {
    signal?.removeEventListener("abort", stop);
  }
  return new Uint8Array(Buffer.concat(chunks, length));
}
