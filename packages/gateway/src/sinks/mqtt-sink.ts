import { randomUUID } from "node:crypto";
import { type MqttBridgeMeter, type ShownWords, type SourceState, tell } from "@meter2mqtt/contract";
import type { Secret } from "../config/secret.ts";
import { SinkError } from "../errors.ts";
import type { DiscoveryAnnouncer, DiscoverySettings } from "../home-assistant/discovery-announcer.ts";
import { DiscoveryLink } from "../home-assistant/discovery-link.ts";
import type { PriceFeed } from "../prices/price-feed.ts";
import type { PriceSnapshot } from "../prices/price-snapshot.ts";
import { BackOff, type BackOffOptions, type Clock, systemClock } from "../sources/back-off.ts";
import { placeOf } from "../sources/error-words.ts";
import { keepOpen } from "../sources/keep-open.ts";
import { Lifetime } from "../sources/lifetime.ts";
import type { LineFeed } from "./line-feed.ts";
import { type MqttConnection, openMqttConnection } from "./mqtt-connection.ts";
import { publishAll, unlessAborted } from "./mqtt-delivery.ts";
import {
  availabilityMessage,
  bridgeInfoMessage,
  bridgeStateMessage,
  lineMessage,
  type MqttMessage,
  pricesMessage,
  toMqttMessage,
} from "./mqtt-messages.ts";
import {
  type BrokerAddress,
  type MqttProtocol,
  type MqttTlsOptions,
  mqttClientOptions,
  parseBrokerUrl,
} from "./mqtt-options.ts";
import { isVersionRefused } from "./mqtt-words.ts";
import { publishLines } from "./publish-lines.ts";
import { publishPrices } from "./publish-prices.ts";
import type { OutboxEntry, Sink, SinkListener } from "./sink.ts";

export interface MqttSinkOptions {
  readonly name: string;
  /** `mqtt://host:port` or `mqtts://host:port`. */
  readonly url: string;
  readonly username?: string;
  readonly password?: Secret;
  /** Default: a made-up one, its own for each start. */
  readonly clientId?: string;
  /** Default: 5. A broker that refuses it is asked again with 3.1.1. */
  readonly protocol?: MqttProtocol;
  readonly tls?: MqttTlsOptions;
  readonly baseTopic: string;
  /** Version of meter2mqtt, for `<base>/bridge/info`. */
  readonly version: string;
  /** How meters are announced to Home Assistant. Default: not at all. */
  readonly discovery?: DiscoverySettings;
  /** The health of the lines; without it none is published. */
  readonly lines?: LineFeed;
  /** Prices from now on; without it none are published. */
  readonly prices?: PriceFeed;
  readonly backOff?: BackOffOptions;
  readonly clock?: Clock;
  /** How often TLS files are looked at for a change. Default: 10 s. */
  readonly tlsCheckMs?: number;
  /** How long a broker may take to acknowledge a batch before the connection is given up. Default: 20 s. */
  readonly deliveryTimeoutMs?: number;
}

/** So many meters are remembered for their retained topics: ids come from the wire, and a stranger could invent them. */
const metersRemembered = 1000;
/** What saying goodbye may take: the gateway has 2 s to stop. */
const goodbyeMs = 500;

/** Publishes to an MQTT broker: native topics, every message at QoS 1. */
export class MqttSink implements Sink {
  readonly name: string;
  readonly type = "mqtt";
  readonly description: string;
  readonly where?: ShownWords;
  readonly #place: string;
  readonly kinds: Sink["kinds"] = new Set(["reading", "availability", "diagnosis", "event", "energy"]);
  readonly #options: MqttSinkOptions;
  readonly #address: BrokerAddress;
  readonly #clientId: string;
  readonly #backOff: BackOff;
  readonly #clock: Clock;
  readonly #lifetime = new Lifetime();
  readonly #online = new Map<string, boolean>();
  readonly #meters = new Map<string, MqttBridgeMeter>();
  readonly #discovery: DiscoveryLink | undefined;
  #protocol: MqttProtocol;
  #connection: MqttConnection | undefined;
  #announcer: DiscoveryAnnouncer | undefined;

