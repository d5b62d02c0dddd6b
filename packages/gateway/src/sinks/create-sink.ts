import type { Secret } from "../config/secret.ts";
import { ConfigError } from "../errors.ts";
import type { DiscoverySettings } from "../home-assistant/discovery-announcer.ts";
import type { PriceFeed } from "../prices/price-feed.ts";
import type { BackOffOptions, Clock } from "../sources/back-off.ts";
import type { LineFeed } from "./line-feed.ts";
import type { MqttProtocol, MqttTlsOptions } from "./mqtt-options.ts";
import { MqttSink } from "./mqtt-sink.ts";
import type { Sink } from "./sink.ts";

/** A broker to publish to, as the configuration describes it once its secrets are wrapped. */
export interface SinkSettings {
  readonly name: string;
  readonly url: string;
  readonly username?: string;
  readonly password?: Secret;
  readonly clientId?: string;
  readonly protocol: MqttProtocol;
  readonly tls: MqttTlsOptions;
  readonly baseTopic: string;
  readonly discovery?: DiscoverySettings;
}

/** What sinks need beside their configuration. */
export interface SinkDependencies {
  /** Version of meter2mqtt. */
  readonly version: string;
  /** How the lines are, for sinks that publish it. */
  readonly lines?: LineFeed;
  /** What comes to cost how much, for sinks that publish it. */
  readonly prices?: PriceFeed;
  readonly clock?: Clock;
  readonly backOff?: BackOffOptions;
}

/** The sink that a configuration describes. Throws ConfigError for what the schema can't check. */
export function createSink(settings: SinkSettings, dependencies: SinkDependencies): Sink {
  const { name, tls, password, username } = settings;
  if ((tls.certFile === undefined) !== (tls.keyFile === undefined)) {
    const missing = tls.certFile === undefined ? "certFile" : "keyFile";
    const hint = "A client certificate and its key belong together: set both, or neither.";
    const words = { key: "certificate-without-key", values: { missing } } as const;
    throw new ConfigError(`\`${missing}\` is missing`, `mqtt.${name}.tls.${missing}`, hint, { words });
  }
  // MQTT 3.1.1 does not allow a password alone (3.1.2.9), and no broker makes use of one.
  if (password !== undefined && username === undefined) {
    const words = { key: "password-without-user", values: {} } as const;
    throw new ConfigError("a password is set, and no user name", `mqtt.${name}.username`, "Set the user name.", {
      words,
    });
  }
  return new MqttSink({ ...dependencies, ...settings });
}
