import { type AmsReaderConfig, type ShownWords, tell } from "@meter2mqtt/contract";
import type { IClientOptions } from "mqtt";
import type { Secret } from "../../config/secret.ts";
import { SinkError, StoreError } from "../../errors.ts";
import type { PriceFeed } from "../../prices/price-feed.ts";
import { BackOff, type BackOffOptions, type Clock, systemClock } from "../../sources/back-off.ts";
import { placeOf } from "../../sources/error-words.ts";
import { keepOpen } from "../../sources/keep-open.ts";
import { Lifetime } from "../../sources/lifetime.ts";
import { type MqttConnection, openMqttConnection } from "../mqtt-connection.ts";
import { publishAll, unlessAborted } from "../mqtt-delivery.ts";
import type { MqttMessage } from "../mqtt-messages.ts";
import {
  type BrokerAddress,
  type MqttProtocol,
  type MqttTlsOptions,
  mqttClientOptions,
  parseBrokerUrl,
} from "../mqtt-options.ts";
import { isVersionRefused } from "../mqtt-words.ts";
import type { OutboxEntry, Sink, SinkListener } from "../sink.ts";
import type { AmsPrices } from "./ams-prices.ts";
import { commandMessages } from "./commands.ts";
import type { PayloadContext } from "./context.ts";
import type { PlotName } from "./energy-plots.ts";
import type { JsonObject } from "./json-text.ts";
import { priceMessages } from "./price-payloads.ts";
import { type ContractPort, publishAmsPrices } from "./publish-ams-prices.ts";
import { statusMessage, systemMessages } from "./system-payloads.ts";
import { nextStep, type Track } from "./track.ts";

export interface AmsReaderSinkOptions extends AmsReaderConfig {
  readonly name: string;
  readonly url: string;
  readonly username?: string;
  readonly password?: Secret;
  readonly clientId: string;
  readonly protocol: MqttProtocol;
  readonly tls?: MqttTlsOptions;
  /** 12 hexadecimal digits. */
  readonly deviceId: string;
  /** Version of meter2mqtt. */
  readonly version: string;
  readonly freeMemory: () => number;
  /** Prices from now on; those of its main area are published. */
  readonly prices?: PriceFeed;
  /** What a kWh costs the meter of this name by its contract; it is published instead. */
  readonly contracts?: ContractPort;
  /** A plot of the meter of this name, as it is now; undefined while nothing of it is known. */
  readonly plotOf?: (plot: PlotName, meter: string, now: number) => JsonObject | undefined;
  readonly backOff?: BackOffOptions;
  readonly clock?: Clock;
}

/** The firmware says how its device is once a minute. */
const systemEveryMs = 60_000;
/** What saying goodbye may take: the gateway has 2 s to stop. */
const goodbyeMs = 500;
/** How long a broker may take to acknowledge a batch before the connection is given up. */
const deliveryTimeoutMs = 20_000;
/** Commands are single words. */
const longestCommand = 64;

/** Formats whose payloads say no time: what was missed would look like now. */
const withoutTime: ReadonlySet<AmsReaderConfig["format"]> = new Set(["raw-minimal", "raw-full", "domoticz"]);

function kindsOf(format: AmsReaderConfig["format"]): Sink["kinds"] {
  if (format === "hex") return new Set(["frame", "availability"]);
  if (format === "domoticz") return new Set(["reading", "availability"]);
  return new Set(["reading", "availability", "energy"]);
}

/** Publishes one meter in one of the firmware's payload formats, on a connection with a last will of its own. */
export class AmsReaderSink implements Sink {
  readonly name: string;
  readonly type = "mqtt";
  readonly description: string;
  readonly where: ShownWords;
  readonly #place: string;
  readonly kinds: Sink["kinds"];
  readonly catchUp: "all" | "latest";
  readonly #options: AmsReaderSinkOptions;
  readonly #address: BrokerAddress;
  readonly #backOff: BackOff;
  readonly #clock: Clock;
  readonly #startedAt: number;
  readonly #lifetime = new Lifetime();
  #protocol: MqttProtocol;
  #track: Track = {};
  #connection: MqttConnection | undefined;

