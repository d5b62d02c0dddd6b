import { open } from "node:fs/promises";
import { SinkError } from "../errors.ts";
import { errorMessage } from "../sources/error-words.ts";
import { type CaptureRecord, captureHeader, formatCaptureLine } from "./capture-format.ts";

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
  const textOf = (records: readonly CaptureRecord[]) => records.map(formatCaptureLine).join("");
  if (path === "-") {
    stdout.write(`${captureHeader}\n`);
    return {
      description: "standard output",
      write: async (records) => void stdout.write(textOf(records)),
      async [Symbol.asyncDispose]() {},
    };
  }
  try {
    // Frames may hold a meter's number, and tell when somebody is at home.
    const file = await open(path, "wx", 0o600);
    await file.write(`${captureHeader}\n`);
    return {
      description: path,
      write: async (records) => void (await file.write(textOf(records))),
      [Symbol.asyncDispose]: () => file.close(),
    };
  } catch (error) {
    const isThere = error instanceof Error && "code" in error && error.code === "EEXIST";
    const words = isThere
      ? `${path} is there already. Choose another name.`
      : `${path} can't be written: ${errorMessage(error)}.`;
    throw new SinkError("permanent", words, { cause: error });
  }
}
