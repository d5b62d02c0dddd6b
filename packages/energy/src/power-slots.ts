import { FirstValueSlots, type SlotPlan } from "./first-value-slots.ts";
import { quarterMs } from "./track-rules.ts";

const slotMs = 10_000;
const plan: SlotPlan = { lengthMs: quarterMs, slotMs, stepsPerUnit: 10 };

/** The mean power of a quarter of an hour, as far as it is known. */
export interface PowerMean {
  /** Epoch milliseconds of the quarter. */
  readonly start: number;
  readonly watts: number;
  /** Seconds of it that are known are this many times 10. */
  readonly slots: number;
}

/** Power in a quarter of an hour. It shapes what registers say, and stands for them where there are none. */
export class PowerSlots {
  readonly start: number;
  readonly #slots: FirstValueSlots;

  /** `octets`: as {@link octets} gave them; what has another length is not taken. */
  constructor(start: number, octets?: Uint8Array) {
    this.start = start;
    this.#slots = new FirstValueSlots(plan, start, octets);
  }

  /** Whether the value changes anything. `at` must be within the quarter. */
  add(at: number, watts: number): boolean {
    return this.#slots.add(at, watts);
  }

  /** Takes what others have heard of the same quarter. Whether that changes anything. */
  merge(other: PowerSlots): boolean {
    return this.#slots.merge(other.#slots);
  }

  get mean(): PowerMean | undefined {
    const { count: slots, sum } = this.#slots;
    return slots === 0 ? undefined : { start: this.start, watts: sum / slots / plan.stepsPerUnit, slots };
  }

  /** To be kept, and given to the constructor again. */
  get octets(): Uint8Array {
    return this.#slots.octets;
  }
}

/** Milliseconds of the quarter for which the mean stands: each value holds until the next is due. */
export function knownMs({ slots }: PowerMean, pushMs = slotMs): number {
  return Math.min(quarterMs, slots * Math.max(slotMs, pushMs));
}
