/** Under these the gateway tells something in words: what there is in other languages too. */
const told: ReadonlySet<string> = new Set(["words", "errorWords", "hint"]);

/** Whether an answer of the gateway holds sentences that are shown in the reader's language. */
export function holdsSentences(answer: unknown): boolean {
  if (typeof answer !== "object" || answer === null) return false;
  return Object.entries(answer).some(([name, member]) => told.has(name) || holdsSentences(member));
}
