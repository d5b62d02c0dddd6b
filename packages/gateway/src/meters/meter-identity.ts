import type { Reading } from "@meter2mqtt/decoder";

/** What a meter calls itself, the surest first. */
export const identityFields = ["meterId", "logicalDeviceName", "serverId", "systemTitle"] as const;

/** A name of a meter with its kind: `meterId:6841...`, so that a title is never taken for a number. */
export interface Alias {
  readonly key: string;
  readonly isMeterId: boolean;
  readonly text: string;
}

/** Everything that a reading says about whose it is, the surest first; empty for a list that carries no identity. */
export function aliasesOf(reading: Reading): readonly Alias[] {
  return identityFields.flatMap((field): Alias[] => {
    const text = reading[field]?.trim();
    return text === undefined || text === "" ? [] : [{ key: `${field}:${text}`, isMeterId: field === "meterId", text }];
  });
}

/** Levels of topics that belong to the gateway itself. */
const reserved: ReadonlySet<string> = new Set(["bridge"]);

/** `<meter>` in topics and URLs: the text without what would divide a topic or a path. */
export function toSlug(text: string): string {
  const slug = [...text].filter((character) => character > " " && !"/+#\u007f".includes(character)).join("");
  return slug === "" || slug.startsWith("$") || slug === "." || slug === ".." || reserved.has(slug)
    ? `meter-${slug}`
    : slug;
}
