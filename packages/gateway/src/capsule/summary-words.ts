import type { CapsuleSummary } from "@meter2mqtt/contract";

/** What is in a capsule, for the terminal. */
export function summaryWords(summary: CapsuleSummary): string {
  const { sources, frames, octets, from, to, replaced, identifying, hasTestKeys, diagnoses, settings } = summary;
  const span = from === undefined || to === undefined ? "" : `, heard from ${from} to ${to}`;
  const lines = [
    `  in it:      ${plural(frames, "frame")} of ${plural(sources, "source")}, ${plural(octets, "octet")}${span}`,
    `  replaced:   ${plural(replaced, "number, name or text", "numbers, names and texts")} that told whose they are`,
    `  keys:       ${hasTestKeys ? "frames were ciphered anew; the keys in the file open nothing else" : "none: no frame was ciphered"}`,
    `  settings:   ${plural(settings.kept, "setting")} as they are; of ${settings.leftOut} only that they are set`,
    `  diagnoses:  ${diagnoses.length === 0 ? "none" : diagnoses.map(({ code, count }) => `${code} (${count})`).join(", ")}`,
    `  left out:   ${leftOutWords(summary)}`,
  ];
  if (identifying > 0) lines.push(identifyingWords(identifying));
  return `${lines.join("\n")}\n`;
}

function leftOutWords({ leftOut }: CapsuleSummary): string {
  const { notDeciphered, notRead, damaged } = leftOut;
  const words = [
    [notDeciphered, "message that no key opens", "messages that no key opens"],
    [notRead, "message that is not understood", "messages that are not understood"],
    [damaged, "damaged message", "damaged messages"],
  ] as const;
  const told = words.filter(([count]) => count > 0).map(([count, one, many]) => plural(count, one, many));
  return told.length === 0 ? "nothing" : `${told.join(", ")} (--include-undecryptable puts them in as they are)`;
}

function identifyingWords(count: number): string {
  return `  CAREFUL:    ${plural(count, "frame")} as the meter sent ${count === 1 ? "it" : "them"}, with all that tells whose meter it is`;
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
