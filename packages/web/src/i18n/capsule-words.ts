import { capsule as en } from "./en/capsule.ts";
import type { Language } from "./languages.ts";
import { language } from "./text.ts";

/** What the page Capsule says; of another language a text that misses is a type error. */
export type CapsuleWords = typeof en;

/** The words in use. They are chosen before the page is shown, by {@link useCapsuleText}. */
export let capsuleText: CapsuleWords = en;

/** Loaded with the page Capsule only: it is seldom opened, and the first look has room for what is seen at once. */
const words: Readonly<Record<Exclude<Language, "en">, () => Promise<CapsuleWords>>> = {
  nb: async () => (await import("./nb/capsule.ts")).capsule,
  da: async () => (await import("./da/capsule.ts")).capsule,
  sv: async () => (await import("./sv/capsule.ts")).capsule,
  de: async () => (await import("./de/capsule.ts")).capsule,
  nl: async () => (await import("./nl/capsule.ts")).capsule,
};

/** Puts the words of the language in use; English where they can't be loaded. */
export async function useCapsuleText(): Promise<void> {
  try {
    capsuleText = language === "en" ? en : await words[language]();
  } catch {
    capsuleText = en;
  }
}
