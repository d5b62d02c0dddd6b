import { readFileSync } from "node:fs";

/** The release this is: that of the gateway's package. */
export function readVersion(): string {
  // src/cli and dist/cli are equally deep.
  const manifest: unknown = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  if (typeof manifest !== "object" || manifest === null || !("version" in manifest)) return "unknown";
  return String(manifest.version);
}
