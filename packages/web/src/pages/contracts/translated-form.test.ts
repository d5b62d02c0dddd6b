import { contractFileSchema } from "@meter2mqtt/contract";
import { capacityRules } from "@meter2mqtt/energy";
import { describe, expect, test } from "vitest";
import { contractForm as da } from "../../i18n/da/contract-form.ts";
import { contractForm as de } from "../../i18n/de/contract-form.ts";
import { contractForm as nb } from "../../i18n/nb/contract-form.ts";
import { contractForm as nl } from "../../i18n/nl/contract-form.ts";
import { contractForm as sv } from "../../i18n/sv/contract-form.ts";
import { isSettingNode, type SettingNode } from "../settings/setting-node.ts";
import { translatedForm } from "./translated-form.ts";

const schema: unknown = JSON.parse(JSON.stringify(contractFileSchema(capacityRules)));
if (!isSettingNode(schema)) throw new Error("the contract's schema is no group of settings");

function wordsIn({ title, titles, description, properties, items, oneOf }: SettingNode): string[] {
  const inside = [...Object.values(properties ?? {}), ...(items ? [items] : []), ...(oneOf ?? [])];
  const own = [title, description, ...Object.values(titles ?? {})];
  return own.filter((words) => words !== undefined).concat(inside.flatMap(wordsIn));
}

const english = new Set(wordsIn(schema));
const codes = (text: string) => (text.match(/`[^`]+`/g) ?? []).sort();

describe("the form of a contract", () => {
  test.each(Object.entries({ nb, da, sv, de, nl }))("has all of its words in %s, and no others", (_language, words) => {
    expect(Object.keys(words).sort()).toEqual([...english].sort());
    for (const [own, other] of Object.entries(words)) expect(codes(other), own).toEqual(codes(own));
    expect(wordsIn(translatedForm(schema, words))).toEqual(wordsIn(schema).map((own) => words[own]));
  });

  test("stays as it is in English", () => {
    expect(translatedForm(schema, {})).toEqual(schema);
  });
});
