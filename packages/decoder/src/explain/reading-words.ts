import { wordsOfObis } from "../cosem/obis-names.ts";
import type { QuantityRow } from "../reading/quantities.ts";
import type { Sentence, Words } from "../words/say.ts";
import { phrase } from "./means.ts";

/** Quantities whose own name tells more than that of their OBIS code. */
const ownNames: Readonly<Record<string, Sentence>> = {
  demandAvgImportW: phrase("demandAverage"),
  demandMaxMonthImportW: phrase("demandMaximum"),
};

/** What a quantity of a reading is, by keys; its English name is `about`. */
export function wordsOfQuantity({ name, code }: Pick<QuantityRow, "name" | "code">): Words | undefined {
  const own = Object.hasOwn(ownNames, name) ? ownNames[name] : undefined;
  return own === undefined ? wordsOfObis(`1-0:${code}`) : [own];
}

const kinds: Readonly<Record<string, Sentence>> = {
  electricity: phrase("electricity"),
  gas: phrase("gas"),
  heat: phrase("heat"),
  "hot water": phrase("hotWater"),
  "cold water": phrase("coldWater"),
  water: phrase("water"),
  "heat cost allocator": phrase("heatCostAllocator"),
  cooling: phrase("cooling"),
  "heat and cooling": phrase("heatAndCooling"),
};

/** What a sub-meter counts, by its key; undefined for a kind that has no name. */
export function wordOfKind(kind: string | undefined): Sentence | undefined {
  return kind !== undefined && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
}
