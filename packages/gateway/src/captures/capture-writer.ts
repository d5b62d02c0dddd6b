import { type CaptureRecord, captureHeader, formatCaptureLine } from "./capture-format.ts";
import { openNewText } from "./new-text.ts";

/** Where a capture is written. */
export interface CaptureWriter extends AsyncDisposable {
  /** For people. */
  readonly description: string;
  write(records: readonly CaptureRecord[]): Promise<void>;
}

/** Writes to a new file, or to what `stdout` is for `-`. Rejects with SinkError where the file is there or can't be made. */
export async function openCaptureWriter(
  path: string,
  stdout: { write(text: string): unknown },
): Promise<CaptureWriter> {
  const text = await openNewText(path, stdout);
  await text.write(`${captureHeader}\n`);
  return {
    description: text.description,
    write: (records) => text.write(records.map(formatCaptureLine).join("")),
    [Symbol.asyncDispose]: () => text[Symbol.asyncDispose](),
  };
}
