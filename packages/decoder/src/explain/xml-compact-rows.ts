/**
 * The content of a compact array as translators write it: a line for each entry, its values parted by semicolons, whatever
 * lists they stand in; where the entries are simple values, all of them in one line.
 */
export class CompactRows {
  readonly #rows: string[][] = [];
  readonly #simple: string[] = [];
  #depth = 0;

  begin(): void {
    if (this.#depth++ === 0) this.#rows.push([]);
  }

  end(): void {
    this.#depth--;
  }

  add(value: string): void {
    (this.#depth === 0 ? this.#simple : this.#rows.at(-1))?.push(value);
  }

  get lines(): readonly string[] {
    const rows = this.#simple.length === 0 ? this.#rows : [this.#simple];
    return rows.map((values) => values.join(";"));
  }
}
