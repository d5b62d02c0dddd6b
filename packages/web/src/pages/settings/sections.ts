import type { Control } from "./control.ts";

/** Topics of the settings page, in its order; each holds the settings of these names. */
export const sections = {
  meters: ["sources", "meters", "homes"],
  publishing: ["mqtt", "homeAssistant", "sinks", "broker", "virtualMeters"],
  costs: ["prices", "tariffs"],
  events: ["events"],
  gateway: ["http", "store", "log"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type SectionName = keyof typeof sections | "other";

export interface Section {
  readonly name: SectionName;
  readonly controls: readonly Control[];
}

/** The schema's settings by topic. One that has no topic yet is under `other`, so that none is out of reach. */
export function toSections(controls: readonly Control[]): readonly Section[] {
  const named = Object.entries(sections).map(
    ([name, keys]): Section => ({
      name: isSectionName(name) ? name : "other",
      controls: keys.flatMap((key) => controls.filter((control) => control.key === key)),
    }),
  );
  const placed = new Set<Control>(named.flatMap((section) => section.controls));
  const others = controls.filter((control) => !placed.has(control));
  return [...named, { name: "other" as const, controls: others }].filter((section) => section.controls.length > 0);
}

export function isSectionName(text: unknown): text is SectionName {
  return text === "other" || (typeof text === "string" && Object.hasOwn(sections, text));
}

/** The topic in which a path stands. */
export function sectionOf(path: string): SectionName {
  const [key = ""] = path.split(".");
  return (
    Object.entries(sections)
      .filter(([, keys]) => keys.some((one) => one === key))
      .map(([name]) => name)
      .find(isSectionName) ?? "other"
  );
}
