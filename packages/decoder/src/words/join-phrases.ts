/**
 * Phrases as one text: with commas between them, behind a colon or a full stop with a blank, and with nothing before one that
 * brings its own `;`. In every language the same.
 */
export function joinPhrases(phrases: readonly string[]): string {
  return phrases.reduce((text, next) => {
    if (text === "" || next.startsWith(";")) return text + next;
    return /[.:!?]$/.test(text) ? `${text} ${next}` : `${text}, ${next}`;
  }, "");
}
