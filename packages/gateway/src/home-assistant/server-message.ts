import { isRecord } from "../config/schema-node.ts";
import { parseRecord } from "./json-record.ts";

/** What Home Assistant's websocket API says, as far as it is needed here. */
export type ServerMessage =
  | { readonly type: "auth_required" | "auth_invalid" | "other" }
  | { readonly type: "auth_ok"; readonly version: string }
  | {
      readonly type: "result";
      readonly id: number;
      readonly result: unknown;
      /** There where the command failed. */
      readonly error?: { readonly code: string; readonly message: string };
    };

/** Undefined for what is no message of that API. */
export function parseServerMessage(text: string): ServerMessage | undefined {
  const message = parseRecord(text);
  if (message === undefined) return undefined;
  const { type, id, ha_version: version, success, result, error } = message;
  if (type === "auth_required" || type === "auth_invalid") return { type };
  if (type === "auth_ok") return { type, version: typeof version === "string" ? version : "" };
  if (typeof type !== "string") return undefined;
  if (type !== "result" || typeof id !== "number") return { type: "other" };
  if (success === true) return { type, id, result };
  const { code, message: words } = isRecord(error) ? error : {};
  return { type, id, result: undefined, error: { code: textOr(code, "unknown"), message: textOr(words, "no reason") } };
}

function textOr(value: unknown, other: string): string {
  return typeof value === "string" && value !== "" ? value : other;
}
