import { type Told, tell, toWords } from "@meter2mqtt/contract";
import type { ExchangeError } from "@meter2mqtt/energy";

/** Where a file from outside is wrong, what is wrong there, and what to do. */
export function tellFileError({ line, message, hint, words }: ExchangeError): Told {
  const place = line === undefined ? tell("inFile") : tell("inLine", { line });
  return { message: `${place.message} ${message} ${hint}`, words: [...place.words, ...toWords(words)] };
}
