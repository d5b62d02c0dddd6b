import type { ContractFormWords } from "../../i18n/contract-form-words.ts";
import type { SettingNode } from "../settings/setting-node.ts";

/** The schema of a contract with titles and explanations of another language; what has none there stays English. */
export function translatedForm(node: SettingNode, words: ContractFormWords): SettingNode {
  const inner = (one: SettingNode) => translatedForm(one, words);
  const { title, titles, description, properties, items, oneOf } = node;
  return {
    ...node,
    ...(title !== undefined && { title: words[title] ?? title }),
    ...(titles !== undefined && {
      titles: Object.fromEntries(Object.entries(titles).map(([value, own]) => [value, words[own] ?? own])),
    }),
    ...(description !== undefined && { description: words[description] ?? description }),
    ...(items !== undefined && { items: inner(items) }),
    ...(oneOf !== undefined && { oneOf: oneOf.map(inner) }),
    ...(properties !== undefined && {
      properties: Object.fromEntries(Object.entries(properties).map(([key, property]) => [key, inner(property)])),
    }),
  };
}
