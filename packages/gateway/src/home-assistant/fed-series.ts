/** One statistic: from when on Home Assistant may hold something else than the ledger. */
export class FedSeries {
  /** Nothing was given since the start: what was missed or changed before is not known. */
  #from: number | undefined = Number.NEGATIVE_INFINITY;
  #days: ReadonlyMap<number, string> | undefined;

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

  /**
   * Finds what changed since the last look and was told by nobody: another process's import or edit, a price. `days`: of each
   * day that is looked at, what tells it from another.
   */
  compare(days: ReadonlyMap<number, string>): void {
    const before = this.#days;
    this.#days = days;
    if (before === undefined) return;
    for (const [start, print] of days) if (before.get(start) !== print) this.changedFrom(start);
    for (const start of before.keys()) if (!days.has(start)) this.changedFrom(start);
  }
}
