import type { Language } from "./languages.ts";
import { language } from "./text.ts";

/**
 * Titles and explanations of a contract's form by the English ones of its schema. A test finds one that misses in a language.
 */
export type ContractFormWords = Readonly<Record<string, string>>;

/** Loaded with a contract's form only. */
const words: Readonly<Record<Exclude<Language, "en">, () => Promise<ContractFormWords>>> = {
  nb: async () => (await import("./nb/contract-form.ts")).contractForm,
  da: async () => (await import("./da/contract-form.ts")).contractForm,
  sv: async () => (await import("./sv/contract-form.ts")).contractForm,
  de: async () => (await import("./de/contract-form.ts")).contractForm,
  nl: async () => (await import("./nl/contract-form.ts")).contractForm,
};

/** The words in the language in use; none for English, which is in the schema, and where they can't be loaded. */
export async function loadContractFormWords(): Promise<ContractFormWords> {
  if (language === "en") return {};
  try {
    return await words[language]();
  } catch {
    return {};
  }
}
