import { bucketStart } from "./bucket.ts";
import { quarterMs } from "./track-rules.ts";

const slotMs = 10_000;
const slotCount = quarterMs / slotMs;
const empty = 0xffff;
const octetsPerSlot = 6;

/** The mean power of a quarter of an hour, as far as it is known. */
export interface PowerMean {
  /** Epoch milliseconds of the quarter. */
  readonly start: number;
  readonly watts: number;
  /** Seconds of it that are known are this many times 10. */
  readonly slots: number;
}

/**
 * Power in a quarter of an hour: of every 10 seconds the earliest value, so that it comes to the same whatever order the
 * values came in and however often. It shapes what registers say, and stands for them where there are none.
 */
export class PowerSlots {
  readonly start: number;
  /** Milliseconds into the slot at which its value was heard. */
  readonly #offsets = new Uint16Array(slotCount).fill(empty);
  /** In tenths of a watt. */
  readonly #values = new Int32Array(slotCount);
  #known = 0;
  #sum = 0;

  /** `octets`: as {@link octets} gave them; what has another length is not taken. */
  constructor(start: number, octets?: Uint8Array) {
    this.start = start;
    if (octets?.length !== slotCount * octetsPerSlot) return;
    const view = new DataView(octets.buffer, octets.byteOffset, octets.length);
    for (let slot = 0; slot < slotCount; slot++) {
      this.#set(slot, view.getUint16(slot * octetsPerSlot), view.getInt32(slot * octetsPerSlot + 2));
    }
  }

  /** Whether the value changes anything. `at` must be within the quarter. */
  add(at: number, watts: number): boolean {
    if (bucketStart(at) !== this.start) return false;
    const slot = Math.floor((at - this.start) / slotMs);
    return this.#put(slot, Math.floor(at - this.start - slot * slotMs), Math.round(watts * 10));
  }

  /** Takes what others have heard of the same quarter. Whether that changes anything. */
  merge(other: PowerSlots): boolean {
    let isNews = false;
    if (other.start !== this.start) return isNews;
    for (let slot = 0; slot < slotCount; slot++) {
      const offset = other.#offsets[slot] ?? empty;
      if (offset !== empty && this.#put(slot, offset, other.#values[slot] ?? 0)) isNews = true;
    }
    return isNews;
  }

  #put(slot: number, offset: number, value: number): boolean {
    const before = this.#offsets[slot] ?? empty;
    const valueBefore = this.#values[slot] ?? 0;
    if (offset > before || (offset === before && value >= valueBefore)) return false;
    this.#set(slot, offset, value);
    return true;
  }

  get mean(): PowerMean | undefined {
    const slots = this.#known;
    return slots === 0 ? undefined : { start: this.start, watts: this.#sum / slots / 10, slots };
  }

  /** To be kept, and given to the constructor again. */
  get octets(): Uint8Array {
    const octets = new Uint8Array(slotCount * octetsPerSlot);
    const view = new DataView(octets.buffer);
    for (let slot = 0; slot < slotCount; slot++) {
      view.setUint16(slot * octetsPerSlot, this.#offsets[slot] ?? empty);
      view.setInt32(slot * octetsPerSlot + 2, this.#values[slot] ?? 0);
    }
    return octets;
  }

  #set(slot: number, offset: number, value: number): void {
    if (offset === empty) return;
    if (this.#offsets[slot] === empty) this.#known++;
    this.#sum += value - (this.#values[slot] ?? 0);
    this.#offsets[slot] = offset;
    this.#values[slot] = value;
  }
}

/** Milliseconds of the quarter for which the mean stands: each value holds until the next is due. */
export function knownMs({ slots }: PowerMean, pushMs = slotMs): number {
  return Math.min(quarterMs, slots * Math.max(slotMs, pushMs));
}
