import { FirstValueSlots, type SlotPlan } from "../first-value-slots.ts";

/** EN 50160 judges means of ten minutes; IEC 61000-4-30 begins them at full ten minutes of UTC. */
export const voltagePeriodMs: number = 600_000;

const plan: SlotPlan = { lengthMs: voltagePeriodMs, slotMs: 10_000, stepsPerUnit: 100 };
const slotsPerMinute = 6;

/** A mean counts where values came in at least so many of its ten minutes: less would be a sample, not a mean. */
const fewestMinutes = 5;

/** The voltage of ten minutes in hundredths of a volt, and in how many of its minutes a value came. */
export interface VoltageMean {
  readonly centivolts: number;
  readonly minutes: number;
}

/** When the ten minutes begin that an instant is in. */
export function voltagePeriodStart(at: number): number {
  return Math.floor(at / voltagePeriodMs) * voltagePeriodMs;
}

/** The voltage of one phase in ten minutes, the same whatever order the values came in and however often. */
export class VoltageSlots {
  readonly start: number;
  readonly #slots: FirstValueSlots;

  /** `octets`: as {@link octets} gave them; what has another length is not taken. */
  constructor(start: number, octets?: Uint8Array) {
    this.start = start;
    this.#slots = new FirstValueSlots(plan, start, octets);
  }

  /** Whether the value changes anything. */
  add(at: number, volts: number): boolean {
    return this.#slots.add(at, volts);
  }

  /** Takes the values of another one of the same ten minutes. Whether that changes anything. */
  merge(other: VoltageSlots): boolean {
    return this.#slots.merge(other.#slots);
  }

  /** The root of the mean square, as IEC 61000-4-30, 4.5, aggregates; undefined where no value came. */
  get mean(): VoltageMean | undefined {
    // Squares of whole numbers: their sum is exact.
    let squares = 0;
    let slots = 0;
    const minutes = new Set<number>();
    this.#slots.forEach((slot, steps) => {
      squares += steps ** 2;
      slots++;
      minutes.add(Math.floor(slot / slotsPerMinute));
    });
    return slots === 0 ? undefined : { centivolts: Math.round(Math.sqrt(squares / slots)), minutes: minutes.size };
  }

  /** To be kept, and given to the constructor again. */
  get octets(): Uint8Array {
    return this.#slots.octets;
  }
}

/** Whether enough of the ten minutes is known for their mean to be judged. */
export function isEnough({ minutes }: VoltageMean): boolean {
  return minutes >= fewestMinutes;
}
