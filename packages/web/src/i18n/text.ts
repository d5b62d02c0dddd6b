import type { en } from "./en/index.ts";
import type { Language } from "./languages.ts";

/** What a catalogue must hold; one of another language that misses a text is a type error. */
export type Catalogue = typeof en;

/**
 * The words in use. They are chosen once, before the page is shown: whoever reads them does so when it draws, never
 * when its module is loaded.
 */
export let text: Catalogue;

/** The language of {@link text}. */
export let language: Language = "en";

/** Each language is loaded only where it is read. */
const catalogues: Readonly<Record<Language, () => Promise<Catalogue>>> = {
  en: async () => (await import("./en/index.ts")).en,
  nb: async () => (await import("./nb/index.ts")).nb,
  da: async () => (await import("./da/index.ts")).da,
  sv: async () => (await import("./sv/index.ts")).sv,
  de: async () => (await import("./de/index.ts")).de,
  nl: async () => (await import("./nl/index.ts")).nl,
};

/** Puts the words of `language` in use. Rejects when they can't be loaded; the words before stay then. */
export async function useLanguage(wanted: Language): Promise<void> {
  text = await catalogues[wanted]();
  language = wanted;
}
