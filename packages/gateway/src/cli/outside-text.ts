import { readFile, stat } from "node:fs/promises";
import { ExchangeError } from "@meter2mqtt/energy";
import { decodeOutsideText } from "../ledger/decode-outside-text.ts";
import { UsageError } from "./capture-input.ts";

/** Ten years of quarter-hours in the longest layout are half of it. */
const maxOctets = 128 * 1024 * 1024;

/** The text of a file from somewhere else, whatever encoding its program chose. Throws {@link UsageError}. */
export async function readOutsideText(file: string): Promise<string> {
  return decodeOutsideText(await octetsOf(file));
}

async function octetsOf(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    if (size > maxOctets) throw new UsageError(`${file}: more than ${maxOctets} octets.`);
    return await readFile(file);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file} can't be read. Check its path and that this user may read it.`, { cause: error });
  }
}

/** Does what may find a file wrong; that ends as a {@link UsageError} with its name, the line and what to do. */
export function saying<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error;
    const place = error.line === undefined ? file : `${file}, line ${error.line}`;
    throw new UsageError(`${place}: ${error.message} ${error.hint}`, { cause: error });
  }
}
