import { openNewText, type TextWriter } from "../captures/new-text.ts";
import type { Settings } from "../config/settings.ts";
import { toVoltageCsv, voltageCsvHeader } from "../voltage/voltage-csv.ts";
import { VoltageMeansTable } from "../voltage/voltage-means-table.ts";
import type { CommandStreams } from "./capture-input.ts";
import { withDatabase } from "./store-access.ts";

export interface VoltageExport {
  /** As the meter calls itself; all meters without it. */
  readonly meter?: string | undefined;
  readonly from: number;
  readonly to: number;
  /** A new file; `-` is standard output. */
  readonly out: string;
}

const rowsAtOnce = 1000;

/** Writes means of ten minutes as CSV; resolves with the exit code. Rejects with SinkError and StoreError. */
export async function exportVoltage(
  settings: Settings,
  { meter, from, to, out }: VoltageExport,
  { stdout, stderr }: Pick<CommandStreams, "stdout" | "stderr">,
): Promise<number> {
  const writer = await openNewText(out, stdout);
  try {
    await writer.write(voltageCsvHeader);
    const count = await withDatabase(settings, (database) =>
      writeRows(new VoltageMeansTable(database), { meter, from, to }, writer),
    );
    stderr.write(`${count} times ten minutes were written to ${writer.description}.\n`);
    return count > 0 ? 0 : 1;
  } finally {
    await writer[Symbol.asyncDispose]();
  }
}

async function writeRows(
  table: VoltageMeansTable,
  { meter, from, to }: Omit<VoltageExport, "out">,
  writer: TextWriter,
): Promise<number> {
  let count = 0;
  let text = "";
  for (const name of meter === undefined ? table.meters() : [meter]) {
    for (const row of table.between(name, from, to)) {
      text += toVoltageCsv(name, row);
      count++;
      if (count % rowsAtOnce !== 0) continue;
      await writer.write(text);
      text = "";
    }
  }
  await writer.write(text);
  return count;
}
