import { parseObis } from "../cosem/obis-code.ts";
import { obisName } from "../cosem/obis-names.ts";
import type { VendorProfile } from "../profiles/profile.ts";
import type { PushList } from "../reading/push-list.ts";
import { readList } from "../reading/read-list.ts";
import type { ReadingObject } from "../reading/reading.ts";
import type { ExplainContext } from "./explain-context.ts";
import type { NodeDetails } from "./explain-node.ts";

interface Entry {
  readonly object: ReadingObject | undefined;
  /** Its OBIS code stood before it; else its place gave it one. */
  readonly hasCode: boolean;
}

/** What the values of a push list mean, by the octet behind each: the reading's own objects. */
export class ListMeanings {
  readonly #byEnd = new Map<number, Entry>();
  /** What is said of the list as a whole. */
  readonly about: string | undefined;
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
    const words = [version && `list ${version}`, this.profile && `profile ${this.profile.id}`];
    this.about = words.filter((part) => part !== undefined).join(", ") || undefined;
  }

  /** Whether a value of the list ends at `to`; else it is an OBIS code, a scaler, a unit, or says nothing. */
  isValue(to: number): boolean {
    return this.#byEnd.has(to);
  }

  of(to: number): NodeDetails {
    const entry = this.#byEnd.get(to);
    const object = entry?.object;
    if (object === undefined) return {};
    const code = object.obis === undefined ? undefined : parseObis(object.obis);
    const name = code === undefined ? undefined : (obisName(code) ?? object.obis);
    const place = entry?.hasCode === false && object.obis !== undefined ? `${object.obis} by its place` : undefined;
    const words = [scaledWords(object), name, place].filter((part) => part !== undefined);
    return words.length === 0 ? {} : { meaning: words.join(", ") };
  }
}

/** The value in its unit, where that says more than the octets do. */
function scaledWords({ value, unit, raw }: ReadingObject): string | undefined {
  if (value === undefined) return "scale not known";
  if (value === null || typeof value === "boolean" || raw === undefined) return undefined;
  if (typeof raw === "string" && typeof value === "string") return value === raw ? undefined : `read as ${value}`;
  if (unit === undefined) return value === raw ? undefined : `${value}`;
  return unit === "" ? `${value}` : `${value} ${unit}`;
}
