import { readFile } from "node:fs/promises";
import type { Writable } from "node:stream";
import type { CapsuleSource } from "@meter2mqtt/contract";
import { arrivedReading, createMeterDecoder, type DecodeEvent, type MeterDecoder } from "@meter2mqtt/decoder";
import type { Command } from "commander";
import { framesOf, looksLikeCapsule, parseCapsule } from "../capsule/capsule-text.ts";
import { type CaptureRecord, parseCapture } from "../captures/capture-format.ts";
import { playCapture } from "../captures/play-capture.ts";
import type { SinkError } from "../errors.ts";
import { systemClock } from "../sources/back-off.ts";
import { errorMessage } from "../sources/error-words.ts";
import {
  addCaptureOptions,
  type CaptureOptions,
  type CommandStreams,
  checkZone,
  loadKeys,
  processStreams,
  toReadingOptions,
  UsageError,
} from "./capture-input.ts";
import { capsuleReading, type LineReading } from "./capture-parts.ts";
import { showDiagnosis, showReading } from "./show-reading.ts";
import { type LineOutput, type OutputEnded, openStdoutOutput, openTcpOutput } from "./simulate-output.ts";
import { openPtyOutput } from "./simulate-pty.ts";
import { orErrorExit } from "./store-access.ts";

export interface ReplayOptions extends CaptureOptions {
  readonly tcp?: string;
  readonly pty?: string;
  readonly stdout?: boolean;
  readonly speed?: string;
  readonly json?: boolean;
}

/** What the command has of the process beside its streams; tests give it their own. */
export interface ReplayIo extends CommandStreams {
  readonly octets: Writable;
  readonly signal: AbortSignal;
}

/** Adds `replay`; `finish` is given the exit code. */
export function addReplayCommand(program: Command, finish: (code: number) => void): void {
  addCaptureOptions(program.command("replay").summary("play captures again, in their own rhythm or faster"))
    .description(
      "Plays captures with times (capture, export --raw) again: to whoever connects, or, without an output, through the " +
        "decoder with the clock of the capture. Outputs wait for their first reader.",
    )
    .option("--tcp <port>", "listen on loopback (0: any free port)")
    .option("--pty <link>", "make a serial port under this path (needs socat)")
    .option("--stdout", "write octets to standard output")
    .option("--speed <factor>", "seconds of the capture in a real one; without an output: as fast as it goes")
    .option("--json", "without an output: one line of JSON for each reading")
    .action(async (files: string[], options: ReplayOptions) => finish(await replayUntilSignalled(files, options)));
}

async function replayUntilSignalled(files: readonly string[], options: ReplayOptions): Promise<number> {
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.once("SIGTERM", onSignal);
  process.once("SIGINT", onSignal);
  try {
    return await runReplay(files, options, { ...processStreams, octets: process.stdout, signal: stop.signal });
  } finally {
    process.off("SIGTERM", onSignal);
    process.off("SIGINT", onSignal);
  }
}

/** Plays the captures; resolves with the exit code: 1 where an output failed or nothing was read, 2 for wrong usage. */
export async function runReplay(files: readonly string[], options: ReplayOptions, io: ReplayIo): Promise<number> {
  return orErrorExit(io.stderr, async () => {
    const lines: ReplayLine[] = [];
    for (const file of files) lines.push(...(await readLines(file)));
    const records = inOrder(lines);
    const speed = speedOf(options.speed);
    const over = new AbortController();
    let failure: SinkError | undefined;
    const output = await openOutput(options, io, (reason) => {
      failure = reason;
      over.abort();
    });
    if (output === undefined) return decodeAll(lines, options, speed, io);
    io.stderr.write(`Playing ${records.length} pieces to ${output.description}.\n`);
    await playTo(output, records, speed ?? 1, AbortSignal.any([io.signal, over.signal]));
    if (failure !== undefined) throw failure;
    return 0;
  });
}

/** Plays to an output, from its first reader on. */
async function playTo(
  output: LineOutput,
  records: readonly CaptureRecord[],
  speed: number,
  signal: AbortSignal,
): Promise<void> {
  try {
    while (!output.hasReader && !signal.aborted) await systemClock.pause(20, signal);
    await playCapture(records, { speed, clock: systemClock }, ({ octets }) => output.send(octets), signal);
  } finally {
    await output[Symbol.asyncDispose]();
  }
}

/** What one source heard. */
interface ReplayLine {
  readonly records: readonly CaptureRecord[];
  /** Of a capsule, which says how it is read. */
  readonly source?: CapsuleSource;
  readonly hostZone?: string;
}

