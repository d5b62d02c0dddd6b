import { parseObis } from "../cosem/obis-code.ts";
import { obisWords } from "../cosem/obis-names.ts";
import type { VendorProfile } from "../profiles/profile.ts";
import type { PushList } from "../reading/push-list.ts";
import { readList } from "../reading/read-list.ts";
import type { ReadingObject } from "../reading/reading.ts";
import type { Sentence } from "../words/say.ts";
import type { ExplainContext } from "./explain-context.ts";
import type { NodeDetails } from "./explain-node.ts";
import { meansAll, phrase } from "./means.ts";

interface Entry {
  readonly object: ReadingObject | undefined;
  /** Its OBIS code stood before it; else its place gave it one. */
  readonly hasCode: boolean;
}

/** What the values of a push list mean, by the octet behind each: the reading's own objects. */
export class ListMeanings {
  readonly #byEnd = new Map<number, Entry>();
  /** What is said of the list as a whole. */
  readonly about: NodeDetails;
  readonly profile: VendorProfile | undefined;

  constructor(list: PushList, context: ExplainContext, flagId: string | undefined) {
    const { country, profiles } = context;
    const result = readList(list, { flagId, country, clock: (profile) => context.clock(profile), profiles });
    const objects = result?.reading.objects ?? [];
    // The reader makes one object of each item, in their order.
    list.items.forEach((item, i) => {
      if (item.to > 0) this.#byEnd.set(item.to, { object: objects[i], hasCode: item.obis !== undefined });
    });
    this.profile = result?.profile;
    const version = result?.reading.listVersion;
    const ofList = version ? [phrase("list", { version })] : [];
    const ofProfile = this.profile === undefined ? [] : [phrase("profile", { id: this.profile.id })];
    this.about = meansAll([...ofList, ...ofProfile]);
  }

  /** Whether a value of the list ends at `to`; else it is an OBIS code, a scaler, a unit, or says nothing. */
  isValue(to: number): boolean {
    return this.#byEnd.has(to);
  }

  of(to: number): NodeDetails {
    const entry = this.#byEnd.get(to);
    const object = entry?.object;
    if (object === undefined) return {};
    const { obis } = object;
    if (obis === undefined) return meansAll(scaledWords(object));
    const code = parseObis(obis);
    const name = code === undefined ? [] : (obisWords(code) ?? [phrase("asIs", { text: obis })]);
    const place = entry?.hasCode === false ? [phrase("byPlace", { code: obis })] : [];
    return meansAll([...scaledWords(object), ...name, ...place]);
  }
}

/** The value in its unit, where that says more than the octets do. */
function scaledWords({ value, unit, raw }: ReadingObject): readonly Sentence[] {
  if (value === undefined) return [phrase("scaleNotKnown")];
  if (value === null || typeof value === "boolean" || raw === undefined) return [];
  if (typeof raw === "string" && typeof value === "string")
    return value === raw ? [] : [phrase("readValue", { value })];
  if (unit === undefined && value === raw) return [];
  if (unit !== undefined && unit !== "") return [phrase("measured", { value, unit })];
  return [typeof value === "number" ? phrase("number", { value }) : phrase("asIs", { text: value })];
}
