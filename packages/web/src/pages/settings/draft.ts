import type { Branch, Control } from "./control.ts";
import { isGroupValue, type Settings } from "./setting-node.ts";

/*
 * The settings while they are edited are the settings themselves, as they stand in the file: what is not written is
 * absent, and whatever this page has no control for stays as it is.
 */

/** Steps to a setting: `["sources", 0, "port"]`. */
export type Path = readonly (string | number)[];

/** The way errors, variables and the file name a path: `sources.0.port`. */
export function pathText(path: Path): string {
  return path.join(".");
}

export function valueAt(settings: unknown, path: Path): unknown {
  let value = settings;
  for (const step of path) {
    if (typeof step === "number") value = Array.isArray(value) ? value[step] : undefined;
    else value = isGroupValue(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }
  return value;
}

/** A copy with `value` at the path; groups and lists on the way are made. Undefined takes the setting away. */
export function withValue(settings: Settings, path: Path, value: unknown): Settings {
  const changed = place(settings, path, value);
  return isGroupValue(changed) ? changed : {};
}

function place(here: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value;
  if (typeof step === "number") {
    const list: unknown[] = Array.isArray(here) ? [...here] : [];
    const inner = place(list[step], rest, value);
    if (inner === undefined) list.splice(step, 1);
    else list[step] = inner;
    return list;
  }
  const { [step]: before, ...others } = isGroupValue(here) ? here : {};
  const inner = place(before, rest, value);
  if (inner === undefined) return others;
  // In its place, so that nothing moves when it is edited.
  return isGroupValue(here) && Object.hasOwn(here, step) ? { ...here, [step]: inner } : { ...others, [step]: inner };
}

/** A copy in which groups that became empty by taking a setting away are gone as well, up to the nearest list. */
export function withoutValue(settings: Settings, path: Path): Settings {
  let changed = withValue(settings, path, undefined);
  for (let end = path.length - 1; end > 0 && typeof path[end - 1] === "string"; end--) {
    const group = valueAt(changed, path.slice(0, end));
    if (!isGroupValue(group) || Object.keys(group).length > 0) break;
    changed = withValue(changed, path.slice(0, end), undefined);
  }
  return changed;
}

/** How many single settings differ between two states. */
export function countChanges(before: unknown, after: unknown): number {
  if (Object.is(before, after)) return 0;
  if (isGroupValue(before) && isGroupValue(after))
    return sum([...new Set([...Object.keys(before), ...Object.keys(after)])], (key) =>
      countChanges(before[key], after[key]),
    );
  if (Array.isArray(before) && Array.isArray(after)) {
    const length = Math.max(before.length, after.length);
    return sum([...Array(length).keys()], (index) => countChanges(before[index], after[index]));
  }
  return 1;
}

function sum<T>(list: readonly T[], count: (item: T) => number): number {
  return list.reduce((total, item) => total + count(item), 0);
}

/** A member that is added to a list by its kind, with an id that no other has where one is needed. */
export function newMember(item: Control, { type, children }: Branch, members: readonly unknown[]): Settings {
  const chosen = { [item.kind === "union" ? item.by : "type"]: type };
  if (!children.some(({ key, needed }) => key === "id" && needed)) return chosen;
  const taken = new Set(members.map((member) => (isGroupValue(member) ? member["id"] : undefined)));
  let id = type;
  for (let count = 2; taken.has(id); count++) id = `${type}-${count}`;
  return { id, ...chosen };
}
