import { limits } from "@meter2mqtt/decoder";
import { type CaptureOrigin, readCapture } from "@meter2mqtt/decoder/input";

/** Octets or characters that are taken: hours of a meter's line, and quick in any browser. */
export const mostInput: number = 4 * 1024 * 1024;

export type InputProblem = "too-large" | "empty";

export type InputResult =
  | { readonly ok: true; readonly octets: Uint8Array }
  | { readonly ok: false; readonly problem: InputProblem };

/** What a file holds: binary as it is, or any of the forms in which people write octets down. */
export function readOctets(written: Uint8Array, origin?: CaptureOrigin): InputResult {
  if (written.length > mostInput || written.length > limits.file) return { ok: false, problem: "too-large" };
  if (written.length === 0) return { ok: false, problem: "empty" };
  return { ok: true, octets: readCapture(written, origin) };
}

/** The same for text that was pasted or typed. Letters beyond an octet are none that a meter sends. */
export function readText(text: string): InputResult {
  if (text.length > mostInput) return { ok: false, problem: "too-large" };
  if (text.trim() === "") return { ok: false, problem: "empty" };
  const octets = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    octets[i] = code < 0x100 ? code : 0x3f;
  }
  return readOctets(octets, { pasted: true });
}

/** Reads no more of a file than is taken. */
export async function readFile(file: Blob): Promise<InputResult> {
  if (file.size > mostInput) return { ok: false, problem: "too-large" };
  return readOctets(new Uint8Array(await file.arrayBuffer()));
}
