import type { GatewayState, LiveEvent } from "@meter2mqtt/contract";
import { toEpoch } from "../format/times.ts";
import { isGatewayState, isMeterEvent, isMeterState, isSinkState, isSourceState } from "./guards.ts";
import { withEvent } from "./occurrences.ts";

/** `opening`: no answer yet since the page was opened. `lost`: what is shown may be old. */
export type Connection = "opening" | "live" | "lost";

export interface LiveState {
  readonly connection: Connection;
  /** Absent until the first snapshot; kept, as the last that was known, while the connection is lost. */
  readonly gateway: GatewayState | undefined;
  /** Snapshots so far: after each one the history is asked for again. */
  readonly snapshots: number;
  /** By how many milliseconds this browser's clock is ahead of the gateway's; absent until a snapshot or a fresh reading told. */
  readonly clockAhead: number | undefined;
}

/** Events that change what every page shows; a page that shows more listens for the others itself. */
export type EventName = Exclude<keyof LiveEvent, "diagnosis">;

/** One event of the live stream with its name, as `LiveEvent` of the contract lists them. */
export type NamedEvent = {
  readonly [K in EventName]: { readonly name: K; readonly data: LiveEvent[K] };
}[EventName];

export const eventNames: readonly EventName[] = ["snapshot", "meter", "source", "sink", "event"];

export const initialState: LiveState = {
  connection: "opening",
  gateway: undefined,
  snapshots: 0,
  clockAhead: undefined,
};

/** The event that a message of the stream carries; undefined where it is not one. */
export function parseEvent(name: EventName, text: string): NamedEvent | undefined {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (name === "snapshot" && isGatewayState(data)) return { name, data };
  if (name === "meter" && isMeterState(data)) return { name, data };
  if (name === "source" && isSourceState(data)) return { name, data };
  if (name === "sink" && isSinkState(data)) return { name, data };
  if (name === "event" && isMeterEvent(data)) return { name, data };
  return undefined;
}

/** What is known after an event that arrived at `now`, in the browser's epoch milliseconds. */
export function applyEvent(state: LiveState, event: NamedEvent, now: number): LiveState {
  if (event.name === "snapshot") {
    const at = toEpoch(event.data.at);
    const clockAhead = at === undefined ? undefined : now - at;
    return { connection: "live", gateway: event.data, snapshots: state.snapshots + 1, clockAhead };
  }
  const { gateway } = state;
  // The stream begins with a snapshot: a change of something unknown can't be placed.
  if (gateway === undefined) return state;
  switch (event.name) {
    case "meter": {
      const meters = withItem(gateway.meters, event.data, (meter) => meter.meter);
      return {
        ...state,
        connection: "live",
        gateway: { ...gateway, meters },
        clockAhead: learnClock(state, event.data, now),
      };
    }
    case "source": {
      const sources = withItem(gateway.sources, event.data, (source) => source.name);
      return { ...state, connection: "live", gateway: { ...gateway, sources } };
    }
    case "sink": {
      const sinks = withItem(gateway.sinks, event.data, (sink) => sink.name);
      return { ...state, connection: "live", gateway: { ...gateway, sinks } };
    }
    case "event": {
      const events = withEvent(gateway.events ?? [], event.data);
      return { ...state, connection: "live", gateway: { ...gateway, events } };
    }
  }
}

/** The connection is down: everything stays, marked as old; the snapshot after it tells the time again. */
export function applyLoss(state: LiveState): LiveState {
  return { ...state, connection: "lost" };
}

/** The gateway's clock, as well as it is known: ages are told against it, not against a browser's wrong clock. */
export function gatewayNow(state: LiveState, now: number): number {
  return now - (state.clockAhead ?? 0);
}

function withItem<T>(items: readonly T[], item: T, keyOf: (item: T) => string): T[] {
  const key = keyOf(item);
  const known = items.some((one) => keyOf(one) === key);
  return known ? items.map((one) => (keyOf(one) === key ? item : one)) : [...items, item];
}

function learnClock(state: LiveState, meter: LiveEvent["meter"], now: number): number | undefined {
  const before = state.gateway?.meters.find((one) => one.meter === meter.meter);
  // The same reading again (it went stale, say) was not received just now and tells nothing about the clock.
  if (before?.receivedAt === meter.receivedAt) return state.clockAhead;
  const receivedAt = toEpoch(meter.receivedAt);
  if (receivedAt === undefined) return state.clockAhead;
  // Delay on the way only makes it larger, so the smallest is nearest to the truth.
  return Math.min(state.clockAhead ?? Number.POSITIVE_INFINITY, now - receivedAt);
}
