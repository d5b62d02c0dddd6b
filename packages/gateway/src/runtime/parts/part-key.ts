import { createHash } from "node:crypto";
import { isRecord } from "../../config/schema-node.ts";
import { Secret } from "../../config/secret.ts";

/** The same for settings that mean the same, whatever the order of their members; secrets are in it, and can't be read from it. */
export function partKey(settings: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(canonical(settings)))
    .digest("base64url");
}

function canonical(value: unknown): unknown {
  if (value instanceof Secret) return { secret: value.reveal() };
  if (Array.isArray(value)) return value.map(canonical);
  if (!isRecord(value)) return value ?? null;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => [name, canonical(member)]),
  );
}