async function readLines(file: string): Promise<readonly ReplayLine[]> {
  let content: Uint8Array;
  try {
    content = await readFile(file === "-" ? "/dev/stdin" : file);
  } catch (error) {
    throw new UsageError(`${file} can't be read: ${errorMessage(error)}.`, { cause: error });
  }
  if (looksLikeCapsule(content)) {
    const { sources, program } = parseCapsule(content, file);
    return sources.map((source) => ({ records: timedFrames(source, file), source, hostZone: program.zone }));
  }
  const records = parseCapture(new TextDecoder().decode(content));
  if (records !== undefined) return [{ records }];
  throw new UsageError(
    `${file} is no capture with times: lines like 2026-01-15T12:00:00.123Z 7ea0... \`meter2mqtt decode\` reads captures without.`,
  );
}

function timedFrames(source: CapsuleSource, file: string): readonly CaptureRecord[] {
  return framesOf(source).map(({ octets, at }) => {
    if (at === undefined)
      throw new UsageError(`${file} was made from frames whose times are not known. \`meter2mqtt decode\` reads it.`);
    return { octets, at };
  });
}

/** Files one behind the other; of a capsule's sources whatever came first. */
function inOrder(lines: readonly ReplayLine[]): readonly CaptureRecord[] {
  const records = lines.flatMap((line) => line.records);
  return lines.some(({ source }) => source !== undefined) ? records.toSorted((a, b) => a.at - b.at) : records;
}

function openOutput({ tcp, pty, stdout }: ReplayOptions, io: ReplayIo, ended: OutputEnded) {
  const chosen = [tcp !== undefined, pty !== undefined, stdout === true].filter(Boolean).length;
  if (chosen > 1) throw new UsageError("Several outputs are chosen. Give one of --tcp PORT, --pty LINK, --stdout.");
  if (tcp !== undefined) {
    if (!/^\d{1,5}$/.test(tcp) || Number(tcp) > 65_535) throw new UsageError(`"${tcp}" is no TCP port.`);
    return openTcpOutput(Number(tcp));
  }
  if (pty !== undefined) {
    // What else may stand in a path has a meaning of its own in socat's addresses.
    if (!/^[\w./@+-]+$/.test(pty)) throw new UsageError(`"${pty}" can't be the name of a serial port.`);
    return openPtyOutput(pty, ended);
  }
  const none: LineOutput | undefined = undefined;
  return Promise.resolve(stdout === true ? openStdoutOutput(io.octets, ended) : none);
}

function speedOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const speed = Number(text);
  if (speed > 0 && speed <= 100_000) return speed;
  throw new UsageError(`"${text}" is no speed. Give a number above 0 and up to 100000; 1 is real time.`);
}

/** Through the pipeline of a live line, whose clock is the capture's. Files without keys of their own are one line. */
async function decodeAll(
  lines: readonly ReplayLine[],
  options: ReplayOptions,
  speed: number | undefined,
  io: ReplayIo,
): Promise<number> {
  checkZone(options.zone);
  const { keys } = await loadKeys(options, io.environment);
  const reading = toReadingOptions(options, keys);
  const how = { speed, isJson: options.json === true, io };
  const plain = lines.filter(({ source }) => source === undefined);
  let readings = plain.length === 0 ? 0 : await decodeLine({ records: inOrder(plain) }, reading, how);
  for (const line of lines) {
    const { source, hostZone = reading.zoneRules.hostZone } = line;
    if (source === undefined) continue;
    readings += await decodeLine(line, capsuleReading(source, reading, hostZone), how);
  }
  return readings > 0 ? 0 : 1;
}

interface HowToShow {
  readonly speed: number | undefined;
  readonly isJson: boolean;
  readonly io: ReplayIo;
}

/** How many readings it gave. */
async function decodeLine(
  { records }: ReplayLine,
  reading: LineReading,
  { speed, isJson, io }: HowToShow,
): Promise<number> {
  const decoder = createMeterDecoder({ ...reading, input: "live", replays: "accept" });
  const show = (events: readonly DecodeEvent[], at: number): void => {
    for (const event of events) {
      const text = wordsOf(event, at, isJson);
      if (text !== undefined) io.stdout.write(`${text}\n`);
    }
  };
  const pace = { speed: speed ?? Number.POSITIVE_INFINITY, clock: systemClock };
  let last: number | undefined;
  const push = ({ at, octets }: CaptureRecord): void => {
    if (last !== undefined) show(pausedUntil(decoder, last, at), at);
    show(decoder.push(octets, at), at);
    last = at;
  };
  await playCapture(records, pace, push, io.signal);
  if (last !== undefined) show(decoder.end(last), last);
  return decoder.counters.readings;
}

/** A line that paused ended what was begun: a second is what the gateway looks at it in. */
function pausedUntil(decoder: MeterDecoder, from: number, to: number): readonly DecodeEvent[] {
  return to - from > 1000 ? decoder.idle(to - 1) : [];
}

function wordsOf(event: DecodeEvent, at: number, isJson: boolean): string | undefined {
  if (event.kind === "noise") return undefined;
  if (isJson) return event.kind === "reading" ? JSON.stringify(arrivedReading(event)) : undefined;
  const words = event.kind === "reading" ? showReading(event.reading) : showDiagnosis(event.diagnosis, 1);
  return `${new Date(at).toISOString()}\n${words}`;
}
