import type { MeterEvent } from "@meter2mqtt/contract";
import { isEventName, type RaisedEvent } from "@meter2mqtt/energy";
import type { Database } from "../store/database.ts";
import type { StorePart } from "../store/store-part.ts";
import { EventsTable } from "./events-table.ts";

/** Events that are remembered, of all meters together. */
const mostEvents = 500;

/**
 * The latest events, in memory and on disk: for pages and the API, and so that a restart knows what goes on. What goes on
 * is remembered however long ago it began.
 */
export class EventBook implements StorePart {
  /** Oldest first. */
  #events: MeterEvent[] = [];
  #table: EventsTable | undefined;
  #new: MeterEvent[] = [];
  #gone: string[] = [];
  readonly #attached: () => void;

  /** `attached`: told once what an earlier run knew is there. */
  constructor(attached: () => void = () => undefined) {
    this.#attached = attached;
  }

  add(event: MeterEvent): void {
    if (this.#events.some(({ key }) => key === event.key)) return;
    this.#events.push(event);
    this.#new.push(event);
    while (this.#events.length > mostEvents) this.#dropOne();
  }

  /** Newest first. */
  latest(count: number, meter?: string): MeterEvent[] {
    const found = meter === undefined ? this.#events : this.#events.filter((event) => event.meter === meter);
    return found.slice(-count).reverse();
  }

  /** What goes on at a meter, by the last word of each. */
  raisedAt(meter: string): RaisedEvent[] {
    return this.#lastWords()
      .filter((event) => event.meter === meter && event.state === "raised")
      .flatMap(({ event, phase }) =>
        isEventName(event) ? [{ event, ...(phase === undefined ? {} : { phase }) }] : [],
      );
  }

  attach(database: Database): void {
    this.#table = new EventsTable(database);
    // What happened before the database could be opened comes after what it holds.
    this.#events = [...this.#table.all(), ...this.#events];
    this.#attached();
  }

  isDue(): boolean {
    return this.#new.length > 0 || this.#gone.length > 0;
  }

  write(): void {
    for (const event of this.#new) this.#table?.put(event);
    for (const key of this.#gone) this.#table?.delete(key);
  }

  committed(): void {
    this.#new = [];
    this.#gone = [];
  }

  failed(): void {
    // What was to be written is still there.
  }

  prune(): void {
    // Events are bounded by their number.
  }

  detach(): void {
    this.#table = undefined;
  }

  #dropOne(): void {
    const needed = new Set(this.#lastWords().filter(({ state }) => state === "raised"));
    const index = Math.max(
      0,
      this.#events.findIndex((event) => !needed.has(event)),
    );
    const [dropped] = this.#events.splice(index, 1);
    if (dropped === undefined) return;
    this.#gone.push(dropped.key);
    this.#new = this.#new.filter((event) => event !== dropped);
  }

  #lastWords(): MeterEvent[] {
    return [
      ...new Map(this.#events.map((event) => [`${event.meter}|${event.event}|${event.phase ?? ""}`, event])).values(),
    ];
  }
}
