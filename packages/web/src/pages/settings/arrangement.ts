import type { Control } from "./control.ts";
import { isGroupValue } from "./setting-node.ts";

/** Where a group is so small that nothing of it need be hidden. */
const fewSettings = 7;

export interface Arrangement {
  /** Seen at once: what must be written, what is written, and names. */
  readonly first: readonly Control[];
  /** Opened by choice. */
  readonly more: readonly Control[];
  /** Groups and lists inside, each with its own heading. */
  readonly inner: readonly Control[];
}

/** Puts the settings of a group into an order in which few have to be read. `isKept`: must be seen whatever it is. */
export function arrange(
  children: readonly Control[],
  value: unknown,
  isKept: (control: Control) => boolean = () => false,
): Arrangement {
  const shown = children.filter(({ kind }) => kind !== "constant" && kind !== "unknown");
  const inner = shown.filter(hasInside);
  const single = shown.filter((control) => !hasInside(control));
  if (single.length <= fewSettings) return { first: single, more: [], inner };
  const isFirst = (control: Control) =>
    control.needed || control.key === "name" || isWritten(value, control.key) || isKept(control);
  const first = single.filter(isFirst);
  return { first, more: single.filter((control) => !isFirst(control)), inner };
}

function hasInside({ kind }: Control): boolean {
  return kind === "group" || kind === "list" || kind === "union";
}

function isWritten(value: unknown, key: string): boolean {
  return isGroupValue(value) && Object.hasOwn(value, key) && value[key] !== undefined;
}

/** What a member of a list is called: its own name, else what it is known by. */
export function memberName(value: unknown): string | undefined {
  if (!isGroupValue(value)) return undefined;
  const meter = value["meter"];
  const names = [value["name"], isGroupValue(meter) ? meter["name"] : meter, value["id"], value["url"], value["host"]];
  const more = [value["port"], value["path"], value["contract"], value["publishTopic"], value["area"]];
  return [...names, ...more].find((name): name is string => typeof name === "string" && name !== "");
}
