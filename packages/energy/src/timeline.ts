/** A span of time: epoch milliseconds, the end exclusive. */
export interface TimeSpan {
  readonly start: number;
  readonly lengthMs: number;
}

/** Spans in order of time of which no two overlap, whatever their lengths. */
export class Timeline<T extends TimeSpan> {
  readonly #items: T[];

  /** `items`: in order of time, none overlapping another. */
  constructor(items: readonly T[] = []) {
    this.#items = [...items];
  }

  get items(): readonly T[] {
    return this.#items;
  }

  overlapping(span: TimeSpan): readonly T[] {
    return this.#items.slice(this.#firstEndingAfter(span.start), this.#firstFrom(endOf(span)));
  }

  /** Puts an item in the place of what it covers; says false, and does nothing, where it would cut one in pieces. */
  put(item: T): boolean {
    const first = this.#firstEndingAfter(item.start);
    const behind = this.#firstFrom(endOf(item));
    const isWhole = this.#items
      .slice(first, behind)
      .every((there) => there.start >= item.start && endOf(there) <= endOf(item));
    if (isWhole) this.#items.splice(first, behind - first, item);
    return isWhole;
  }

  #firstEndingAfter(at: number): number {
    return this.#firstWhere((item) => endOf(item) > at);
  }

  #firstFrom(at: number): number {
    return this.#firstWhere(({ start }) => start >= at);
  }

  /** Index of the first item from which on the condition holds. */
  #firstWhere(holds: (item: T) => boolean): number {
    let low = 0;
    let high = this.#items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const item = this.#items[middle];
      if (item === undefined || holds(item)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

function endOf({ start, lengthMs }: TimeSpan): number {
  return start + lengthMs;
}

/** How much of a span these are, which overlap it and not each other. */
export function sharedMs(span: TimeSpan, others: readonly TimeSpan[]): number {
  return others.reduce(
    (sum, other) => sum + Math.min(endOf(span), endOf(other)) - Math.max(span.start, other.start),
    0,
  );
}
