/** Nesting of JSON that is followed; messages of devices have three or four levels. */
const maxDepth = 16;

/**
 * What stands at a path: names and places in lists, joined by dots (`emeters.0.power`); `.` is the whole. A name that
 * holds dots itself is found as well. Undefined where there is nothing.
 */
export function valueAt(json: unknown, path: string): unknown {
  return path === "." ? json : follow(json, path.split("."), 0);
}

function follow(json: unknown, parts: readonly string[], depth: number): unknown {
  if (parts.length === 0) return json;
  if (typeof json !== "object" || json === null || depth > maxDepth) return undefined;
  for (let taken = 1; taken <= parts.length; taken++) {
    const name = parts.slice(0, taken).join(".");
    if (!Object.hasOwn(json, name)) continue;
    const found = follow(Object.entries(json).find(([key]) => key === name)?.[1], parts.slice(taken), depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A number, or a text that is one, as some devices send it; undefined for all else. */
export function toNumber(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "string" || !/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value)) return undefined;
  return Number(value);
}

/** The JSON in a message; undefined where it holds none. */
export function parseJson(octets: Uint8Array): unknown {
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(octets));
    return json;
  } catch {
    return undefined;
  }
}
