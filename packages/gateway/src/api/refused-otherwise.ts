import { type ConfigurationProblemWords, type ShownWords, type Told, tell } from "@meter2mqtt/contract";
import { mistakeWords } from "../config/mistake-words.ts";
import type { StoreError } from "../errors.ts";

interface Violation {
  readonly keyword?: string;
  readonly instancePath?: string;
  readonly params: Record<string, unknown>;
}
type RefusedError = Error & { readonly validation?: readonly Violation[]; readonly validationContext?: string };

/** What the validator says, with what its words leave out: which values there are, which field nobody knows. */
function whyOf({ message, validation = [], validationContext = "" }: RefusedError): string {
  const said = message.replace(/\.$/, "");
  const [first] = validation;
  const { allowedValues, allowedValue, additionalProperty } = first?.params ?? {};
  if (Array.isArray(allowedValues)) return `${said}: ${allowedValues.join(", ")}`;
  if (typeof additionalProperty === "string") return `${said}: ${additionalProperty.slice(0, 100)}`;
  if (allowedValue === undefined) return said;
  // A union of constants: the validator has one sentence for each of them.
  const values = validation.flatMap(({ instancePath, params }) =>
    instancePath === first?.instancePath && params["allowedValue"] !== undefined ? [params["allowedValue"]] : [],
  );
  return `${validationContext}${first?.instancePath ?? ""} must be one of: ${values.join(", ")}`;
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
    default: {
      const told = tell("requestWrong", { why: whyOf(error) });
      return ["request", { ...told, words: fieldWords(error) ?? told.words }];
    }
  }
}

/** What a schema has against a field of a request, in the words in which settings are refused; undefined for what pages never send. */
function fieldWords({ validation: [first] = [] }: RefusedError): ShownWords | undefined {
  if (first === undefined) return undefined;
  const words = boundWords(first.keyword ?? "", first.params);
  if (words === undefined) return undefined;
  const path = (first.instancePath ?? "").slice(1).replaceAll("/", ".");
  return [...tell("fieldWrong").words, ...mistakeWords({ path, words })];
}

function boundWords(keyword: string, params: Readonly<Record<string, unknown>>): ConfigurationProblemWords | undefined {
  const limit = String(params["limit"]);
  switch (keyword) {
    case "required":
      return { key: "setting-needed", values: { setting: String(params["missingProperty"]) } };
    case "minLength":
      return limit === "1" ? { key: "value-empty", values: {} } : undefined;
    case "maxLength":
      return { key: "value-long", values: { length: limit } };
    case "maxItems":
      return { key: "list-long", values: { count: limit } };
    default:
      return undefined;
  }
}

/** What the disk or the database said stays as it came; English has it alone, without a sentence around it. */
export function toldStoreError({ message }: StoreError): Told {
  return { message, words: tell("storeFailed", { why: message }).words };
}
