import type { EventLimits } from "./event-limits.ts";
import { type EventName, type EventNumbers, eventMessage, eventNames } from "./event-table.ts";
import { HeldSwitch } from "./held-switch.ts";
import { type EventInput, judges } from "./judges.ts";

/** What happened. */
export interface EventChange extends EventNumbers {
  readonly event: EventName;
  readonly state: "raised" | "cleared";
  /** Epoch milliseconds. */
  readonly at: number;
  /** In words. */
  readonly message: string;
}

/** An event that goes on. */
export interface RaisedEvent {
  readonly event: EventName;
  readonly phase?: string;
}

/** All events of one meter: takes what was heard, and says what changes by it. */
export class EventWatch {
  readonly #limits: EventLimits;
  readonly #switches = new Map<string, { readonly about: RaisedEvent; readonly held: HeldSwitch }>();

  /** `raised`: what went on when an earlier run ended; it is not raised again. */
  constructor(limits: EventLimits, raised: Iterable<RaisedEvent> = []) {
    this.#limits = limits;
    for (const about of raised) this.#switchOf(about, true);
  }

  /** What goes on now. */
  get raised(): readonly RaisedEvent[] {
    return [...this.#switches.values()].filter(({ held }) => held.isRaised).map(({ about }) => about);
  }

  /** What changes by what was heard. Inputs come in order of time. */
  observe(input: EventInput): EventChange[] {
    return eventNames.flatMap((event) => (this.#limits.off.has(event) ? [] : this.#judge(event, input)));
  }

  #judge(event: EventName, input: EventInput): EventChange[] {
    return judges[event].judge(input, this.#limits).flatMap(({ look, needsHistory, ...numbers }): EventChange[] => {
      const about = { event, ...(numbers.phase === undefined ? {} : { phase: numbers.phase }) };
      if (needsHistory === true && !this.#switches.has(keyOf(about))) return [];
      const state = this.#switchOf(about, false).update(look, input.at);
      if (state === undefined) return [];
      return [{ event, state, at: input.at, ...numbers, message: eventMessage(event, state, numbers) }];
    });
  }

  #switchOf(about: RaisedEvent, isRaised: boolean): HeldSwitch {
    const key = keyOf(about);
    const known = this.#switches.get(key);
    if (known !== undefined) return known.held;
    const held = new HeldSwitch(judges[about.event].timing(this.#limits), isRaised);
    this.#switches.set(key, { about, held });
    return held;
  }
}

function keyOf({ event, phase }: RaisedEvent): string {
  return `${event}:${phase ?? ""}`;
}
