import type { KnownMeterConfig } from "@meter2mqtt/contract";

/** What the user has said of meters by their numbers, and which took the place of which. */
export class MeterBook {
  #known: ReadonlyMap<string, KnownMeterConfig>;

  constructor(meters: readonly KnownMeterConfig[] = []) {
    this.#known = new Map(meters.map((meter) => [meter.id, meter]));
  }

  /** The user says something else from now on. Gives the numbers of meters that may be called otherwise by it. */
  replace(meters: readonly KnownMeterConfig[]): string[] {
    const before = this.#known;
    this.#known = new Map(meters.map((meter) => [meter.id, meter]));
    const naming = (meter: KnownMeterConfig | undefined) =>
      JSON.stringify([meter?.name, meter?.slug, meter?.successorOf]);
    const named = new Set([...before.keys(), ...this.#known.keys()]);
    const changed = [...named].filter((id) => naming(before.get(id)) !== naming(this.#known.get(id)));
    // One that took the place of another has its name.
    const follows = ({ successorOf }: KnownMeterConfig) => successorOf !== undefined && changed.includes(successorOf);
    const heirs = [...before.values(), ...this.#known.values()].filter(follows).map(({ id }) => id);
    return [...new Set([...changed, ...heirs])];
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
