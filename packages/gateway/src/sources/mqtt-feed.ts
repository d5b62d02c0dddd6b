import { randomUUID } from "node:crypto";
import { type ShownWords, tell } from "@meter2mqtt/contract";
import type { Secret } from "../config/secret.ts";
import { SinkError, SourceError } from "../errors.ts";
import { type MqttConnection, openMqttConnection } from "../sinks/mqtt-connection.ts";
import {
  type BrokerAddress,
  type MqttProtocol,
  type MqttTlsOptions,
  mqttClientOptions,
  parseBrokerUrl,
} from "../sinks/mqtt-options.ts";
import { isVersionRefused } from "../sinks/mqtt-words.ts";
import { type Clock, systemClock } from "./back-off.ts";
import { placeOf } from "./error-words.ts";
import { type Feed, type FeedListener, maxMessageOctets } from "./feed.ts";

export interface MqttFeedOptions {
  /** `mqtt://host:port` or `mqtts://host:port`. */
  readonly url: string;
  /** With `+` and `#` as MQTT knows them. */
  readonly topics: readonly string[];
  readonly username?: string;
  readonly password?: Secret;
  readonly clientId?: string;
  readonly protocol?: MqttProtocol;
  readonly tls?: MqttTlsOptions;
  readonly clock?: Clock;
}

/** Messages that others publish to a broker. */
export class MqttFeed implements Feed {
  readonly description: string;
  readonly where: ShownWords;
  readonly #options: MqttFeedOptions;
  readonly #address: BrokerAddress;
  readonly #clientId: string;
  readonly #clock: Clock;
  #protocol: MqttProtocol;

  constructor(options: MqttFeedOptions) {
    this.#options = options;
    this.#address = parseBrokerUrl(options.url);
    const scheme = this.#address.secure ? "mqtts" : "mqtt";
    const place = placeOf(this.#address.host, this.#address.port);
    const where = tell("leadsTopics", { topics: options.topics.join(", "), place: `${scheme}://${place}` });
    this.description = where.message;
    this.where = where.words;
    this.#clientId = options.clientId ?? `meter2mqtt-${randomUUID().slice(0, 8)}`;
    this.#protocol = options.protocol ?? "5";
    this.#clock = options.clock ?? systemClock;
  }

  async session(listener: FeedListener, signal: AbortSignal): Promise<void> {
    const connection = await this.#open(signal);
    const stop = () => connection.destroy();
    signal.addEventListener("abort", stop, { once: true });
    try {
      const closed = connection.closed();
      await this.#subscribe(connection, listener);
      const why = await closed;
      if (!signal.aborted) throw new SourceError("transient", why, { cause: why });
    } catch (error) {
      if (signal.aborted) return;
      throw error;
    } finally {
      signal.removeEventListener("abort", stop);
      connection.destroy();
    }
  }

  async #subscribe(connection: MqttConnection, listener: FeedListener): Promise<void> {
    let isOpen = false;
    const opened = () => {
      if (!isOpen) listener.opened();
      isOpen = true;
    };
    connection.onMessage(({ topic, payload, retain }) => {
      if (payload.length > maxMessageOctets) return;
      // What is retained arrives before the answer to the subscription may be seen.
      opened();
      // A copy: the client cuts messages from what the socket gave.
      listener.message({ topic, octets: new Uint8Array(payload), at: this.#clock.now(), isRetained: retain });
    });
    for (const topic of this.#options.topics) {
      try {
        await connection.subscribe(topic);
      } catch (error) {
        if (!(error instanceof SinkError)) throw error;
        // Transient also where the broker's access list is against it: that list can be put right while this runs.
        throw new SourceError("transient", error, { cause: error });
      }
    }
    opened();
  }

  async #open(signal: AbortSignal): Promise<MqttConnection> {
    const { username } = this.#options;
    const broker = { ...this.#options, clientId: this.#clientId, protocol: this.#protocol };
    const options = await mqttClientOptions(broker);
    // A broker that speaks MQTT 5 keeps larger messages to itself.
    const bound = this.#protocol === "5" ? { properties: { maximumPacketSize: maxMessageOctets + 4096 } } : {};
    const target = { ...this.#address, hasUser: username !== undefined };
    try {
      return await openMqttConnection({ ...options, ...bound }, target, signal);
    } catch (error) {
      // Brokers of some age, and small ones, know 3.1.1 only.
      if (error instanceof SinkError && isVersionRefused(error.cause)) this.#protocol = "3.1.1";
      throw error;
    }
  }
}
