/** The languages of the pages, each named in itself. */
export const languages = {
  en: "English",
  nb: "Norsk bokmål",
  da: "Dansk",
  sv: "Svenska",
  de: "Deutsch",
  nl: "Nederlands",
} as const satisfies Record<string, string>;

export type Language = keyof typeof languages;

export function isLanguage(text: unknown): text is Language {
  return typeof text === "string" && Object.hasOwn(languages, text);
}

/** The first of the reader's languages that there is a catalogue in; English where there is none. Nynorsk reads bokmål. */
export function chooseLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const [primary] = tag.toLowerCase().split("-");
    const language = primary === "no" || primary === "nn" ? "nb" : primary;
    if (isLanguage(language)) return language;
  }
  return "en";
}

/**
 * The locale for numbers and dates: the reader's own variant of the language (en-GB, de-AT) where there is one, so that
 * the order of day and month is the usual one.
 */
export function chooseLocale(language: Language, wanted: readonly string[]): string {
  return wanted.find((tag) => chooseLanguage([tag]) === language && tag.toLowerCase() !== "no") ?? language;
}
