import { contractFiles as en } from "./en/contract-files.ts";
import type { Language } from "./languages.ts";
import { language } from "./text.ts";

/** What the page Contracts says; of another language a text that misses is a type error. */
export type ContractPageWords = typeof en;

/** The words in use. They are chosen before the page is shown, by {@link useContractText}. */
export let contractText: ContractPageWords = en;

/** Loaded with the page Contracts, and with set-up's prices only. */
const words: Readonly<Record<Exclude<Language, "en">, () => Promise<ContractPageWords>>> = {
  nb: async () => (await import("./nb/contract-files.ts")).contractFiles,
  da: async () => (await import("./da/contract-files.ts")).contractFiles,
  sv: async () => (await import("./sv/contract-files.ts")).contractFiles,
  de: async () => (await import("./de/contract-files.ts")).contractFiles,
  nl: async () => (await import("./nl/contract-files.ts")).contractFiles,
};

/** Puts the words of the language in use; English where they can't be loaded. */
export async function useContractText(): Promise<void> {
  try {
    contractText = language === "en" ? en : await words[language]();
  } catch {
    contractText = en;
  }
}
