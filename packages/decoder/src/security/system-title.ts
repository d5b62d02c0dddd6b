import { toHex } from "../bytes/hex.ts";

/** The title that was written last: a line has one meter. */
let latest: Uint8Array = new Uint8Array(0);
let latestText = "";

/** A system title as lowercase hexadecimal text. That of the last one is remembered: it comes with every frame. */
export function systemTitleText(title: Uint8Array): string {
  if (!isSame(title, latest)) {
    latestText = toHex(title);
    latest = title.slice();
  }
  return latestText;
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
