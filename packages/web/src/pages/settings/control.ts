import type { SettingNode } from "./setting-node.ts";

/*
 * From the schema to what is shown: each setting gets a control of its kind. A setting of a kind that is not known here
 * gets none (`unknown`), and a test walks the whole schema so that none is left.
 */

/** What every control has, whatever its kind. */
interface Common {
  readonly key: string;
  readonly title: string;
  /** What the setting means; markup is only `code`. */
  readonly about: string;
  /** Must be written: there is neither a default nor a meaning without it. */
  readonly needed: boolean;
  /** What holds while nothing is written. */
  readonly preset?: unknown;
  readonly example?: unknown;
  readonly node: SettingNode;
}

/** What a number counts: shown behind it. */
export type Unit = "s" | "min" | "d" | "MB" | "%" | "W" | "kW" | "A" | "V" | "kWh";

export type LeafControl = Common &
  (
    | { readonly kind: "switch" }
    | { readonly kind: "choice"; readonly options: readonly string[] }
    | { readonly kind: "number"; readonly whole: boolean; readonly unit?: Unit }
    | { readonly kind: "number-or-word"; readonly number: SettingNode; readonly words: readonly string[] }
    | { readonly kind: "text" }
    | { readonly kind: "secret" }
    | { readonly kind: "constant" }
    | { readonly kind: "unknown" }
    /** Some of few: what is chosen stands in a list, of numbers where it is of `numbers`. */
    | { readonly kind: "several"; readonly options: readonly string[]; readonly numbers?: true }
    /** Times of the day, `22-6`: a list of pairs of hours. */
    | { readonly kind: "hours" }
    /** Two days of the year, `11-01 to 03-31`. */
    | { readonly kind: "dates" }
  );

export type GroupControl = Common & { readonly kind: "group"; readonly children: readonly Control[] };
export type ListControl = Common & { readonly kind: "list"; readonly item: Control };
export interface Branch {
  readonly type: string;
  readonly title: string;
  readonly about: string;
  readonly children: readonly Control[];
}
/** The setting by which a branch is chosen. */
export type Chooser = "type" | "kind";
export type UnionControl = Common & {
  readonly kind: "union";
  readonly by: Chooser;
  readonly branches: readonly Branch[];
};

export type Control = LeafControl | GroupControl | ListControl | UnionControl;

/** The control of a setting. `needed`: its group can't be without it. */
export function toControl(key: string, node: SettingNode, needed = false): Control {
  const common: Common = {
    key,
    title: node.title ?? key,
    about: node.description ?? "",
    needed,
    node,
    ...(node.default !== undefined && { preset: node.default }),
    ...(node.examples?.[0] !== undefined && { example: node.examples[0] }),
  };
  if (node.oneOf !== undefined) {
    const by = chooserOf(node.oneOf);
    return { ...common, kind: "union", by, branches: node.oneOf.map((branch) => toBranch(branch, by)) };
  }
  if (node.properties !== undefined) return { ...common, kind: "group", children: childrenOf(node) };
  if (node.items === undefined) return toLeaf(common, node);
  const time = timeKindOf(node, node.items);
  if (time !== undefined) return { ...common, kind: time };
  const options = textsOf(node.items.enum);
  if (node.uniqueItems === true && options !== undefined) return { ...common, kind: "several", options };
  const numbers = node.items.enum?.every((value) => typeof value === "number")
    ? node.items.enum.map(String)
    : undefined;
  if (node.uniqueItems === true && numbers !== undefined)
    return { ...common, kind: "several", options: numbers, numbers: true };
  return { ...common, kind: "list", item: toControl("", node.items, true) };
}

/** The controls of a group's settings, in the schema's order. */
export function childrenOf(node: SettingNode): readonly Control[] {
  return Object.entries(node.properties ?? {}).map(([key, property]) => {
    // A member of a list that is left without a name gets one made from its type.
    const isNeeded = property.default === undefined && key !== "name" && (node.required?.includes(key) ?? false);
    return toControl(key, property, isNeeded);
  });
}

/** Pairs of hours, or one pair of days. */
function timeKindOf({ minItems, maxItems }: SettingNode, item: SettingNode): "hours" | "dates" | undefined {
  if (item.items?.type === "number") return "hours";
  return minItems === 2 && maxItems === 2 && item.type === "string" ? "dates" : undefined;
}

function chooserOf(branches: readonly SettingNode[]): Chooser {
  return branches.every(({ properties }) => properties?.["type"]?.const !== undefined) ? "type" : "kind";
}

function toBranch(node: SettingNode, by: Chooser): Branch {
  const type = node.properties?.[by];
  const name = String(type?.const ?? "");
  return { type: name, title: node.title ?? name, about: type?.description ?? "", children: childrenOf(node) };
}

function toLeaf(common: Common, node: SettingNode): LeafControl {
  if (node.const !== undefined) return { ...common, kind: "constant" };
  const options = textsOf(node.enum);
  if (options !== undefined) return { ...common, kind: "choice", options };
  if (node.anyOf !== undefined) return toNumberOrWord(common, node.anyOf);
  if (node.type === "boolean") return { ...common, kind: "switch" };
  if (node.type === "integer" || node.type === "number") {
    const unit = unitOf(common.key);
    return { ...common, kind: "number", whole: node.type === "integer", ...(unit && { unit }) };
  }
  if (node.type === "string") return { ...common, kind: node.writeOnly === true ? "secret" : "text" };
  return { ...common, kind: "unknown" };
}

function toNumberOrWord(common: Common, kinds: readonly SettingNode[]): LeafControl {
  const number = kinds.find(({ type }) => type === "integer" || type === "number");
  const words = textsOf(kinds.filter((kind) => kind !== number).map((kind) => kind.const));
  if (number === undefined || words === undefined) return { ...common, kind: "unknown" };
  return { ...common, kind: "number-or-word", number, words };
}

function textsOf(list: readonly unknown[] | undefined): readonly string[] | undefined {
  return list?.every((value) => typeof value === "string") ? list : undefined;
}

const units: readonly (readonly [RegExp, Unit])[] = [
  [/^(seconds|interval)$|Seconds$/, "s"],
  [/^minutes$|Minutes$/, "min"],
  [/^days$|Days$/, "d"],
  [/Megabytes$/, "MB"],
  [/^percent$|Percent$/, "%"],
  [/^watts$/, "W"],
  [/Kw$/, "kW"],
  [/^startKwh$/, "kWh"],
  [/^mainFuse$/, "A"],
  [/Voltage$/, "V"],
];

/** The schema names its numbers after what they count. */
function unitOf(key: string): Unit | undefined {
  return units.find(([pattern]) => pattern.test(key))?.[1];
}
