import type { Language } from "./languages.ts";
import type { SettingTexts } from "./setting-places.ts";
import { language } from "./text.ts";

/** Loaded with the page Settings only: they are as long as all other words together. */
const texts: Readonly<Record<Exclude<Language, "en">, () => Promise<SettingTexts>>> = {
  nb: async () => (await import("./nb/setting-words/index.ts")).settingWords,
  da: async () => (await import("./da/setting-words/index.ts")).settingWords,
  sv: async () => (await import("./sv/setting-words/index.ts")).settingWords,
  de: async () => (await import("./de/setting-words/index.ts")).settingWords,
  nl: async () => (await import("./nl/setting-words/index.ts")).settingWords,
};

/** What settings are called in the language in use; undefined for English, which is in their schema. */
export async function loadSettingTexts(): Promise<SettingTexts | undefined> {
  if (language === "en") return undefined;
  try {
    return await texts[language]();
  } catch {
    // They could not be loaded: English is always there.
    return undefined;
  }
}
