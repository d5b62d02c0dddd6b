import { encodeCsvLine, encodeJsonLine, exportHeader, type LedgerInterval } from "@meter2mqtt/energy";
import { openNewText, type TextWriter } from "../captures/new-text.ts";
import type { Settings } from "../config/settings.ts";
import { systemClock } from "../sources/back-off.ts";
import { type CommandStreams, UsageError } from "./capture-input.ts";
import { meterIn, type OpenLedger, withLedger } from "./ledger-access.ts";
import { calendarOf } from "./outside-file.ts";

export interface LedgerExport {
  readonly meter: string | undefined;
  /** `csv` or `jsonl`. */
  readonly format: string;
  /** Epoch milliseconds; both included. */
  readonly from: number;
  readonly to: number;
  readonly out: string;
}

const chunkMs = 31 * 24 * 3_600_000;

/** Writes the ledger's intervals to a new file; resolves with the exit code. */
export async function exportLedger(
  settings: Settings,
  wanted: LedgerExport,
  { stdout, stderr }: Pick<CommandStreams, "stdout" | "stderr">,
): Promise<number> {
  if (wanted.format !== "csv" && wanted.format !== "jsonl")
    throw new UsageError(`--format: "${wanted.format}" is none: csv or jsonl.`);
  return withLedger(settings, async (open) => {
    const meter = meterIn(open, wanted.meter);
    const writer = await openNewText(wanted.out, stdout);
    try {
      if (wanted.format === "csv") await writer.write(`${exportHeader}\r\n`);
      const count = await writeRegisters(open, { ...wanted, meter }, writer);
      stderr.write(`${count} intervals were written to ${writer.description}.\n`);
      return count > 0 ? 0 : 1;
    } finally {
      await writer[Symbol.asyncDispose]();
    }
  });
}

/** No ledger goes back further, and no import does. */
const firstStart = Date.UTC(2000, 0);

async function writeRegisters(
  { reader }: OpenLedger,
  { meter, format, from, to }: LedgerExport & { readonly meter: string },
  writer: TextWriter,
): Promise<number> {
  let count = 0;
  const meters = [meter];
  const end = Math.min(to, systemClock.now() + chunkMs) + 1;
  for (const { register } of reader.registers(meters) ?? []) {
    for (let at = Math.max(from, firstStart); at < end; at += chunkMs) {
      const series = reader.intervals({ places: [{ meters, register }], from: at, to: Math.min(end, at + chunkMs) });
      if (series === undefined || series.items.length === 0) continue;
      const { unit, exponent, zone, items } = series;
      const about = { meter, register, unit, exponent };
      const calendar = calendarOf(zone);
      const line = (item: LedgerInterval): string =>
        format === "csv" ? `${encodeCsvLine(about, item, calendar)}\r\n` : `${encodeJsonLine(about, item, calendar)}\n`;
      await writer.write(items.map(line).join(""));
      count += items.length;
    }
  }
  return count;
}
