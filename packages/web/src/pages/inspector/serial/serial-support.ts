/**
 * Whether a meter can be read from this page.
 *
 * - `offered`: the browser has Web Serial, and gives it to this page.
 * - `insecure`: browsers give it to secure contexts only: HTTPS, localhost, a file from disk.
 * - `browser`: this browser has none.
 */
export type SerialSupport = "offered" | "insecure" | "browser";

/** The part of a window that decides it. */
export interface SerialHost {
  readonly isSecureContext: boolean;
  readonly navigator: { readonly serial?: unknown };
}

export function serialSupport({ isSecureContext, navigator }: SerialHost): SerialSupport {
  if (navigator.serial !== undefined && navigator.serial !== null) return "offered";
  return isSecureContext ? "browser" : "insecure";
}
