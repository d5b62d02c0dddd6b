import { describe, expect, test } from "vitest";
import { chooseLanguage, chooseLocale, isLanguage, languages } from "./languages.ts";
import { text, useLanguage } from "./text.ts";

describe("chooseLanguage", () => {
  test.each([
    [["nn-NO", "en"], "nb"],
    [["no"], "nb"],
    [["fr-FR", "de-AT", "en"], "de"],
    [["fr"], "en"],
    [[], "en"],
    [["constructor"], "en"],
  ] as const)("%j reads %s", (wanted, language) => {
    expect(chooseLanguage(wanted)).toBe(language);
  });
});

describe("chooseLocale", () => {
  test.each([
    ["en", ["da", "en-GB", "en-US"], "en-GB"],
    ["de", ["de-AT"], "de-AT"],
    ["nb", ["no"], "nb"],
    ["nl", ["en-GB"], "nl"],
  ] as const)("%s for %j is %s", (language, wanted, locale) => {
    expect(chooseLocale(language, wanted)).toBe(locale);
  });
});

test.each(Object.keys(languages).filter(isLanguage))("the catalogue of %s can be put in use", async (language) => {
  await useLanguage(language);
  expect(text.product).toBe("meter2mqtt");
  await useLanguage("en");
});
