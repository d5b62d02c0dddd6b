import { open } from "node:fs/promises";
import { SinkError } from "../errors.ts";
import { errorMessage } from "../sources/error-words.ts";

/** A text that is written piece by piece. */
export interface TextWriter extends AsyncDisposable {
  /** For people. */
  readonly description: string;
  write(text: string): Promise<void>;
}

/** Writes to a new file, or to what `stdout` is for `-`. Rejects with SinkError where the file is there or can't be made. */
export async function openNewText(path: string, stdout: { write(text: string): unknown }): Promise<TextWriter> {
  if (path === "-") {
    return {
      description: "standard output",
      write: async (text) => void stdout.write(text),
      async [Symbol.asyncDispose]() {},
    };
  }
  try {
    // What a meter said may hold its number, and tells when somebody is at home.
    const file = await open(path, "wx", 0o600);
    return {
      description: path,
      write: async (text) => void (await file.write(text)),
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
