import { createHash } from "node:crypto";
import { findings, told } from "@meter2mqtt/contract";
import { diagnoses, sentences } from "@meter2mqtt/decoder";
import { phrases } from "@meter2mqtt/decoder/explain";
import { events, exchangeSentences, tariffSentences } from "@meter2mqtt/energy";
import { capsule } from "../src/i18n/en/capsule.ts";
import { contractFiles } from "../src/i18n/en/contract-files.ts";
import { contracts } from "../src/i18n/en/contracts.ts";
import { en } from "../src/i18n/en/index.ts";
import { realSchema } from "../src/pages/settings/real-schema.support.ts";
import type { SettingNode } from "../src/pages/settings/setting-node.ts";

/**
 * All that is written in English and has translations under a key. What other languages have under the English text itself
 * (contract form, names of fields) can't go stale unseen; what is wrong with a setting has its English where it is checked.
 */
const areas: Readonly<Record<string, unknown>> = {
  pages: en,
  contracts,
  "contract-files": contractFiles,
  capsule,
  diagnoses,
  findings,
  events,
  sentences,
  told,
  "tariff-files": tariffSentences,
  "sent-files": exchangeSentences,
  meanings: phrases,
  settings: settingTexts(realSchema),
};

/** A line for each text: its area, its key, and a short hash of the text. */
export function englishTexts(): readonly string[] {
  return Object.entries(areas).flatMap(([area, texts]) => hashed(texts, area));
}

function hashed(value: unknown, path: string): string[] {
  if (typeof value === "object" && value !== null)
    return Object.entries(value).flatMap(([key, part]) => hashed(part, `${path} ${key}`));
  if (typeof value !== "string" && typeof value !== "function") return [];
  return [`${path}: ${createHash("sha256").update(textOf(value)).digest("hex").slice(0, 8)}`];
}

/** Of a text that takes parts its source, so that every branch counts; names that the test's loader gives do not. */
function textOf(value: unknown): string {
  return String(value)
    .replaceAll(/__vi\w*_import_\d+__/g, "")
    .replaceAll(/\s+/g, " ");
}

function settingTexts({ title, description, properties, items, oneOf }: SettingNode): object {
  const kinds = (oneOf ?? []).map((one) => [String(one.properties?.["type"]?.const), settingTexts(one)]);
  return {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(items !== undefined && { items: settingTexts(items) }),
    ...Object.fromEntries(Object.entries(properties ?? {}).map(([key, node]) => [key, settingTexts(node)])),
    ...Object.fromEntries(kinds),
  };
}
