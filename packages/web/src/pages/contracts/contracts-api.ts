import type {
  ContractCheckAnswer,
  ContractFileAnswer,
  ContractFilesAnswer,
  ContractPatternsAnswer,
  ContractSaveAnswer,
  ContractTrialAnswer,
  TariffFileAnswer,
} from "@meter2mqtt/contract";
import { type Guard, getJson, sendFile, sendJson } from "../../api/client.ts";
import { loadContractFormWords } from "../../i18n/contract-form-words.ts";
import { isGroupValue, isSettingNode, type SettingNode, type Settings } from "../settings/setting-node.ts";
import { translatedForm } from "./translated-form.ts";

/* Contracts as files: what the gateway says of them, and how it is asked to change them. Every function rejects with ApiProblem. */

const address = "api/v1/contract-files";

export type Pattern = ContractPatternsAnswer["items"][number];

const isList: Guard<ContractFilesAnswer> = (value): value is ContractFilesAnswer =>
  isGroupValue(value) && hasGroups(value, "items") && value["items"].every((item) => Array.isArray(item["usedBy"]));

const isPatterns: Guard<ContractPatternsAnswer> = (value): value is ContractPatternsAnswer =>
  isGroupValue(value) && hasGroups(value, "items");

const isFile: Guard<ContractFileAnswer> = (value): value is ContractFileAnswer =>
  isGroupValue(value) &&
  typeof value["yaml"] === "string" &&
  isGroupValue(value["values"]) &&
  hasGroups(value, "problems") &&
  hasGroups(value, "warnings");

const isCheck: Guard<ContractCheckAnswer> = (value): value is ContractCheckAnswer =>
  isGroupValue(value) && hasGroups(value, "errors") && isGroupValue(value["yaml"]) && isGroupValue(value["values"]);

const isTrial: Guard<ContractTrialAnswer> = (value): value is ContractTrialAnswer =>
  isGroupValue(value) && typeof value["from"] === "string" && hasGroups(value, "contracts");

const isSaved: Guard<ContractSaveAnswer> = (value): value is ContractSaveAnswer =>
  isGroupValue(value) && typeof value["etag"] === "string";

const isTariffFile: Guard<TariffFileAnswer> = (value): value is TariffFileAnswer =>
  isGroupValue(value) && hasGroups(value, "tariffs");

function hasGroups<Key extends string>(value: Settings, key: Key): value is Settings & Record<Key, Settings[]> {
  const list = value[key];
  return Array.isArray(list) && list.every(isGroupValue);
}

export const askContracts = {
  list: (): Promise<ContractFilesAnswer> => getJson(address, isList),

  patterns: async (): Promise<readonly Pattern[]> => (await getJson(`${address}/patterns`, isPatterns)).items,

  /** With titles and explanations in the reader's language. */
  schema: async (): Promise<SettingNode> => {
    const [schema, words] = await Promise.all([getJson(`${address}/schema`, isSettingNode), loadContractFormWords()]);
    return translatedForm(schema, words);
  },

  file: (name: string): Promise<ContractFileAnswer> => getJson(`${address}/${encodeURIComponent(name)}`, isFile),

  /** What a text is, or would be with other values in it; nothing is written. */
  check: (
    body: { readonly name?: string; readonly yaml: string; readonly values?: Settings },
    signal?: AbortSignal,
  ): Promise<ContractCheckAnswer> => sendJson("POST", `${address}/check`, isCheck, { body, ...(signal && { signal }) }),

  /** What the last month would have cost. */
  trial: (body: {
    readonly name?: string;
    readonly yaml: string;
    readonly meter: string;
    readonly country?: string;
  }): Promise<ContractTrialAnswer> => sendJson("POST", `${address}/trial`, isTrial, { body }),

  /** `tag`: of the state that was changed; undefined for a new one. */
  save: (name: string, yaml: string, tag: string | undefined): Promise<ContractSaveAnswer> =>
    sendJson("PUT", `${address}/${encodeURIComponent(name)}`, isSaved, {
      body: { yaml },
      headers: tag === undefined ? { "if-none-match": "*" } : { "if-match": tag },
    }),

  remove: async (name: string, tag: string): Promise<void> => {
    await sendJson("DELETE", `${address}/${encodeURIComponent(name)}`, isGroupValue, { headers: { "if-match": tag } });
  },

  /** Keeps an open tariff file beside the contracts. */
  keepTariffFile: (name: string, file: Blob): Promise<TariffFileAnswer> =>
    sendFile(`api/v1/tariff-files/${encodeURIComponent(name)}`, file, isTariffFile, "PUT"),
};
