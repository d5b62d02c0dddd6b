import { type Told, tell } from "@meter2mqtt/contract";
import type { StoreError } from "../errors.ts";

type RefusedError = Error & { readonly validation?: readonly { readonly params: Record<string, unknown> }[] };

/** What the validator's words leave out: which values there are, which field nobody knows. */
function namedBy({ validation = [] }: RefusedError): string {
  const { allowedValues, additionalProperty } = validation[0]?.params ?? {};
  if (Array.isArray(allowedValues)) return `: ${allowedValues.join(", ")}`;
  return typeof additionalProperty === "string" ? `: ${additionalProperty.slice(0, 100)}` : "";
}

/** Kind and words of what the framework refuses before a route sees it: schemas, sizes, rates. */
export function refusedByFramework(status: number, error: RefusedError): [type: string, told: Told] {
  const { message } = error;
  switch (status) {
    case 413:
      return ["too-large", tell("sentTooLarge")];
    // No page sends another type.
    case 415:
      return ["media-type", { message, words: [] }];
    case 429:
      return ["too-many-requests", tell("tooManyRequests")];
    default:
      return ["request", tell("requestWrong", { why: `${message.replace(/\.$/, "")}${namedBy(error)}` })];
  }
}

/** What the disk or the database said stays as it came; English has it alone, without a sentence around it. */
export function toldStoreError({ message }: StoreError): Told {
  return { message, words: tell("storeFailed", { why: message }).words };
}
