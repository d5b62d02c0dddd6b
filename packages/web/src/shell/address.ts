/** Where the reader is: a page, and what it shows. Lives in the address after the `#`, so that reload and bookmark keep it. */
export interface Address {
  readonly page: string;
  readonly query: ReadonlyMap<string, string>;
}

export const firstPage = "now";

/** Reads `#/history?meter=hall&from=…`. What is no address of ours is the first page; `#hall`, as pages had it once, its meter. */
export function parseAddress(hash: string): Address {
  if (!hash.startsWith("#/")) {
    const meter = decode(hash.slice(1));
    return { page: firstPage, query: new Map(meter === "" ? [] : [["meter", meter]]) };
  }
  const [path = "", search = ""] = hash.slice(2).split("?", 2);
  return { page: decode(path) || firstPage, query: new Map(new URLSearchParams(search)) };
}

/** The address of a page, for `href`. What is undefined is left out. */
export function toAddress(page: string, query: Readonly<Record<string, string | undefined>> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, value);
  const tail = search.toString();
  return `#/${encodeURIComponent(page)}${tail === "" ? "" : `?${tail}`}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray % typed by hand.
    return "";
  }
}
