import { contracts as en } from "./en/contracts.ts";
import type { Language } from "./languages.ts";
import { language } from "./text.ts";

/** What contracts are told with; of another language a text that misses is a type error. */
export type ContractWords = typeof en;

/** Loaded with the page Tariff only. */
const words: Readonly<Record<Exclude<Language, "en">, () => Promise<ContractWords>>> = {
  nb: async () => (await import("./nb/contracts.ts")).contracts,
  da: async () => (await import("./da/contracts.ts")).contracts,
  sv: async () => (await import("./sv/contracts.ts")).contracts,
  de: async () => (await import("./de/contracts.ts")).contracts,
  nl: async () => (await import("./nl/contracts.ts")).contracts,
};

/** The words of contracts in the language in use; English where they can't be loaded. */
export async function loadContractWords(): Promise<ContractWords> {
  if (language === "en") return en;
  try {
    return await words[language]();
  } catch {
    return en;
  }
}
