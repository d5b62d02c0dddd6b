import { parseHex, say, type Words } from "@meter2mqtt/decoder";
import { parseJson, valueAt } from "./json-path.ts";

export interface FramePayloadOptions {
  readonly payload: "auto" | "binary" | "hex" | "json";
  /** Where the frame stands in JSON. */
  readonly path?: string | undefined;
}

export type FramePayload =
  | { readonly ok: true; readonly octets: Uint8Array }
  /** `words`: why there is none. */
  | { readonly ok: false; readonly words: Words };

/** Fields in which readers of meters wrap a frame, the usual ones first. */
const usualFields = ["data", "hex", "frame", "raw", "payload", "telegram", "value", "dump"];
/** A shorter run of digits is a number, and no frame: the shortest, of M-Bus, has 9 octets. */
const leastHexDigits = 18;
/** A wrapper's frame is in it, or in what it wraps: `{"SML":{"data":"..."}}`. */
const wrapperDepth = 3;

/** The octets of a frame in a message: as they are, as hexadecimal text, as a P1 telegram, or as either text in JSON. */
export function readFramePayload(message: Uint8Array, { payload, path }: FramePayloadOptions): FramePayload {
  if (payload === "binary") return { ok: true, octets: message };
  if (payload === "json" || path !== undefined) return fromJson(message, path);
  const text = textOf(message);
  const octets = text === undefined ? undefined : octetsOf(text);
  if (payload === "hex") return octets === undefined ? { ok: false, words: notHex(text) } : { ok: true, octets };
  if (octets !== undefined) return { ok: true, octets };
  if (text?.trimStart().startsWith("{") && parseJson(message) !== undefined) return fromJson(message, undefined);
  // Text that is part of a telegram, too: the decoder says what it makes of it.
  return { ok: true, octets: message };
}

function fromJson(message: Uint8Array, path: string | undefined): FramePayload {
  const json = parseJson(message);
  if (json === undefined) return { ok: false, words: say("holdsNoJson") };
  const found = path === undefined ? findFrame(json, 0) : valueAt(json, path);
  if (typeof found !== "string") {
    const fields = usualFields.join(", ");
    return {
      ok: false,
      words: path === undefined ? say("noFrameInFields", { fields }) : say("noTextAtPath", { path }),
    };
  }
  const octets = octetsOf(found);
  return octets === undefined ? { ok: false, words: notHex(found) } : { ok: true, octets };
}

/** The first usual field that holds a frame, at the top before deeper ones. */
function findFrame(json: unknown, depth: number): string | undefined {
  if (typeof json !== "object" || json === null || depth > wrapperDepth) return undefined;
  const members = new Map(Object.entries(json).map(([name, value]) => [name.toLowerCase(), value]));
  for (const field of usualFields) {
    const value: unknown = members.get(field);
    if (typeof value === "string" && octetsOf(value) !== undefined) return value;
  }
  for (const value of members.values()) {
    const found = findFrame(value, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Hexadecimal text in any spacing, or a telegram; undefined for all else. */
function octetsOf(text: string): Uint8Array | undefined {
  if (/^\s*\/[!-~]{3}/.test(text) && text.includes("\n")) return latin1(text.trimStart());
  const digits = text.replace(/0x/gi, "").replace(/[\s,;:-]+/g, "");
  return digits.length >= leastHexDigits ? parseHex(digits) : undefined;
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);
}

/** The message as text, an octet a character; undefined where it holds octets that no text has. */
function textOf(message: Uint8Array): string | undefined {
  const isText = message.every((octet) => octet >= 0x20 || octet === 0x09 || octet === 0x0a || octet === 0x0d);
  return isText ? Array.from(message, (octet) => String.fromCharCode(octet)).join("") : undefined;
}

function notHex(text: string | undefined): Words {
  if (text === undefined) return say("noHexText");
  return say("noHexTextBut", { text: JSON.stringify(text.slice(0, 24)) });
}
