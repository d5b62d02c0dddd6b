import { unitNames } from "../cosem/units.ts";
import type { Sentence } from "../words/say.ts";
import { phrase } from "./means.ts";

/** What a unit's number stands for: its symbol, where it has one. */
export function unitWords(number: number): Sentence {
  const symbol = unitNames[number];
  if (symbol === undefined) return phrase("unknownUnit");
  if (symbol === "") return phrase("noUnit");
  if (symbol === "currency") return phrase("currency");
  return symbol === "other" ? phrase("otherUnit") : phrase("asIs", { text: symbol });
}
