import type { LeafControl } from "./control.ts";

/* Between what stands in a field and what stands in the settings. */

/** What a field shows of a value; empty where nothing is written. */
export function toInputText(value: unknown, kind?: LeafControl["kind"]): string {
  if (kind === "hours" && Array.isArray(value)) return value.map(spanText).join(", ");
  if (kind === "dates" && Array.isArray(value)) return value.map(String).join(" to ");
  return value === undefined || value === null ? "" : String(value);
}

/**
 * What is written for what was typed: undefined for an empty field. Text that is no number stays as it is, so that
 * checking can name it.
 */
export function fromInputText(control: LeafControl, text: string): unknown {
  if (text === "") return undefined;
  if (control.kind === "hours") return toHours(text);
  if (control.kind === "dates") return toDates(text);
  if (control.kind === "number") return toNumber(text);
  if (control.kind === "number-or-word") return control.words.includes(text.trim()) ? text.trim() : toNumber(text);
  return text;
}

/** Takes a decimal comma as well as a point. */
function toNumber(text: string): number | string {
  const plain = text.trim().replace(",", ".");
  return plain !== "" && Number.isFinite(Number(plain)) ? Number(plain) : text;
}

const spanPattern = /^(\d{1,2})(?::([0-5]\d))? *[-–] *(\d{1,2})(?::([0-5]\d))?$/;

/** `22-6, 12-13:30` as pairs of hours; text that is none stays as it is. */
function toHours(text: string): unknown {
  const spans = text.split(",").map((part) => spanPattern.exec(part.trim()));
  const pairs = spans.flatMap((span) => (span === null ? [] : [[hourOf(span[1], span[2]), hourOf(span[3], span[4])]]));
  const isTime = ([from = 24, to = 0]: readonly number[]) => from < 24 && to > 0 && to <= 24;
  return pairs.length === spans.length && pairs.every(isTime) ? pairs : text;
}

function hourOf(hours = "0", minutes = "0"): number {
  return Number(hours) + Math.round((Number(minutes) / 60) * 1e4) / 1e4;
}

function spanText(span: unknown): string {
  return Array.isArray(span) ? span.map((hour) => clockText(Number(hour))).join("-") : String(span);
}

function clockText(hour: number): string {
  const minutes = Math.round((hour % 1) * 60);
  return minutes === 0 ? String(Math.floor(hour)) : `${Math.floor(hour)}:${String(minutes).padStart(2, "0")}`;
}

/** `11-01 to 03-31` as two days; text that is none stays as it is. */
function toDates(text: string): unknown {
  const found = /^(\d\d-\d\d)\D+(\d\d-\d\d)$/.exec(text.trim());
  return found === null ? text : [found[1], found[2]];
}
