import { type Control, type LeafControl, toControl } from "./control.ts";
import { type Path, pathText } from "./draft.ts";
import { isSecretMark } from "./secret-mark.ts";
import { isGroupValue, type SettingNode } from "./setting-node.ts";

/** What the schema alone says against a value. The gateway's own check says the rest. */
export type Constraint =
  | { readonly rule: "needed" }
  | { readonly rule: "number"; readonly whole: boolean }
  | { readonly rule: "least" | "most" | "above"; readonly limit: number }
  | { readonly rule: "option"; readonly options: readonly string[] }
  | { readonly rule: "form"; readonly about: string }
  | { readonly rule: "too-short" | "too-long"; readonly length: number }
  | { readonly rule: "too-few" | "too-many"; readonly count: number }
  | { readonly rule: "wrong-kind" };

/** Everything that the schema says against these settings, by path. What is absent and not needed is right. */
export function brokenConstraints(schema: SettingNode, settings: unknown): ReadonlyMap<string, Constraint> {
  const found = new Map<string, Constraint>();
  walk(toControl("", schema), settings, [], found);
  return found;
}

function walk(control: Control, value: unknown, path: Path, found: Map<string, Constraint>): void {
  if (value === undefined) {
    if (control.needed) found.set(pathText(path), { rule: "needed" });
    return;
  }
  switch (control.kind) {
    case "group":
      walkGroup(control.children, value, path, found);
      return;
    case "union":
      walkUnion(control, value, path, found);
      return;
    case "list":
      walkList(control, value, path, found);
      return;
    default: {
      const broken = brokenBy(control, value);
      if (broken !== undefined) found.set(pathText(path), broken);
    }
  }
}

function walkGroup(children: readonly Control[], value: unknown, path: Path, found: Map<string, Constraint>): void {
  if (!isGroupValue(value)) {
    found.set(pathText(path), { rule: "wrong-kind" });
    return;
  }
  for (const child of children) walk(child, value[child.key], [...path, child.key], found);
}

function walkUnion(
  control: Extract<Control, { kind: "union" }>,
  value: unknown,
  path: Path,
  found: Map<string, Constraint>,
): void {
  const type = isGroupValue(value) ? value[control.by] : undefined;
  const branch = control.branches.find((one) => one.type === type);
  if (branch !== undefined) walkGroup(branch.children, value, path, found);
  else
    found.set(pathText([...path, control.by]), {
      rule: "option",
      options: control.branches.map(({ type: name }) => name),
    });
}

function walkList(
  { item, node }: Extract<Control, { kind: "list" }>,
  value: unknown,
  path: Path,
  found: Map<string, Constraint>,
): void {
  if (isSecretMark(value)) return;
  if (!Array.isArray(value)) {
    found.set(pathText(path), { rule: "wrong-kind" });
    return;
  }
  const count = countBroken(node, value.length);
  if (count !== undefined) found.set(pathText(path), count);
  value.forEach((inner, index) => {
    walk(item, inner, [...path, index], found);
  });
}

/** What is wrong with the value of a single setting. */
function brokenBy(control: LeafControl, value: unknown): Constraint | undefined {
  switch (control.kind) {
    case "switch":
      return typeof value === "boolean" ? undefined : { rule: "wrong-kind" };
    case "choice":
      return control.options.includes(String(value)) ? undefined : { rule: "option", options: control.options };
    case "number":
      return brokenNumber(control.node, value);
    case "number-or-word":
      return control.words.includes(String(value)) ? undefined : brokenNumber(control.number, value);
    case "text":
      return brokenWritten(control, value);
    case "secret":
      return isSecretMark(value) ? undefined : brokenWritten(control, value);
    case "several":
      return brokenSeveral(control, value);
    case "constant":
      return value === control.node.const ? undefined : { rule: "wrong-kind" };
    case "unknown":
      return undefined;
    default:
      // What could not be read as times stands there as it was typed.
      return Array.isArray(value) ? undefined : { rule: "form", about: control.about };
  }
}

function brokenNumber(node: SettingNode, value: unknown): Constraint | undefined {
  const whole = node.type === "integer";
  if (typeof value !== "number" || (whole && !Number.isInteger(value))) return { rule: "number", whole };
  const { minimum, maximum, exclusiveMinimum } = node;
  if (minimum !== undefined && value < minimum) return { rule: "least", limit: minimum };
  if (maximum !== undefined && value > maximum) return { rule: "most", limit: maximum };
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) return { rule: "above", limit: exclusiveMinimum };
  return undefined;
}

function brokenWritten(control: LeafControl, value: unknown): Constraint | undefined {
  return typeof value === "string" ? brokenText(control, value) : { rule: "wrong-kind" };
}

function brokenText({ node, about }: LeafControl, value: string): Constraint | undefined {
  const { minLength, maxLength, pattern } = node;
  if (value === "" && minLength !== undefined) return { rule: "needed" };
  if (minLength !== undefined && value.length < minLength) return { rule: "too-short", length: minLength };
  if (maxLength !== undefined && value.length > maxLength) return { rule: "too-long", length: maxLength };
  if (pattern !== undefined && !new RegExp(pattern, "u").test(value)) return { rule: "form", about };
  return undefined;
}

function brokenSeveral(
  { options, node }: Extract<LeafControl, { kind: "several" }>,
  value: unknown,
): Constraint | undefined {
  if (!Array.isArray(value)) return { rule: "wrong-kind" };
  if (!value.every((one) => options.includes(String(one)))) return { rule: "option", options };
  return countBroken(node, value.length);
}

function countBroken({ minItems, maxItems }: SettingNode, count: number): Constraint | undefined {
  if (minItems !== undefined && count < minItems) return { rule: "too-few", count: minItems };
  if (maxItems !== undefined && count > maxItems) return { rule: "too-many", count: maxItems };
  return undefined;
}
