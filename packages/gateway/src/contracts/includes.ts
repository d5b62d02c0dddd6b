import { type ContractProblem, tell } from "@meter2mqtt/contract";
import { isRecord } from "../config/schema-node.ts";
import type { ContractFolder } from "./contract-folder.ts";

/**
 * Tariff files that a contract from a request may not include: only those beside it by their name, and addresses of the web.
 * What stands in the file already was written by somebody who has the disk, and stays.
 */
export function foreignIncludes(wanted: unknown, stands: unknown, folder: ContractFolder): ContractProblem[] {
  const known = new Set(includedFiles(stands));
  return includedFiles(wanted).flatMap((file, index) => {
    if (known.has(file) || folder.isName(file) || isWebAddress(file)) return [];
    return [{ path: `include.${index}.file`, ...tell("includedElsewhere"), hint: "" }];
  });
}

function includedFiles(values: unknown): string[] {
  const list = isRecord(values) && Array.isArray(values["include"]) ? values["include"] : [];
  return list.map((one: unknown) => (isRecord(one) ? String(one["file"] ?? "") : "")).filter((file) => file !== "");
}

function isWebAddress(file: string): boolean {
  return URL.canParse(file) && new URL(file).protocol === "https:";
}
