import type { Control } from "./control.ts";

/** What of the settings a search shows: a setting that is found shows with all that is in it. */
export type Search = (control: Control) => boolean;

/** Undefined: nothing is searched for, all is shown. Every word must be found in name, title or explanation. */
export function toSearch(query: string): Search | undefined {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return undefined;
  return (control) => isFound(control, words);
}

function isFound(control: Control, words: readonly string[]): boolean {
  return matches(control, words) || childrenOf(control).some((child) => isFound(child, words));
}

/** Whether the control itself is what was searched for, not only something in it. */
function matches({ key, title, about }: Control, words: readonly string[]): boolean {
  const text = `${key} ${title} ${about}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

function childrenOf(control: Control): readonly Control[] {
  if (control.kind === "group") return control.children;
  if (control.kind === "list") return [control.item];
  return control.kind === "union" ? control.branches.flatMap((branch) => branch.children) : [];
}
