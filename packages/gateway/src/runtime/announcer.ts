import type { GatewayState, MeterEvent, MeterState } from "@meter2mqtt/contract";
import { type Diagnosis, toHex } from "@meter2mqtt/decoder";
import type { AvailabilityChange, MeterRegistry, MeterUpdate } from "../meters/meter-registry.ts";
import type { ListType } from "../sinks/amsreader/list-type.ts";
import type { OutboxEntry } from "../sinks/sink.ts";
import type { Outbox } from "../store/outbox.ts";
import type { DiagnosisKeeper } from "./diagnosis-keeper.ts";
import { frameKey } from "./entry-keys.ts";
import type { EventBus } from "./gateway-events.ts";
import type { Logger } from "./log.ts";
import type { MeterWatches } from "./meter-watches.ts";

export interface AnnouncerOptions {
  readonly bus: EventBus;
  readonly outbox: Outbox;
  readonly meters: MeterRegistry;
  readonly watches: MeterWatches;
  readonly log: Logger;
  /** All that listeners may know, for those who have to begin anew. */
  readonly state: () => GatewayState;
}

/** When something was heard: `at` by its own time of arrival, which of a recording was then and not now. */
export interface HeardTimes {
  readonly at: number;
  readonly heardAt: number;
}

/** Says what has happened, to whoever is to know: sinks by the outbox, pages by the events, people by the log. */
export class Announcer {
  readonly #options: AnnouncerOptions;

  constructor(options: AnnouncerOptions) {
    this.#options = options;
  }

  /** A meter's state is another. */
  updated(
    { state: plain, retired }: MeterUpdate,
    { key, listType }: { readonly key: string; readonly listType: ListType },
    now: number,
  ): void {
    const state = this.shown(plain);
    if (retired !== undefined) this.retired(retired, now);
    this.availability(now);
    this.offer({ kind: "reading", key, state, listType }, now);
    this.#options.bus.emit({ name: "meter", data: state });
  }

  /** No meter has this name any more. */
  retired(meter: string, now: number): void {
    this.#options.watches.events.forget(meter);
    this.#offerAvailability({ meter, online: false, retired: true }, now);
    this.everything();
  }

  /** Something was said of a line that is news, or again. */
  diagnosed(
    { name, diagnoses }: { readonly name: string; readonly diagnoses: DiagnosisKeeper },
    diagnosis: Diagnosis,
    { at, heardAt }: HeardTimes,
  ): void {
    const { shown, isNews } = diagnoses.add(diagnosis, at);
    const log = this.#options.log.child({ component: "source", name });
    const level = isNews ? ({ info: "info", warning: "warn", error: "warn" } as const)[diagnosis.severity] : "debug";
    log[level]({ code: shown.code, evidence: shown.evidence, count: shown.count }, shown.message);
    if (!isNews) return;
    this.#options.bus.emit({ name: "diagnosis", data: shown });
    const meter = this.#options.meters.lastMeterOf(name);
    const key = `${shown.source}:${shown.code}:${shown.at}`;
    // Other systems get the English text alone.
    const { words: _words, ...told } = shown;
    this.offer({ kind: "diagnosis", key, ...(meter === undefined ? {} : { meter }), diagnosis: told }, heardAt);
  }

  /** Which meters are heard again, and which are not any more. */
  availability(now: number): void {
    const { meters, watches, bus, log } = this.#options;
    for (const { meter, online } of meters.availabilityChanges(now)) {
      this.#offerAvailability({ meter, online }, now);
      log.info({ meter }, online ? "the meter is heard" : "the meter has fallen silent");
      const state: MeterState | undefined = meters.state(meter, now);
      if (online) continue;
      watches.events.fellSilent(meter);
      if (state !== undefined) bus.emit({ name: "meter", data: this.shown(state) });
    }
  }

  events(happened: readonly MeterEvent[], now: number): void {
    const { bus, log } = this.#options;
    for (const event of happened) {
      const { key, meter, severity, state, message } = event;
      const level = severity === "info" || state === "cleared" ? "info" : "warn";
      log[level]({ meter, event: event.event, state, at: event.at }, message);
      this.offer({ kind: "event", key, meter, event }, now);
      bus.emit({ name: "event", data: event });
    }
  }

  frame(source: string, octets: Uint8Array, { at, heardAt }: HeardTimes): void {
    // Most destinations take no frames: those are not copied in vain.
    if (!this.#options.outbox.isTaken("frame")) return;
    const meter = this.#options.meters.lastMeterOf(source);
    const about = { source, ...(meter === undefined ? {} : { meter }), hex: toHex(octets) };
    this.offer({ kind: "frame", key: frameKey(source, octets, at), ...about }, heardAt);
  }

  /** Sinks may read it once it is on disk. */
  offer(entry: OutboxEntry, now: number): void {
    this.#options.outbox.add(entry, now);
  }

  /** What there is, is another: listeners are told all of it. */
  everything(): void {
    this.#options.bus.emit({ name: "snapshot", data: this.#options.state() });
  }

  /** With the events that go on. */
  shown(state: MeterState): MeterState {
    const raised = this.#options.watches.events.raised(state.meter);
    return raised === undefined ? state : { ...state, raised };
  }

  /** `retired`: the name stands for no meter any more. */
  #offerAvailability(change: AvailabilityChange & { readonly retired?: true }, now: number): void {
    const key = `${change.meter}:${change.online ? "online" : "offline"}:${now}`;
    this.offer({ kind: "availability", key, ...change }, now);
  }
}
