import type { PatternFreedom } from "../bytes/octet-pattern.ts";
import type { MeterTime } from "./meter-clock.ts";
import type { Reading } from "./reading.ts";
import type { UnscaledValues } from "./unscaled-values.ts";

/** What a message says that was read by a plan. */
export interface PlannedReading {
  readonly reading: Reading;
  /** The meter's clock. */
  readonly time: MeterTime | undefined;
}

/** Octets that hold a message at `from..to`, and a view of the same octets. */
export interface PlacedMessage {
  readonly octets: Uint8Array;
  readonly view: DataView;
  readonly from: number;
  readonly to: number;
}

/** How to read a message that is like one before it. */
export interface Plan {
  /** Id of the profile that the first message was read with. */
  readonly profile: string | undefined;
  /** The values without a scaler of the message that was read last. */
  readonly unscaled: UnscaledValues | undefined;
  /**
   * The reading of the message that the plan was made of, as the plan reads it: alike in its layout to all that follow, so
   * that whoever works on them sees one.
   */
  readonly first: Reading;
  /** Which octets of the message may be others. */
  readonly freedom: PatternFreedom;
  /** Whether the message of `length` octets at `from` is like the one that the plan was made of. */
  matches(octets: Uint8Array, view: DataView, from: number, length: number): boolean;
  /** Reads a message that matches, and keeps no view of it; undefined where a value needs the whole reader after all. */
  read(octets: Uint8Array, view: DataView, from: number): PlannedReading | undefined;
}

/** Plans that are kept: meters send one to five lists, and two meters may share a line. */
const most = 12;

interface Entry {
  readonly sender: string;
  readonly plan: Plan;
}

/** The plans of a line, the one that fitted last in front. */
export class PlanBook {
  /** Whether its plans may make code at run time, to read faster. */
  readonly mayMakeCode: boolean;
  readonly #entries: Entry[] = [];

  constructor(mayMakeCode: boolean) {
    this.mayMakeCode = mayMakeCode;
  }

  /** The plan that fits the message, of that sender. */
  find({ octets, view, from, to }: PlacedMessage, sender: string): Plan | undefined {
    const length = to - from;
    const entries = this.#entries;
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i] as Entry;
      if (entry.sender !== sender || !entry.plan.matches(octets, view, from, length)) continue;
      if (i > 0) {
        entries.copyWithin(1, 0, i);
        entries[0] = entry;
      }
      return entry.plan;
    }
    return undefined;
  }

  /** The plan that was used least lately goes where there are too many. */
  add(sender: string, plan: Plan): void {
    this.#entries.unshift({ sender, plan });
    if (this.#entries.length > most) this.#entries.pop();
  }

  /** What the plans were made with has changed: profiles, scales. */
  clear(): void {
    this.#entries.length = 0;
  }
}
