import { isGroupValue, type Settings } from "./setting-node.ts";

/** What is there, with what a backup of the firmware becomes: lists grow, single settings are the backup's. */
export function withImported(before: Settings, imported: Settings): Settings {
  const merged = merge(before, imported);
  return isGroupValue(merged) ? merged : before;
}

function merge(before: unknown, imported: unknown): unknown {
  if (Array.isArray(before) && Array.isArray(imported)) {
    const known = new Set(before.map(likeness));
    return [...before, ...imported.filter((member) => !known.has(likeness(member)))];
  }
  if (!isGroupValue(before) || !isGroupValue(imported)) return imported;
  const groups = Object.entries(imported).map(([key, value]) => [
    key,
    Object.hasOwn(before, key) ? merge(before[key], value) : value,
  ]);
  return { ...before, ...Object.fromEntries(groups) };
}

/** Two that are alike but for their secrets are the same: a backup that is taken over twice adds nothing. */
function likeness(member: unknown): string {
  return JSON.stringify(member, (key, value: unknown) => (key === "from" ? undefined : value));
}