  constructor(options: AmsReaderSinkOptions) {
    const { name, url, format, publishTopic } = options;
    this.name = name;
    this.#options = options;
    this.#address = parseBrokerUrl(url);
    const { secure, host, port } = this.#address;
    this.#place = `${secure ? "mqtts" : "mqtt"}://${placeOf(host, port)}`;
    const where = tell("leadsFormat", { place: this.#place, format, topic: publishTopic });
    this.description = where.message;
    this.where = where.words;
    this.kinds = kindsOf(format);
    this.catchUp = withoutTime.has(format) ? "latest" : "all";
    this.#protocol = options.protocol;
    this.#backOff = new BackOff(options.backOff);
    this.#clock = options.clock ?? systemClock;
    this.#startedAt = this.#clock.now();
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
    if (connection === undefined) throw new SinkError("transient", tell("notConnected", { output: this.#place }));
    const { meter, interval } = this.#options;
    const options = { context: this.#context(), meter, intervalMs: interval * 1000 };
    const messages: MqttMessage[] = [];
    let track = this.#track;
    for (const entry of batch) {
      const step = nextStep(track, entry, options);
      track = step.track;
      messages.push(...step.messages);
    }
    await publishAll(connection, messages, { signal, timeoutMs: deliveryTimeoutMs });
    // Only now: a batch that was not delivered comes again.
    this.#track = track;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#lifetime.end();
  }

  async #session(listener: SinkListener, signal: AbortSignal): Promise<void> {
    const connection = await this.#open(signal);
    const beat = new AbortController();
    try {
      const closed = connection.closed();
      await this.#greet(connection, signal);
      const refused = await this.#subscribe(connection);
      if (!signal.aborted) {
        this.#backOff.reset();
        // What a topic got before may have been lost with the connection.
        const { sent: _sent, ...track } = this.#track;
        this.#track = track;
        this.#connection = connection;
        listener.status("open", refused?.message, refused?.words);
      }
      void this.#tellSystem(connection, beat.signal);
      this.#publishPrices(connection, AbortSignal.any([signal, beat.signal]));
      const ended = await unlessAborted(closed, signal);
      if (ended !== undefined) throw ended;
      await this.#goodbye(connection);
    } finally {
      beat.abort();
      this.#connection = undefined;
      connection.destroy();
    }
  }

  async #open(signal: AbortSignal): Promise<MqttConnection> {
    const { username, publishTopic } = this.#options;
    const { topic, payload, retain } = statusMessage(publishTopic, "offline");
    const will: NonNullable<IClientOptions["will"]> = { topic, payload: Buffer.from(payload), qos: 1, retain };
    const target = {
      ...this.#address,
      hasUser: username !== undefined,
      tlsFiles: this.#options.tls,
      clock: this.#clock,
    };
    try {
      const client = await mqttClientOptions({ ...this.#options, protocol: this.#protocol });
      return await openMqttConnection({ ...client, will }, target, signal);
    } catch (error) {
      // Brokers of some age, and small ones, know 3.1.1 only.
      if (error instanceof SinkError && isVersionRefused(error.cause)) this.#protocol = "3.1.1";
      throw error;
    }
  }

  async #greet(connection: MqttConnection, signal: AbortSignal): Promise<void> {
    const online = statusMessage(this.#options.publishTopic, "online");
    const messages = [online, ...systemMessages(this.#context(), this.#clock.now())];
    try {
      await publishAll(connection, messages, { signal, timeoutMs: deliveryTimeoutMs });
    } catch (error) {
      if (!(error instanceof SinkError)) throw error;
      // Also where the broker's access list is against it: that list can be put right while this runs.
      throw new SinkError("transient", error, { cause: error });
    }
  }

  /** Says why commands are not heard, where the broker does not allow it: publishing goes on. */
  async #subscribe(connection: MqttConnection): Promise<SinkError | undefined> {
    const { publishTopic, subscribeTopic = `${publishTopic}/command` } = this.#options;
    connection.onMessage(({ payload, retain }) => {
      // A retained command was meant for another day.
      if (!retain && payload.length <= longestCommand)
        this.#answer(connection, new TextDecoder().decode(payload).trim());
    });
    try {
      await connection.subscribe(subscribeTopic);
      return undefined;
    } catch (error) {
      if (!(error instanceof SinkError)) throw error;
      return error;
    }
  }

  #answer(connection: MqttConnection, command: string): void {
    // An answer that is lost with its connection is asked for again.
    const plotOf = (plot: PlotName) => this.#plotOf(plot);
    for (const message of commandMessages(this.#context(), command, plotOf))
      connection.publish(message).catch(() => undefined);
  }

  #plotOf(plot: PlotName): JsonObject | undefined {
    const meter = this.#track.meter?.slug ?? this.#options.meter;
    try {
      return meter === undefined ? undefined : this.#options.plotOf?.(plot, meter, this.#clock.now());
    } catch (error) {
      if (error instanceof StoreError) return { error: error.message };
      throw error;
    }
  }

  async #tellSystem(connection: MqttConnection, signal: AbortSignal): Promise<void> {
    for (;;) {
      await this.#clock.pause(systemEveryMs, signal);
      if (signal.aborted) return;
      const messages = systemMessages(this.#context(), this.#clock.now());
      // A connection that breaks is opened again, and tells it then.
      void publishAll(connection, messages, { signal, timeoutMs: deliveryTimeoutMs }).catch(() => undefined);
    }
  }

  /** On connecting, with every new price that begins to hold, and when others have come. */
  #publishPrices(connection: MqttConnection, signal: AbortSignal): void {
    const { prices: feed, contracts } = this.#options;
    if (feed === undefined && contracts === undefined) return;
    const publish = (prices: AmsPrices, hasExport: boolean) => {
      const messages = priceMessages(this.#context(), prices, { hasExport });
      return publishAll(connection, messages, { signal, timeoutMs: deliveryTimeoutMs });
    };
    const meter = () => this.#priced();
    // A connection that breaks is told by its own end, and the next one begins anew.
    publishAmsPrices({ feed, contracts, meter, clock: this.#clock, publish }, signal).catch(() => undefined);
  }

  /** Whose prices are published, and whether it has ever given energy to the grid. */
  #priced() {
    const { meter, state } = this.#track;
    const { energyExportWh = 0, activeExportW = 0 } = state?.values ?? {};
    return { slug: meter?.slug, hasExport: energyExportWh > 0 || activeExportW > 0 };
  }

  /** A clean stop: subscribers learn at once that no more comes. */
  async #goodbye(connection: MqttConnection): Promise<void> {
    const offline = statusMessage(this.#options.publishTopic, "offline");
    const farewell = connection.publish(offline).then(() => connection.end());
    const enough = new AbortController();
    const bound = this.#clock.pause(goodbyeMs, enough.signal);
    // A broker that is gone can't be told; its last will, if it comes back, says the same.
    await Promise.race([farewell.catch(() => undefined), bound]);
    enough.abort();
  }

  #context(): PayloadContext {
    const { format, publishTopic, domoticz, deviceId, clientId, version, freeMemory } = this.#options;
    const uptimeSeconds = Math.max(0, Math.floor((this.#clock.now() - this.#startedAt) / 1000));
    const device = { id: deviceId, name: clientId, version, uptimeSeconds, freeMemory: freeMemory() };
    return { format, topic: publishTopic, domoticz, device };
  }
}
