import { chooseLanguage, isLanguage, type Language } from "../i18n/languages.ts";

/*
 * What this browser's reader chose for looks; it stays in the browser. A browser that keeps nothing (a private window)
 * is answered with the defaults.
 */

export const schemes = ["system", "light", "dark"] as const;
export type Scheme = (typeof schemes)[number];

const languageKey = "meter2mqtt.language";
const schemeKey = "meter2mqtt.scheme";

export function preferredLanguage(): Language {
  const kept = read(languageKey);
  return isLanguage(kept) ? kept : chooseLanguage(navigator.languages);
}

/** Takes effect with the next load of the page. */
export function preferLanguage(language: Language): void {
  write(languageKey, language);
}

export function preferredScheme(): Scheme {
  const kept = read(schemeKey);
  return schemes.find((scheme) => scheme === kept) ?? "system";
}

export function preferScheme(scheme: Scheme): void {
  write(schemeKey, scheme);
  applyScheme(scheme);
}

/** The tokens choose their colours by `color-scheme`, so this is all there is to it. */
export function applyScheme(scheme: Scheme): void {
  if (scheme === "system") delete document.documentElement.dataset["scheme"];
  else document.documentElement.dataset["scheme"] = scheme;
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Nothing is kept in this browser: the choice holds until the page is loaded again.
  }
}
