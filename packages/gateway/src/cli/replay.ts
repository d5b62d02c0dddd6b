import { readFile } from "node:fs/promises";
import type { Writable } from "node:stream";
import { createMeterDecoder, type DecodeEvent, type MeterDecoder } from "@meter2mqtt/decoder";
import type { Command } from "commander";
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
    const records: CaptureRecord[] = [];
    for (const file of files) for (const record of await readRecords(file)) records.push(record);
    const speed = speedOf(options.speed);
    const over = new AbortController();
    let failure: SinkError | undefined;
    const output = await openOutput(options, io, (reason) => {
      failure = reason;
      over.abort();
    });
    if (output === undefined) return decodeAll(records, options, speed, io);
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

async function readRecords(file: string): Promise<CaptureRecord[]> {
  let text: string;
  try {
    text = await readFile(file === "-" ? "/dev/stdin" : file, "utf8");
  } catch (error) {
    throw new UsageError(`${file} can't be read: ${errorMessage(error)}.`, { cause: error });
  }
  const records = parseCapture(text);
  if (records !== undefined) return records;
  throw new UsageError(
    `${file} is no capture with times: lines like 2026-01-15T12:00:00.123Z 7ea0... \`meter2mqtt decode\` reads captures without.`,
  );
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

/** Through the pipeline of a live line, whose clock is the capture's. */
async function decodeAll(
  records: readonly CaptureRecord[],
  options: ReplayOptions,
  speed: number | undefined,
  io: ReplayIo,
): Promise<number> {
  checkZone(options.zone);
  const { keys } = await loadKeys(options, io.environment);
  const decoder = createMeterDecoder({ ...toReadingOptions(options, keys), input: "live", replays: "accept" });
  let readings = 0;
  const show = (events: readonly DecodeEvent[], at: number): void => {
    for (const event of events) {
      if (event.kind === "reading") readings++;
      const text = wordsOf(event, at, options.json === true);
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
  return readings > 0 ? 0 : 1;
}

/** A line that paused ended what was begun: a second is what the gateway looks at it in. */
function pausedUntil(decoder: MeterDecoder, from: number, to: number): readonly DecodeEvent[] {
  return to - from > 1000 ? decoder.idle(to - 1) : [];
}

function wordsOf(event: DecodeEvent, at: number, isJson: boolean): string | undefined {
  if (event.kind === "noise") return undefined;
  const receivedAt = new Date(at).toISOString();
  if (isJson) return event.kind === "reading" ? JSON.stringify(event.reading) : undefined;
  const words = event.kind === "reading" ? showReading(event.reading) : showDiagnosis(event.diagnosis, 1);
  return `${receivedAt}\n${words}`;
}
