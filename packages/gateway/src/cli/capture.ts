import type { SourceConfig } from "@meter2mqtt/contract";
import type { Command } from "commander";
import type { CaptureRecord } from "../captures/capture-format.ts";
import { type CaptureWriter, openCaptureWriter } from "../captures/capture-writer.ts";
import { SinkError } from "../errors.ts";
import { createSource } from "../sources/create-source.ts";
import type { Source, SourceListener } from "../sources/source.ts";
import { type CommandStreams, processStreams, UsageError } from "./capture-input.ts";
import { orErrorExit, settingsFor } from "./store-access.ts";

export interface CaptureCommandOptions {
  readonly config?: string;
  readonly source?: string;
  readonly port?: string;
  readonly baud: string;
  readonly format: string;
  readonly tcp?: string;
  readonly out: string;
}

/** Adds `capture`; `finish` is given the exit code. */
export function addCaptureCommand(program: Command, finish: (code: number) => void): void {
  program
    .command("capture")
    .summary("record what comes over a line, with the time of each piece")
    .description(
      "Records the octets of a line with their times of arrival until Ctrl-C. decode, explain and replay read the file. " +
        "What the gateway has heard already: export --raw.",
    )
    .option("--config <file>", "configuration, as for run")
    .option("--source <name>", "a source of the configuration; stop the gateway first where it holds a serial port")
    .option("--port <port>", "a serial port")
    .option("--baud <rate>", "its baud rate", "2400")
    .option("--format <format>", "its data bits, parity and stop bits: 8N1, 8E1 or 7E1", "8E1")
    .option("--tcp <host:port>", "a TCP server that passes a meter's octets on")
    .option("--out <file>", "a new file; - is standard output", "-")
    .action(async (options: CaptureCommandOptions) => finish(await captureUntilSignalled(options)));
}

async function captureUntilSignalled(options: CaptureCommandOptions): Promise<number> {
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.once("SIGTERM", onSignal);
  process.once("SIGINT", onSignal);
  try {
    return await runCapture(options, stop.signal);
  } finally {
    process.off("SIGTERM", onSignal);
    process.off("SIGINT", onSignal);
  }
}

/** Records until the signal aborts or the source ends; resolves with the exit code: 1 where nothing came. */
export async function runCapture(
  options: CaptureCommandOptions,
  signal: AbortSignal,
  { stdout, stderr, environment }: CommandStreams = processStreams,
): Promise<number> {
  return orErrorExit(stderr, async () => {
    const source = createSource(chooseSource(options, environment));
    const writer = await openCaptureWriter(options.out, stdout);
    try {
      stderr.write(`Recording ${source.description} to ${writer.description}. Ctrl-C ends it.\n`);
      const octets = await record(source, writer, (words) => void stderr.write(`${words}\n`), signal);
      stderr.write(`${octets} octets were recorded.\n`);
      return octets > 0 ? 0 : 1;
    } finally {
      await writer[Symbol.asyncDispose]();
      await source[Symbol.asyncDispose]();
    }
  });
}

async function record(
  source: Source,
  writer: CaptureWriter,
  say: (words: string) => void,
  signal: AbortSignal,
): Promise<number> {
  let octetCount = 0;
  let failure: unknown;
  let written = Promise.resolve();
  const full = new AbortController();
  const write = (record: CaptureRecord): void => {
    octetCount += record.octets.length;
    // In order; a disk that fails ends the recording.
    written = written
      .then(() => writer.write([record]))
      .catch((error: unknown) => {
        failure ??= error;
        full.abort();
      });
  };
  const stop = AbortSignal.any([signal, full.signal]);
  /** Meters that are heard on the same connection. */
  const others: Promise<void>[] = [];
  const listener: SourceListener = {
    octets: (octets, receivedAt = Date.now()) => write({ at: receivedAt, octets }),
    restarted: () => undefined,
    status: (status, error) => say(error === undefined ? `The line is ${status}.` : `The line is ${status}: ${error}`),
    // Numbers come without octets: there is nothing to record.
    reading: () => undefined,
    diagnosis: ({ message, hint }) => say(`${message} ${hint}`),
    found: (meter) => void others.push(meter.start(listener, stop)),
  };
  await source.start(listener, stop);
  await Promise.all(others);
  await written;
  if (failure !== undefined) throw new SinkError("permanent", `The capture can't be written: ${failure}.`);
  return octetCount;
}

function chooseSource(options: CaptureCommandOptions, environment: CommandStreams["environment"]): SourceConfig {
  const { source, port, tcp } = options;
  if ([source, port, tcp].filter((choice) => choice !== undefined).length !== 1) {
    throw new UsageError("What is to be recorded? Give one of --source NAME, --port PORT, --tcp HOST:PORT.");
  }
  if (source !== undefined) {
    const { sources } = settingsFor(options.config, environment);
    const found = sources.find((each) => each.source.name === source);
    if (found !== undefined) return found.source;
    const names = sources.map((each) => each.source.name).join(", ");
    throw new UsageError(`The configuration has no source "${source}". It has: ${names}.`);
  }
  return tcp === undefined ? serialOf(port ?? "", options) : tcpOf(tcp);
}

function serialOf(port: string, { baud, format }: CaptureCommandOptions): SourceConfig {
  const rate = Number(baud);
  if (!Number.isInteger(rate) || rate < 300 || rate > 921_600) throw new UsageError(`"${baud}" is no baud rate.`);
  if (format !== "8N1" && format !== "8E1" && format !== "7E1") {
    throw new UsageError(`"${format}" is no format. Choose 8N1, 8E1 or 7E1.`);
  }
  return { type: "serial", name: "capture", meter: {}, port, baud: rate, format };
}

function tcpOf(place: string): SourceConfig {
  const [, v6, plain, port] = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(place) ?? [];
  const host = v6 ?? plain;
  if (host === undefined || Number(port) < 1 || Number(port) > 65_535) {
    throw new UsageError(`"${place}" is no place to connect to. Write it as host:port.`);
  }
  return { type: "tcp", name: "capture", meter: {}, host, port: Number(port) };
}
