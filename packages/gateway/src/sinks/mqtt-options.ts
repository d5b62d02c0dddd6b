import type { IClientOptions } from "mqtt";
import type { Secret } from "../config/secret.ts";
import { bridgeStateMessage } from "./mqtt-messages.ts";
import { readTlsFiles, type TlsFiles } from "./tls-files.ts";

export type MqttProtocol = "5" | "3.1.1";

/** Files are read at each connection, and watched while it lasts. */
export interface MqttTlsOptions extends TlsFiles {
  /** False: any certificate is accepted, so nobody knows who the broker is. */
  readonly rejectUnauthorized?: boolean;
}

export interface MqttBroker {
  /** `mqtt://host:port` or `mqtts://host:port`. */
  readonly url: string;
  readonly username?: string;
  readonly password?: Secret;
  readonly clientId: string;
  readonly protocol: MqttProtocol;
  readonly tls?: MqttTlsOptions;
}

export interface BrokerAddress {
  readonly secure: boolean;
  readonly host: string;
  readonly port: number;
}

/** A broker that answers nothing must not hold the connection for the library's 30 s. */
const connectTimeoutMs = 10_000;
/** Seconds between two signs of life: a broker publishes the last will after one and a half of them. */
const keepAliveSeconds = 30;

/** Parts of a broker's address, with the usual ports where it names none. */
export function parseBrokerUrl(url: string): BrokerAddress {
  const { protocol, hostname, port } = new URL(url);
  const secure = protocol === "mqtts:";
  const host = hostname.replace(/^\[|\]$/g, "");
  return { secure, host, port: port === "" ? (secure ? 8883 : 1883) : Number(port) };
}

/** What the client library needs for one connection. `will`: topic on which the broker says that we are gone. */
export async function mqttClientOptions(broker: MqttBroker, willBaseTopic?: string): Promise<IClientOptions> {
  const { secure, host, port } = parseBrokerUrl(broker.url);
  const password = broker.password?.reveal();
  return {
    protocol: secure ? "mqtts" : "mqtt",
    host,
    port,
    protocolVersion: broker.protocol === "5" ? 5 : 4,
    clientId: broker.clientId,
    clean: true,
    keepalive: keepAliveSeconds,
    connectTimeout: connectTimeoutMs,
    ...(broker.username === undefined ? {} : { username: broker.username }),
    ...(password === undefined ? {} : { password }),
    ...(secure ? await tlsOptions(broker.tls ?? {}) : {}),
    ...(willBaseTopic === undefined ? {} : { will: lastWill(willBaseTopic) }),
  };
}

function lastWill(baseTopic: string): NonNullable<IClientOptions["will"]> {
  const { topic, payload, retain } = bridgeStateMessage(baseTopic, "offline");
  return { topic, payload: Buffer.from(payload), qos: 1, retain };
}

async function tlsOptions(tls: MqttTlsOptions): Promise<IClientOptions> {
  return { rejectUnauthorized: tls.rejectUnauthorized ?? true, ...(await readTlsFiles(tls)) };
}
