/** An input and the milliseconds that it took, by itself or among others. */
export interface Timed {
  readonly octets: Uint8Array;
  readonly kind: string;
  readonly target: string;
  readonly milliseconds: number;
}

/** An input of fewer octets is given as much time as one of so many. */
const unit = 2048;

/** Milliseconds for each 2 KB. */
export function slownessOf({ octets, milliseconds }: Pick<Timed, "octets" | "milliseconds">): number {
  return milliseconds / Math.max(1, octets.length / unit);
}

/** Keeps the inputs that took longest for their size. */
export class Slowest {
  readonly #most: number;
  #kept: Timed[] = [];
  #bar = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(timed: Timed): void {
    if (slownessOf(timed) <= this.#bar) return;
    this.#kept.push({ ...timed, octets: Uint8Array.from(timed.octets) });
    // Sorted once in a while: adding must not cost more than decoding.
    if (this.#kept.length >= 2 * this.#most) this.#cut();
  }

  /** The slowest first. */
  list(): readonly Timed[] {
    this.#cut();
    return this.#kept;
  }

  /** Octets that the kept inputs take. */
  get size(): number {
    return this.#kept.reduce((sum, { octets }) => sum + octets.buffer.byteLength, 0);
  }

  #cut(): void {
    this.#kept.sort((a, b) => slownessOf(b) - slownessOf(a));
    this.#kept.length = Math.min(this.#kept.length, this.#most);
    const last = this.#kept.at(-1);
    if (this.#kept.length === this.#most && last !== undefined) this.#bar = slownessOf(last);
  }
}
