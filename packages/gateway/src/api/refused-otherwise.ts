import { type Told, tell } from "@meter2mqtt/contract";
import type { StoreError } from "../errors.ts";

/** Kind and words of what the framework refuses before a route sees it: schemas, sizes, rates. */
export function refusedByFramework(status: number, { message }: Error): [type: string, told: Told] {
  switch (status) {
    case 413:
      return ["too-large", tell("sentTooLarge")];
    // No page sends another type.
    case 415:
      return ["media-type", { message, words: [] }];
    case 429:
      return ["too-many-requests", tell("tooManyRequests")];
    default:
      return ["request", tell("requestWrong", { why: message.replace(/\.$/, "") })];
  }
}

/** What the disk or the database said stays as it came; English has it alone, without a sentence around it. */
export function toldStoreError({ message }: StoreError): Told {
  return { message, words: tell("storeFailed", { why: message }).words };
}
