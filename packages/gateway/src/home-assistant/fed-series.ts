import type { Rollup } from "@meter2mqtt/energy";

/** One statistic: from when on Home Assistant may hold something else than the ledger. */
export class FedSeries {
  readonly register: string;
  /** Under which names readings of its meters are kept. */
  names: readonly string[];
  /** Nothing was given since the start: what was missed or changed before is not known. */
  #from: number | undefined = Number.NEGATIVE_INFINITY;
  #days: ReadonlyMap<number, string> | undefined;

  constructor(register: string, names: readonly string[]) {
    this.register = register;
    this.names = names;
  }

  /** Undefined: Home Assistant has everything. */
  get from(): number | undefined {
    return this.#from;
  }

  changedFrom(at: number): void {
    this.#from = Math.min(this.#from ?? at, at);
  }

  /** What has changed so far is about to be given; what changes meanwhile counts anew. */
  take(): void {
    this.#from = undefined;
  }

  /** Finds what another process has changed since the last look (an import, an edit): it tells nobody. */
  compare(days: readonly Rollup[]): void {
    const before = this.#days;
    this.#days = new Map(days.map((day) => [day.start, printOf(day)]));
    if (before === undefined) return;
    for (const [start, print] of this.#days) if (before.get(start) !== print) this.changedFrom(start);
    for (const start of before.keys()) if (!this.#days.has(start)) this.changedFrom(start);
  }
}

function printOf({ amount, measuredMs, interpolatedMs, estimatedMs, editedMs }: Rollup): string {
  return `${amount} ${measuredMs} ${interpolatedMs} ${estimatedMs} ${editedMs}`;
}
