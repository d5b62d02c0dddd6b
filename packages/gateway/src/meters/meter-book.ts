import type { KnownMeterConfig } from "@meter2mqtt/contract";

/** What the user has said of meters by their numbers, and which took the place of which. */
export class MeterBook {
  readonly #known: ReadonlyMap<string, KnownMeterConfig>;

  constructor(meters: readonly KnownMeterConfig[] = []) {
    this.#known = new Map(meters.map((meter) => [meter.id, meter]));
  }

  find(id: string): KnownMeterConfig | undefined {
    return this.#known.get(id);
  }

  /** Number of the meter that took this one's place. */
  successorOf(id: string): string | undefined {
    return [...this.#known.values()].find((meter) => meter.successorOf === id)?.id;
  }

  /** Numbers of the meters that stood in this one's place before it, the latest first; none for a meter that was not exchanged. */
  predecessorsOf(id: string): readonly string[] {
    const found: string[] = [];
    let before = this.#known.get(id)?.successorOf;
    // The configuration was checked for circles; a number more would be a mistake of ours, not an endless loop.
    while (before !== undefined && !found.includes(before)) {
      found.push(before);
      before = this.#known.get(before)?.successorOf;
    }
    return found;
  }
}
