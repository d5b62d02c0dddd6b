import type { Said } from "../errors.ts";
import type { Verdict } from "./connection-tester.ts";

/** That a connection is not well, in the words of an error. */
export function failure({ message, words }: Said): Verdict {
  return { ok: false, message, ...(words === undefined ? {} : { words }) };
}
