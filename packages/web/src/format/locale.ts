let locale: string | undefined;

/** The locale of numbers and dates from now on; set once, before the page is shown. */
export function useLocale(chosen: string): void {
  locale = chosen;
}

/** Undefined: the browser's own. */
export function readerLocale(): string | undefined {
  return locale;
}
