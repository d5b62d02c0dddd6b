import type { Command } from "commander";
import { openCaptureWriter } from "../captures/capture-writer.ts";
import { type FrameQuery, RawFramesTable } from "../store/raw-frames-table.ts";
import { type CommandStreams, processStreams, UsageError } from "./capture-input.ts";
import { exportLedger } from "./export-ledger.ts";
import { exportVoltage } from "./export-voltage.ts";
import { parseSpan } from "./instant.ts";
import { orErrorExit, settingsFor, withDatabase } from "./store-access.ts";

export interface ExportOptions {
  readonly config?: string;
  readonly raw?: boolean;
  readonly ledger?: boolean;
  readonly voltage?: boolean;
  readonly meter?: string;
  readonly format?: string;
  readonly source?: string;
  readonly from?: string;
  readonly to?: string;
  readonly out: string;
}

const framesAtOnce = 500;
const noBounds = { maxFrames: Number.MAX_SAFE_INTEGER, maxOctets: Number.MAX_SAFE_INTEGER };

/** Adds `export`; `finish` is given the exit code. */
export function addExportCommand(program: Command, finish: (code: number) => void): void {
  program
    .command("export")
    .summary("write what was kept to a file: frames, energy, voltage")
    .description("Writes what the gateway has kept to a file. The gateway may be running.")
    .option("--raw", "what the meter sent, octet by octet, as a capture with the times of arrival")
    .option("--ledger", "energy by the quarter-hour or hour, of all registers")
    .option("--voltage", "means of ten minutes of each voltage, as CSV")
    .option(
      "--meter <name>",
      "with --ledger: which meter, the only one otherwise; with --voltage: only this one, by its number",
    )
    .option("--format <format>", "with --ledger: csv or jsonl", "csv")
    .option("--config <file>", "configuration, as for run")
    .option("--source <name>", "with --raw: only what this source heard")
    .option("--from <time>", "first time: 2026-01-15 or 2026-01-15T12:00:00Z")
    .option("--to <time>", "last time")
    .option("--out <file>", "a new file; - is standard output", "-")
    .action(async (options: ExportOptions) => finish(await runExport(options)));
}

/** Carries `export` out; resolves with its exit code. */
export async function runExport(
  options: ExportOptions,
  { stdout, stderr, environment }: CommandStreams = processStreams,
): Promise<number> {
  return orErrorExit(stderr, async () => {
    if ([options.raw, options.ledger, options.voltage].filter((chosen) => chosen === true).length !== 1)
      throw new UsageError(
        "What is to be exported? --raw writes the archived frames, --ledger energy by the quarter-hour, --voltage means of voltages.",
      );
    const span = parseSpan(options.from, options.to);
    const settings = settingsFor(options.config, environment);
    const { meter, format = "csv", out } = options;
    if (options.ledger === true) return exportLedger(settings, { ...span, meter, format, out }, { stdout, stderr });
    if (options.voltage === true) return exportVoltage(settings, { ...span, meter, out }, { stdout, stderr });
    const query = { ...span, source: options.source };
    const writer = await openCaptureWriter(options.out, stdout);
    try {
      const frames = await withDatabase(settings, (database) => {
        const table = new RawFramesTable(database, noBounds);
        return writeAll(table, query, (records) => writer.write(records));
      });
      stderr.write(`${frames} frames were written to ${writer.description}.\n`);
      return frames > 0 ? 0 : 1;
    } finally {
      await writer[Symbol.asyncDispose]();
    }
  });
}

type Write = Awaited<ReturnType<typeof openCaptureWriter>>["write"];

async function writeAll(table: RawFramesTable, query: FrameQuery, write: Write): Promise<number> {
  let count = 0;
  for (let id = 0; ; ) {
    const frames = table.after(id, query, framesAtOnce);
    const last = frames.at(-1);
    if (last === undefined) return count;
    await write(frames.map(({ receivedAt, octets }) => ({ at: receivedAt, octets })));
    count += frames.length;
    id = last.id;
  }
}
