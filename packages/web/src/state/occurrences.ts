import type { MeterEvent } from "@meter2mqtt/contract";
import { toEpoch } from "../format/times.ts";

/** Something that began and, perhaps, ended again: an event with the one that cleared it. */
export interface Occurrence {
  readonly key: string;
  readonly meter: string;
  /** With what is to be said of it: the beginning, where that is known. */
  readonly event: MeterEvent;
  readonly severity: MeterEvent["severity"];
  /** Epoch milliseconds; absent where it began before what is known. */
  readonly from: number | undefined;
  /** Absent while it goes on. */
  readonly to: number | undefined;
}

/** Events, newest first, as occurrences, newest first. */
export function toOccurrences(events: readonly MeterEvent[]): readonly Occurrence[] {
  const found: Occurrence[] = [];
  const open = new Map<string, number>();
  for (const event of [...events].reverse()) {
    const { key, meter, severity, state } = event;
    const place = [meter, event.event, event.phase ?? ""].join("|");
    const at = toEpoch(event.at);
    const index = open.get(place);
    const before = index === undefined ? undefined : found[index];
    if (state === "raised") {
      open.set(place, found.length);
      found.push({ key, meter, event, severity, from: at, to: undefined });
    } else if (index !== undefined && before !== undefined) {
      found[index] = { ...before, to: at };
      open.delete(place);
    } else {
      found.push({ key, meter, event, severity, from: undefined, to: at });
    }
  }
  return found.reverse();
}

/** Both lists in one, newest first, each event once, not more than a page needs. */
export function withEvent(events: readonly MeterEvent[], event: MeterEvent): MeterEvent[] {
  return [event, ...events.filter(({ key }) => key !== event.key)].slice(0, 50);
}
