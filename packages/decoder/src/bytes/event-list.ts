/**
 * The events of one call, in an array of their own that is no longer than they are: most calls bring none or one, and an
 * array that grows by one makes room for many.
 */
export class EventList<T> {
  #events: T[] | undefined;

  add(event: T): void {
    if (this.#events === undefined) this.#events = [event];
    else this.#events.push(event);
  }

  /** All that were added since the last time. */
  take(): T[] {
    const events = this.#events ?? [];
    this.#events = undefined;
    return events;
  }
}
