import { limits } from "../limits.ts";

/** Joins octets. */
export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  let length = 0;
  for (const part of parts) length += part.length;
  const joined = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Parts of one message as they come: what they carry, and the frames that carried it. Bounded in count and size. */
export class Assembly {
  readonly #payloads: Uint8Array[] = [];
  readonly #frames: Uint8Array[] = [];
  #length = 0;
  /** Number of the part that comes next, where parts are numbered. */
  next: number;
  lastAt: number | undefined;

  constructor(next: number) {
    this.next = next;
  }

  /** False when the bounds of `limits` would be broken; nothing was added then. */
  add(payload: Uint8Array, frame: Uint8Array, now: number | undefined): boolean {
    if (this.#length + payload.length > limits.apdu || this.#payloads.length >= limits.segments) return false;
    // Copies: a view would keep the whole buffer of the line that it came in.
    this.#payloads.push(payload.slice());
    this.#frames.push(frame.slice());
    this.#length += payload.length;
    this.next++;
    this.lastAt = now;
    return true;
  }

  get parts(): number {
    return this.#payloads.length;
  }

  get payload(): Uint8Array {
    return concat(this.#payloads);
  }

  get frames(): Uint8Array {
    return concat(this.#frames);
  }
}
