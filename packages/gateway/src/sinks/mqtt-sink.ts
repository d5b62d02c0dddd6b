import { randomUUID } from "node:crypto";
import type { MqttBridgeMeter } from "@meter2mqtt/contract";
import type { Secret } from "../config/secret.ts";
import { SinkError } from "../errors.ts";
import { BackOff, type BackOffOptions, type Clock, systemClock } from "../sources/back-off.ts";
import { placeOf } from "../sources/error-words.ts";
import { keepOpen } from "../sources/keep-open.ts";
import { Lifetime } from "../sources/lifetime.ts";
import { type MqttConnection, openMqttConnection } from "./mqtt-connection.ts";
import { publishAll, unlessAborted } from "./mqtt-delivery.ts";
import {
  availabilityMessage,
  bridgeInfoMessage,
  bridgeStateMessage,
  type MqttMessage,
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
  readonly backOff?: BackOffOptions;
  readonly clock?: Clock;
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
  readonly kinds: Sink["kinds"] = new Set(["reading", "availability", "diagnosis"]);
  readonly #options: MqttSinkOptions;
  readonly #address: BrokerAddress;
  readonly #clientId: string;
  readonly #backOff: BackOff;
  readonly #clock: Clock;
  readonly #lifetime = new Lifetime();
  readonly #online = new Map<string, boolean>();
  readonly #meters = new Map<string, MqttBridgeMeter>();
  #protocol: MqttProtocol;
  #connection: MqttConnection | undefined;

  constructor(options: MqttSinkOptions) {
    this.name = options.name;
    this.#options = options;
    this.#address = parseBrokerUrl(options.url);
    const scheme = this.#address.secure ? "mqtts" : "mqtt";
    const user = options.username === undefined ? "" : ` as user ${options.username}`;
    this.description = `${scheme}://${placeOf(this.#address.host, this.#address.port)}${user}`;
    this.#clientId = options.clientId ?? `meter2mqtt-${randomUUID().slice(0, 8)}`;
    this.#protocol = options.protocol ?? "5";
    this.#backOff = new BackOff(options.backOff);
    this.#clock = options.clock ?? systemClock;
  }

  start(listener: SinkListener, signal: AbortSignal): Promise<void> {
    const session = (stop: AbortSignal) => this.#session(listener, stop);
    const status: SinkListener["status"] = (state, error) => listener.status(state, error);
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
    if (connection === undefined) throw new SinkError("transient", `${this.description} is not connected.`);
    const { baseTopic } = this.#options;
    const messages = batch.flatMap((entry) => (entry.kind === "frame" ? [] : [toMqttMessage(baseTopic, entry)]));
    await this.#publishAll(connection, infoChanged ? [this.#bridgeInfo(), ...messages] : messages, signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#lifetime.end();
  }

  async #session(listener: SinkListener, signal: AbortSignal): Promise<void> {
    const connection = await this.#open(signal);
    try {
      const closed = connection.closed();
      await this.#publishRetained(connection, signal);
      if (!signal.aborted) {
        this.#backOff.reset();
        this.#connection = connection;
        listener.status("open");
      }
      const ended = await unlessAborted(closed, signal);
      if (ended !== undefined) throw ended;
      await this.#goodbye(connection);
    } finally {
      this.#connection = undefined;
      connection.destroy();
    }
  }

  async #open(signal: AbortSignal): Promise<MqttConnection> {
    const { baseTopic, username } = this.#options;
    const broker = { ...this.#options, clientId: this.#clientId, protocol: this.#protocol };
    const target = { ...this.#address, hasUser: username !== undefined };
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
      throw new SinkError("transient", error.message, { cause: error });
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
