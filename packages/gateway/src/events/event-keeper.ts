import type { EventsConfig, MeterEvent } from "@meter2mqtt/contract";
import { type EventChange, type EventInput, EventWatch, events } from "@meter2mqtt/energy";
import { EventBook } from "./event-book.ts";
import { eventLimits, type MeterRating } from "./event-limits.ts";

interface Watched {
  readonly watch: EventWatch;
  readonly rating: MeterRating;
  /** The meter should have been heard by now. */
  isSilent: boolean;
}

/** More meters than one gateway hears. */
const mostMeters = 1000;

/** Watches all meters for events, and keeps the latest ones. */
export class EventKeeper {
  readonly book: EventBook;
  #config: EventsConfig;
  readonly #meters = new Map<string, Watched>();

  constructor(config: EventsConfig) {
    this.#config = config;
    // Meters that were heard before the database could be read go on with what it says.
    this.book = new EventBook(() => {
      for (const [meter, { rating, isSilent }] of this.#meters) {
        if (this.#raised(meter).length > 0) continue;
        this.#meters.set(meter, { watch: this.#createWatch(meter, rating), rating, isSilent });
      }
    });
  }

  /** Other limits hold from now on: meters are watched anew, knowing what goes on. */
  set config(config: EventsConfig) {
    this.#config = config;
    for (const [meter, { rating, isSilent }] of this.#meters)
      this.#meters.set(meter, { watch: this.#createWatch(meter, rating), rating, isSilent });
  }

  /** Something else is known of the meter now. */
  rate(meter: string, { mainFuse, nominalVoltage }: MeterRating): void {
    const known = this.#meters.get(meter);
    if (known === undefined) return;
    if (known.rating.mainFuse === mainFuse && known.rating.nominalVoltage === nominalVoltage) return;
    const rating = { mainFuse, nominalVoltage };
    this.#meters.set(meter, { watch: this.#createWatch(meter, rating), rating, isSilent: known.isSilent });
  }

  /** A reading came; gives what happened by it. */
  heard(meter: string, input: Omit<EventInput, "isSilent">, rating: MeterRating): MeterEvent[] {
    const watched = this.#watchedOf(meter, rating);
    watched.isSilent = false;
    return this.#observe(meter, watched, { ...input, isSilent: false });
  }

  /** The meter should have been heard by now, and was not. */
  fellSilent(meter: string): void {
    const watched = this.#meters.get(meter);
    if (watched !== undefined) watched.isSilent = true;
  }

  /** Time passes; gives what happened by that. */
  tick(at: number): MeterEvent[] {
    return [...this.#meters].flatMap(([meter, watched]) =>
      watched.isSilent ? this.#observe(meter, watched, { at, isSilent: true }) : [],
    );
  }

  /** The name stands for no meter any more. */
  forget(meter: string): void {
    this.#meters.delete(meter);
  }

  /** What goes on, as `fuse:L1`; undefined where nothing does. */
  raised(meter: string): string[] | undefined {
    const raised = this.#raised(meter);
    return raised.length === 0 ? undefined : raised;
  }

  #raised(meter: string): string[] {
    const raised = this.#meters.get(meter)?.watch.raised ?? [];
    return raised.map(({ event, phase }) => (phase === undefined ? event : `${event}:${phase}`)).sort();
  }

  #watchedOf(meter: string, rating: MeterRating): Watched {
    const known = this.#meters.get(meter);
    if (known !== undefined) return known;
    const oldest = this.#meters.keys().next();
    if (this.#meters.size >= mostMeters && oldest.done !== true) this.#meters.delete(oldest.value);
    const watched = { watch: this.#createWatch(meter, rating), rating, isSilent: false };
    this.#meters.set(meter, watched);
    return watched;
  }

  #createWatch(meter: string, rating: MeterRating): EventWatch {
    const limits = eventLimits(this.#config, rating);
    return new EventWatch(
      limits,
      this.book.raisedAt(meter).filter(({ event }) => !limits.off.has(event)),
    );
  }

  #observe(meter: string, { watch }: Watched, input: EventInput): MeterEvent[] {
    const happened = watch.observe(input).map((change) => toMeterEvent(meter, change));
    for (const event of happened) this.book.add(event);
    return happened;
  }
}

function toMeterEvent(meter: string, change: EventChange): MeterEvent {
  const { event, state, at, message, phase, value, limit } = change;
  const { severity, title, unit } = events[event];
  const place = phase === undefined ? event : `${event}:${phase}`;
  return {
    key: `${meter}:${place}:${state}:${at}`,
    ...{ meter, event, state, severity, at: new Date(at).toISOString(), title, message },
    ...(phase === undefined ? {} : { phase }),
    ...(value === undefined ? {} : { value }),
    ...(limit === undefined ? {} : { limit }),
    ...(unit === "" || value === undefined ? {} : { unit }),
  };
}
