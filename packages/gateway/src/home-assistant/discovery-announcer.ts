import type { SourceState } from "@meter2mqtt/contract";
import { SinkError } from "../errors.ts";
import type { MqttConnection } from "../sinks/mqtt-connection.ts";
import type { MqttMessage } from "../sinks/mqtt-messages.ts";
import type { OutboxEntry } from "../sinks/sink.ts";
import type { Clock } from "../sources/back-off.ts";
import type { DiscoveryOptions, HomeAssistantDiscovery } from "./discovery.ts";

export type DiscoverySettings = Pick<DiscoveryOptions, "enabled" | "prefix">;

export interface AnnouncerOptions {
  readonly baseTopic: string;
  /** Told when the broker takes no discovery messages, or shows none. */
  readonly refused: (why: SinkError) => void;
  /** Told whether the connection outlived the first message. */
  readonly began: (stays: boolean) => void;
}

/** How long a broker may take to show what it retains; one that lets nobody read does not hold up the readings. */
const patienceMs = 2000;

/** Carries discovery over one connection. A broker that refuses it still gets every reading. */
export class DiscoveryAnnouncer {
  readonly #connection: MqttConnection;
  readonly #discovery: HomeAssistantDiscovery;
  readonly #options: AnnouncerOptions;
  #wasRefused = false;
  /** Resolves once the broker has shown everything that it retains. */
  #shown: (() => void) | undefined;
  readonly #allShown: Promise<void>;

  constructor(connection: MqttConnection, discovery: HomeAssistantDiscovery, options: AnnouncerOptions) {
    this.#connection = connection;
    this.#discovery = discovery;
    this.#options = options;
    this.#allShown = new Promise((resolve) => {
      this.#shown = resolve;
    });
  }

  /** Subscribes; to be called before `<base>/bridge/state` is published, whose echo says that nothing retained is left. */
  async listen(): Promise<void> {
    const echo = `${this.#options.baseTopic}/bridge/state`;
    const text = new TextDecoder();
    this.#connection.onMessage(({ topic, payload, retain }) => {
      if (topic === echo && !retain) this.#shown?.();
      else if (topic !== echo) this.#publish(this.#discovery.heard(topic, text.decode(payload), retain));
    });
    // One after the other: what an earlier filter retains is shown before the last filter's echo.
    for (const filter of [...this.#discovery.filters, echo]) {
      try {
        await this.#connection.subscribe(filter);
      } catch (error) {
        this.#failed(error);
      }
    }
  }

  /**
   * Waits until the broker has shown what it retains, then publishes what it should retain: the bridge, which all else
   * refers to, first.
   */
  async learn(lines: readonly SourceState[], clock: Clock, signal: AbortSignal): Promise<void> {
    await firstOf(this.#allShown, clock, signal);
    this.#discovery.lines(lines);
    const [bridge, ...others] = this.#discovery.all();
    if (bridge === undefined) return;
    const taken = this.#connection.publish(bridge).then(
      () => undefined,
      (error: unknown) => error,
    );
    const error = await firstOf(taken, clock, signal);
    this.#options.began(!(error instanceof SinkError && error.kind === "transient"));
    if (error === undefined) this.#publish(others);
    else this.#failed(error);
  }

  /** What the entries make new; on its way before they are, so that Home Assistant knows what it hears. */
  announceBefore(batch: readonly OutboxEntry[]): void {
    for (const entry of batch) this.#publish(this.#discovery.apply(entry));
  }

  announceLines(states: readonly SourceState[]): void {
    this.#publish(this.#discovery.lines(states));
  }

  announcePrices(currency: string | undefined): void {
    this.#publish(this.#discovery.prices(currency));
  }

  #publish(messages: readonly MqttMessage[]): void {
    // One refusal is enough: each further one may end the connection.
    if (this.#wasRefused) return;
    for (const message of messages) this.#connection.publish(message).catch((error: unknown) => this.#failed(error));
  }

  /** A connection that broke tells so itself, and everything is published on the next one. */
  #failed(error: unknown): void {
    if (!(error instanceof SinkError)) throw error;
    if (error.kind === "transient" || this.#wasRefused) return;
    this.#wasRefused = true;
    this.#options.refused(error);
  }
}

/** What the promise gives; undefined where that takes too long, or the signal aborts. */
async function firstOf<Value>(promise: Promise<Value>, clock: Clock, signal: AbortSignal): Promise<Value | undefined> {
  const enough = new AbortController();
  const bound = clock.pause(patienceMs, AbortSignal.any([signal, enough.signal])).then(() => undefined);
  const value = await Promise.race([promise, bound]);
  enough.abort();
  return value;
}
