import { type ContractProblem, type Remark, tell } from "@meter2mqtt/contract";
import { parseDocument } from "yaml";
import { type Mark, parseYaml } from "../config/parse-yaml.ts";
import { isRecord } from "../config/schema-node.ts";
import { ConfigError } from "../errors.ts";
import { NotFetchedYet } from "../tariffs/fetch-text.ts";
import { type FetchText, type LoadedContract, readContract } from "../tariffs/load-contract.ts";
import { contractDoubts, contractMistakes } from "./contract-mistakes.ts";

/** YAML may name one part many times; more names than this are an attack. */
const maxAliasCount = 100;

/** A contract's text as it was found. */
export interface CheckedContract {
  readonly values: Readonly<Record<string, unknown>>;
  readonly problems: readonly ContractProblem[];
  readonly warnings: readonly Remark[];
  /** Absent where there are problems. */
  readonly contract?: LoadedContract;
}

/** What the text says; an empty group where it is no YAML, or no group. */
export function contractValues(text: string): Record<string, unknown> {
  try {
    const document = parseDocument(text);
    const value: unknown = document.errors.length > 0 ? undefined : document.toJS({ maxAliasCount });
    return isRecord(value) ? value : {};
  } catch {
    // More aliases than anybody writes.
    return {};
  }
}

/** Looks at a contract's text as a start would. `path`: where it stands, or is to stand. */
export async function checkContract(path: string, text: string, fetchText: FetchText): Promise<CheckedContract> {
  const place = "contract.yaml";
  let marks: ReadonlyMap<string, Mark>;
  try {
    marks = parseYaml(text, {}, place).marks;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { values: {}, problems: [syntaxProblem(error)], warnings: [] };
  }
  const values = contractValues(text);
  const mistakes = contractMistakes(values);
  const warnings = contractDoubts(values);
  if (mistakes.length > 0) {
    const problems = mistakes.map(({ path, ...said }) => ({ path, ...lineOf(marks, path), ...said, hint: "" }));
    return { values, problems: problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)), warnings };
  }
  try {
    const contract = await readContract(path, text, fetchText);
    return { values, problems: [], warnings: [...warnings, ...contract.leftOut], contract };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    if (error.cause instanceof NotFetchedYet)
      return { values, problems: [], warnings: [...warnings, tell("askedLater", { address: error.cause.address })] };
    return { values, problems: [{ path: "include", ...lineOf(marks, "include"), ...whyNotRead(error) }], warnings };
  }
}

/** Without the sentences about the file and its guide: whoever reads it has it before him. */
function whyNotRead({ message, told }: ConfigError): Pick<ContractProblem, "message" | "hint" | "words"> {
  const words = told?.filter(({ key }) => key !== "ofContract" && key !== "contractGuide");
  return { message: message.replace(/^The contract .*?: /, ""), hint: "", ...(words && { words }) };
}

function syntaxProblem({ message, told }: ConfigError): ContractProblem {
  const line = Number(/, line (\d+)/.exec(message)?.[1] ?? 1);
  const shown = message.replace(/^.*?, line \d+, column \d+: /, "");
  const words = told?.filter(({ key }) => key !== "atLine");
  const sentence = `${shown.charAt(0).toUpperCase()}${shown.slice(1)}`;
  return { path: "", line, message: sentence, hint: "", ...(words && { words }) };
}

/** Of the place, or of the group that it is missing from. */
function lineOf(marks: ReadonlyMap<string, Mark>, path: string): { readonly line?: number } {
  for (let place = path; place !== ""; place = place.split(".").slice(0, -1).join(".")) {
    const mark = marks.get(place);
    if (mark !== undefined) return { line: mark.line };
  }
  return {};
}
