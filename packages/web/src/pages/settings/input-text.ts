import type { LeafControl } from "./control.ts";

/* Between what stands in a field and what stands in the settings. */

/** What a field shows of a value; empty where nothing is written. */
export function toInputText(value: unknown): string {
  return value === undefined || value === null ? "" : String(value);
}

/**
 * What is written for what was typed: undefined for an empty field. Text that is no number stays as it is, so that
 * checking can name it.
 */
export function fromInputText(control: LeafControl, text: string): unknown {
  if (text === "") return undefined;
  if (control.kind === "number") return toNumber(text);
  if (control.kind === "number-or-word") return control.words.includes(text.trim()) ? text.trim() : toNumber(text);
  return text;
}

/** Takes a decimal comma as well as a point. */
function toNumber(text: string): number | string {
  const plain = text.trim().replace(",", ".");
  return plain !== "" && Number.isFinite(Number(plain)) ? Number(plain) : text;
}