  constructor(options: MqttSinkOptions) {
    this.name = options.name;
    this.#options = options;
    this.#address = parseBrokerUrl(options.url);
    const scheme = this.#address.secure ? "mqtts" : "mqtt";
    this.#place = `${scheme}://${placeOf(this.#address.host, this.#address.port)}`;
    const { username: user } = options;
    const where = user === undefined ? undefined : tell("leadsUser", { place: this.#place, user });
    this.description = where?.message ?? this.#place;
    if (where !== undefined) this.where = where.words;
    this.#clientId = options.clientId ?? `meter2mqtt-${randomUUID().slice(0, 8)}`;
    this.#protocol = options.protocol ?? "5";
    this.#backOff = new BackOff(options.backOff);
    this.#clock = options.clock ?? systemClock;
    const { discovery, baseTopic, version } = options;
    const scene = { baseTopic, version, hasPrices: () => options.prices?.isFed === true };
    this.#discovery = discovery && new DiscoveryLink({ ...discovery, ...scene }, this.#clock);
  }

  start(listener: SinkListener, signal: AbortSignal): Promise<void> {
    const session = (stop: AbortSignal) => this.#session(listener, stop);
    const status: SinkListener["status"] = (...told) => listener.status(...told);
    const work = this.#lifetime.run(signal, (stop) =>
      keepOpen({ session, status, backOff: this.#backOff, clock: this.#clock }, stop),
    );
    // A failure that ends the work was told as status "failed".
    work.catch(() => undefined);
    return Promise.resolve();
  }

  async deliver(batch: readonly OutboxEntry[], signal: AbortSignal): Promise<void> {
    const connection = this.#connection;
    // Remembered even when there is no connection: the next one publishes what is retained.
    const infoChanged = this.#remember(batch);
    if (connection === undefined) throw new SinkError("transient", tell("notConnected", { output: this.#place }));
    const { baseTopic } = this.#options;
    const messages = batch.flatMap((entry) => (entry.kind === "frame" ? [] : [toMqttMessage(baseTopic, entry)]));
    this.#announcer?.announceBefore(batch);
    await this.#publishAll(connection, infoChanged ? [this.#bridgeInfo(), ...messages] : messages, signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#lifetime.end();
  }

  async #session(listener: SinkListener, signal: AbortSignal): Promise<void> {
    const connection = await this.#open(signal);
    const over = new AbortController();
    try {
      const closed = connection.closed();
      const announcer = await this.#discovery?.begin(connection, ({ message, words }) =>
        listener.status("open", message, words),
      );
      await this.#publishRetained(connection, signal);
      await announcer?.learn(this.#options.lines?.states ?? [], this.#clock, signal);
      if (!signal.aborted) {
        this.#backOff.reset();
        this.#connection = connection;
        this.#announcer = announcer;
        const refusal = this.#discovery?.refusal;
        listener.status("open", refusal?.message, refusal?.words);
        this.#publishLines(connection, AbortSignal.any([signal, over.signal]));
        this.#publishPrices(connection, AbortSignal.any([signal, over.signal]));
      }
      const ended = await unlessAborted(closed, signal);
      if (ended !== undefined) throw ended;
      await this.#goodbye(connection);
    } finally {
      over.abort();
      this.#connection = undefined;
      this.#announcer = undefined;
      connection.destroy();
    }
  }

  /** How the lines are, and that there are entities for it, until the connection is over. */
  #publishLines(connection: MqttConnection, signal: AbortSignal): void {
    const { lines: feed, baseTopic } = this.#options;
    if (feed === undefined) return;
    const publish = async (changed: readonly SourceState[]) => {
      this.#announcer?.announceLines(feed.states);
      await this.#publishAll(
        connection,
        changed.map((state) => lineMessage(baseTopic, state)),
        signal,
      );
    };
    // A connection that breaks is told by its own end, and the next one begins anew.
    publishLines({ feed, clock: this.#clock, publish }, signal).catch(() => undefined);
  }

  /** What comes to cost how much, until the connection is over. */
  #publishPrices(connection: MqttConnection, signal: AbortSignal): void {
    const { prices: feed, baseTopic } = this.#options;
    if (feed === undefined) return;
    const main = () => feed.snapshots[0]?.area;
    const publish = async (changed: readonly PriceSnapshot[]) => {
      const currency = feed.snapshots[0]?.prices[0]?.currency;
      if (currency !== undefined) this.#announcer?.announcePrices(currency);
      await this.#publishAll(
        connection,
        changed.map((snapshot) => pricesMessage(baseTopic, snapshot, snapshot.area === main())),
        signal,
      );
    };
    // A connection that breaks is told by its own end, and the next one begins anew.
    publishPrices({ feed, publish, gone: () => this.#announcer?.announcePrices(undefined) }, signal).catch(
      () => undefined,
    );
  }

  async #open(signal: AbortSignal): Promise<MqttConnection> {
    const { baseTopic, username } = this.#options;
    const broker = { ...this.#options, clientId: this.#clientId, protocol: this.#protocol };
    const { tls: tlsFiles, tlsCheckMs } = this.#options;
    const watch = { tlsFiles, clock: this.#clock, ...(tlsCheckMs === undefined ? {} : { tlsCheckMs }) };
    const target = { ...this.#address, hasUser: username !== undefined, ...watch };
    try {
      return await openMqttConnection(await mqttClientOptions(broker, baseTopic), target, signal);
    } catch (error) {
      // Brokers of some age, and small ones, know 3.1.1 only.
      if (error instanceof SinkError && isVersionRefused(error.cause)) this.#protocol = "3.1.1";
      throw error;
    }
  }

  async #publishRetained(connection: MqttConnection, signal: AbortSignal): Promise<void> {
    try {
      await this.#publishAll(connection, this.#retained(), signal);
    } catch (error) {
      if (!(error instanceof SinkError)) throw error;
      // Also where the broker's access list is against it: that list can be put right while this runs.
      throw new SinkError("transient", error, { cause: error });
    }
  }

  /** Everything that the broker should hold: it may have been started anew, and forgotten it. */
  #retained(): readonly MqttMessage[] {
    const { baseTopic } = this.#options;
    const messages = [bridgeStateMessage(baseTopic, "online")];
    if (this.#meters.size > 0) messages.push(this.#bridgeInfo());
    for (const [meter, online] of this.#online) {
      messages.push(availabilityMessage(baseTopic, meter, online ? "online" : "offline"));
    }
    return messages;
  }

  #bridgeInfo(): MqttMessage {
    const { baseTopic, version } = this.#options;
    return bridgeInfoMessage(baseTopic, { version, meters: [...this.#meters.values()] });
  }

  /** True when a meter appeared, or is called otherwise than before. */
  #remember(batch: readonly OutboxEntry[]): boolean {
    let changed = false;
    for (const entry of batch) {
      if (entry.kind === "availability") remember(this.#online, entry.meter, entry.online);
      if (entry.kind !== "reading") continue;
      const { meter, name, source, simulated } = entry.state;
      const known = this.#meters.get(meter);
      if (known && known.name === name && known.source === source && known.simulated === simulated) continue;
      remember(this.#meters, meter, { meter, name, source, simulated });
      changed = true;
    }
    return changed;
  }

  #publishAll(connection: MqttConnection, messages: readonly MqttMessage[], signal: AbortSignal): Promise<void> {
    const { deliveryTimeoutMs = 20_000 } = this.#options;
    return publishAll(connection, messages, { signal, timeoutMs: deliveryTimeoutMs });
  }

  /** A clean stop: subscribers learn at once that no more comes. */
  async #goodbye(connection: MqttConnection): Promise<void> {
    const { baseTopic } = this.#options;
    const messages = [...this.#online.keys()].map((meter) => availabilityMessage(baseTopic, meter, "offline"));
    messages.push(bridgeStateMessage(baseTopic, "offline"));
    const farewell = Promise.all(messages.map((message) => connection.publish(message))).then(() => connection.end());
    const enough = new AbortController();
    const bound = this.#clock.pause(goodbyeMs, enough.signal);
    // A broker that is gone can't be told; its last will, if it comes back, says the same.
    await Promise.race([farewell.catch(() => undefined), bound]);
    enough.abort();
  }
}

function remember<Value>(map: Map<string, Value>, meter: string, value: Value): void {
  if (!map.has(meter) && map.size >= metersRemembered) {
    const oldest = map.keys().next();
    if (oldest.done !== true) map.delete(oldest.value);
  }
  map.set(meter, value);
}
