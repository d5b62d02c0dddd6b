import { tell } from "@meter2mqtt/contract";
import { connect as connectMqtt, type IClientOptions, type MqttClient } from "mqtt";
import { type Said, SinkError } from "../errors.ts";
import { type Clock, systemClock } from "../sources/back-off.ts";
import { errorMessage, placeOf } from "../sources/error-words.ts";
import type { MqttMessage } from "./mqtt-messages.ts";
import { type MqttTarget, reasonOf, tellConnectionError } from "./mqtt-words.ts";
import { type TlsFiles, untilTlsFilesChange, type WatchOptions } from "./tls-files.ts";

/** What ending a connection whose certificate was renewed may take. */
const farewellMs = 5000;

/** One connection to a broker, from CONNACK to its end. It does not come back by itself. */
export class MqttConnection {
  readonly #client: MqttClient;
  readonly #target: Omit<MqttTarget, "wasOpen">;
  /** Publishes without their PUBACK: the client library leaves them without an answer when the connection ends. */
  readonly #pending = new Set<(error: SinkError) => void>();
  #wasOpen = false;
  #failure: unknown;
  #closed: SinkError | undefined;
  #onClosed: ((error: SinkError) => void) | undefined;
  readonly #ended = new AbortController();

  constructor(client: MqttClient, target: Omit<MqttTarget, "wasOpen">) {
    this.#client = client;
    this.#target = target;
    client.on("error", (error) => {
      this.#failure ??= error;
    });
    // MQTT 5: the broker says why before it closes.
    client.on("disconnect", (packet) => {
      const { reasonCode = 0 } = packet;
      if (reasonCode > 0) this.#failure ??= Object.assign(new Error("ended by the broker"), { code: reasonCode });
    });
    client.on("close", () => this.#close());
  }

  /** Resolves with the connection at CONNACK; rejects with why there is none. */
  opened(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#client.once("connect", () => {
        this.#wasOpen = true;
        resolve();
      });
      this.#onClosed = reject;
    });
  }

  /** Resolves with why the connection ended. */
  closed(): Promise<SinkError> {
    return new Promise((resolve) => {
      if (this.#closed !== undefined) resolve(this.#closed);
      this.#onClosed = resolve;
    });
  }

  /** Resolves when the broker has the message (PUBACK). */
  publish(message: MqttMessage): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#closed !== undefined) return reject(this.#closed);
      this.#pending.add(reject);
      const { topic, payload, retain } = message;
      this.#client.publish(topic, payload, { qos: 1, retain }, (error) => {
        this.#pending.delete(reject);
        if (error) reject(publishError(error, topic));
        else resolve();
      });
    });
  }

  /** `heard` is told of every message that comes on a subscription. */
  onMessage(heard: (message: { topic: string; payload: Uint8Array; retain: boolean }) => void): void {
    this.#client.on("message", (topic, payload, { retain }) => heard({ topic, payload, retain }));
  }

  /** Asks for what is published under a topic; resolves when the broker agreed (SUBACK). */
  subscribe(topic: string): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#closed !== undefined) return reject(this.#closed);
      this.#pending.add(reject);
      this.#client.subscribe(topic, { qos: 1 }, (error, granted) => {
        this.#pending.delete(reject);
        // MQTT 3.1.1 refuses by a granted QoS of 128.
        if (error || granted?.some(({ qos }) => qos >= 128)) reject(subscribeError(error, topic));
        else resolve();
      });
    });
  }

  /** Ends the connection once the TLS files hold something else, so that the next one is made with that. */
  async endWhenRenewed(watch: WatchOptions): Promise<void> {
    if (!(await untilTlsFilesChange(watch, this.#ended.signal))) return;
    this.#failure ??= new SinkError("transient", tell("tlsFilesChanged"));
    const enough = new AbortController();
    // What the broker has not acknowledged by then comes again on the next connection.
    await Promise.race([this.#client.endAsync().catch(() => undefined), watch.clock.pause(farewellMs, enough.signal)]);
    enough.abort();
    this.destroy();
  }

  /** Says goodbye to the broker, which then does not publish the last will. */
  async end(): Promise<void> {
    await this.#client.endAsync();
  }

  /** Drops the connection without a word. */
  destroy(): void {
    this.#client.end(true);
    this.#close();
  }

  #close(): void {
    if (this.#closed !== undefined) return;
    this.#closed = this.#closeError();
    this.#ended.abort();
    for (const reject of this.#pending) reject(this.#closed);
    this.#pending.clear();
    this.#onClosed?.(this.#closed);
    this.#client.end(true);
  }

  #closeError(): SinkError {
    return new SinkError("transient", this.#closeWords(), { cause: this.#failure });
  }

  #closeWords(): Said {
    const place = placeOf(this.#target.host, this.#target.port);
    if (this.#failure instanceof SinkError) return this.#failure;
    if (this.#failure !== undefined) {
      return tellConnectionError(this.#failure, { ...this.#target, wasOpen: this.#wasOpen });
    }
    return tell(this.#wasOpen ? "netClosed" : "brokerWordless", { place });
  }
}

/** Where to connect to, and what may make another connection necessary. */
export interface ConnectTarget extends Omit<MqttTarget, "wasOpen"> {
  /** Watched while the connection lasts. */
  readonly tlsFiles?: TlsFiles | undefined;
  readonly clock?: Clock;
  /** How often the files are looked at. Default: 10 s. */
  readonly tlsCheckMs?: number;
}

/** Connects once; rejects with SinkError when the broker can't be reached, refuses, or the signal aborts. */
export async function openMqttConnection(
  options: IClientOptions,
  target: ConnectTarget,
  signal: AbortSignal,
): Promise<MqttConnection> {
  if (signal.aborted) throw new SinkError("transient", tell("connectingStopped"));
  const client = beginClient(options);
  const connection = new MqttConnection(client, target);
  const stop = () => connection.destroy();
  signal.addEventListener("abort", stop, { once: true });
  try {
    await connection.opened();
    watchTlsFiles(connection, options, target);
    return connection;
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

function beginClient(options: IClientOptions): MqttClient {
  try {
    return connectMqtt({ ...options, reconnectPeriod: 0, queueQoSZero: false, resubscribe: false });
  } catch (error) {
    const { ca, cert, key } = options;
    if (ca === undefined && cert === undefined && key === undefined) throw error;
    // Transient: a renewal may have written half of them.
    throw new SinkError("transient", tell("tlsFilesUnusable", { why: errorMessage(error) }), { cause: error });
  }
}

function watchTlsFiles(connection: MqttConnection, { ca, cert, key }: IClientOptions, target: ConnectTarget): void {
  const { tlsFiles: files, clock = systemClock, tlsCheckMs: everyMs = 10_000 } = target;
  if (files === undefined || (ca === undefined && cert === undefined && key === undefined)) return;
  void connection.endWhenRenewed({ files, inUse: { ca, cert, key }, clock, everyMs });
}

function subscribeError(error: Error | null, topic: string): SinkError {
  return new SinkError("permanent", tell("topicNotRead", { topic }), { cause: error });
}

function publishError(error: Error, topic: string): SinkError {
  const reason = reasonOf(error);
  // The broker answered: it will answer the same the next time.
  if (reason !== undefined)
    return new SinkError("permanent", tell("topicNotTaken", { topic, reason }), { cause: error });
  return new SinkError("transient", tell("publishFailed", { topic, why: error.message }), { cause: error });
}
