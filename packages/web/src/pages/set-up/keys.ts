import type { KeyVerdict } from "./set-up-api.ts";

export interface FoundKeys {
  readonly encryptionKey?: string;
  readonly authenticationKey?: string;
}

/** The keys that proved right, cut out of the text in which they came; none where they did not. */
export function keysIn(text: string, { ok, keys }: KeyVerdict): FoundKeys {
  if (!ok) return {};
  const cut = (role: "encryptionKey" | "authenticationKey"): FoundKeys => {
    const place = keys.find((key) => key.role === role);
    return place === undefined ? {} : { [role]: text.slice(place.start, place.end) };
  };
  return { ...cut("encryptionKey"), ...cut("authenticationKey") };
}
