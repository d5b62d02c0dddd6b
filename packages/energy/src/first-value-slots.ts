/** How a span of time is cut into slots, and how finely values are kept in them. */
export interface SlotPlan {
  /** Whole slots; at most some hours. */
  readonly lengthMs: number;
  /** At most 65 s: the moment within a slot is kept in 16 bits. */
  readonly slotMs: number;
  /** Values are kept as integers of so many steps to the unit. */
  readonly stepsPerUnit: number;
}

const empty = 0xffff;
const octetsPerSlot = 6;

/**
 * Values of a span of time: of every slot the earliest one, and of two at one moment the lower. So it comes to the same
 * whatever order the values came in and however often, and stays the same size however often a meter sends.
 */
export class FirstValueSlots {
  readonly start: number;
  readonly #plan: SlotPlan;
  /** Milliseconds into the slot at which its value was heard. */
  readonly #offsets: Uint16Array;
  readonly #values: Int32Array;
  #count = 0;
  #sum = 0;

  /** `octets`: as {@link octets} gave them; what has another length is not taken. */
  constructor(plan: SlotPlan, start: number, octets?: Uint8Array) {
    const slotCount = plan.lengthMs / plan.slotMs;
    this.start = start;
    this.#plan = plan;
    this.#offsets = new Uint16Array(slotCount).fill(empty);
    this.#values = new Int32Array(slotCount);
    if (octets?.length !== slotCount * octetsPerSlot) return;
    const view = new DataView(octets.buffer, octets.byteOffset, octets.length);
    for (let slot = 0; slot < slotCount; slot++) {
      this.#set(slot, view.getUint16(slot * octetsPerSlot), view.getInt32(slot * octetsPerSlot + 2));
    }
  }

  /** Slots that are known. */
  get count(): number {
    return this.#count;
  }

  /** Their values added up, in steps. */
  get sum(): number {
    return this.#sum;
  }

  /** Whether the value changes anything; one from another span does not. */
  add(at: number, value: number): boolean {
    const { slotMs, lengthMs, stepsPerUnit } = this.#plan;
    if (at < this.start || at >= this.start + lengthMs) return false;
    const slot = Math.floor((at - this.start) / slotMs);
    return this.#put(slot, Math.floor(at - this.start - slot * slotMs), Math.round(value * stepsPerUnit));
  }

  /** Takes the values of another one of the same span and plan. Whether that changes anything. */
  merge(other: FirstValueSlots): boolean {
    let isChanged = false;
    if (other.start !== this.start) return isChanged;
    for (let slot = 0; slot < this.#offsets.length; slot++) {
      const offset = other.#offsets[slot] ?? empty;
      if (offset !== empty && this.#put(slot, offset, other.#values[slot] ?? 0)) isChanged = true;
    }
    return isChanged;
  }

  /** Visits the slots that are known, in order: the number of each, and its value in steps. */
  forEach(visit: (slot: number, steps: number) => void): void {
    for (let slot = 0; slot < this.#offsets.length; slot++) {
      if (this.#offsets[slot] !== empty) visit(slot, this.#values[slot] ?? 0);
    }
  }

  /** To be kept, and given to the constructor again. */
  get octets(): Uint8Array {
    const octets = new Uint8Array(this.#offsets.length * octetsPerSlot);
    const view = new DataView(octets.buffer);
    for (let slot = 0; slot < this.#offsets.length; slot++) {
      view.setUint16(slot * octetsPerSlot, this.#offsets[slot] ?? empty);
      view.setInt32(slot * octetsPerSlot + 2, this.#values[slot] ?? 0);
    }
    return octets;
  }

  #put(slot: number, offset: number, steps: number): boolean {
    const before = this.#offsets[slot] ?? empty;
    const stepsBefore = this.#values[slot] ?? 0;
    if (offset > before || (offset === before && steps >= stepsBefore)) return false;
    this.#set(slot, offset, steps);
    return true;
  }

  #set(slot: number, offset: number, steps: number): void {
    if (offset === empty) return;
    if (this.#offsets[slot] === empty) this.#count++;
    this.#sum += steps - (this.#values[slot] ?? 0);
    this.#offsets[slot] = offset;
    this.#values[slot] = steps;
  }
}
