import type { Remark } from "@meter2mqtt/contract";

/** What an answer tells beside: in English, with words for other languages. Anything else is left out. */
export function remarksIn(value: unknown): readonly Remark[] {
  return Array.isArray(value) ? value.filter(isRemark) : [];
}

function isRemark(value: unknown): value is Remark {
  if (typeof value !== "object" || value === null || !("message" in value) || typeof value.message !== "string")
    return false;
  return !("words" in value) || (Array.isArray(value.words) && value.words.every(isSentence));
}

function isSentence(value: unknown): boolean {
  return typeof value === "object" && value !== null && "key" in value && typeof value.key === "string";
}
