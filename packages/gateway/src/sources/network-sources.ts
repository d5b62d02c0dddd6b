import { join } from "node:path";
import type {
  HttpSourceConfig,
  MqttSourceConfig,
  NetworkSourceConfig,
  PulseSourceConfig,
  ValueSourceConfig,
} from "@meter2mqtt/contract";
import type { SourceSecrets } from "../config/source-secrets.ts";
import { ConfigError } from "../errors.ts";
import type { MqttTlsOptions } from "../sinks/mqtt-options.ts";
import type { SourceDependencies } from "./create-source.ts";
import type { Feed } from "./feed.ts";
import { FeedSource } from "./feed-source.ts";
import { FrameHandler } from "./frame-handler.ts";
import { HttpFeed } from "./http-feed.ts";
import { MqttFeed } from "./mqtt-feed.ts";
import { PulseHandler } from "./pulse-handler.ts";
import { PushSource } from "./push-source.ts";
import type { Source } from "./source.ts";
import { TcpServerSource } from "./tcp-server-source.ts";
import { hasWildcard } from "./topic-source.ts";
import { ValueHandler } from "./value-handler.ts";

/** The source that a configuration of a network's source describes. Throws ConfigError for what the schema can't check. */
export function createNetworkSource(config: NetworkSourceConfig, dependencies: SourceDependencies): Source {
  switch (config.type) {
    case "tcp-server": {
      const { name, listen, port } = config;
      return new TcpServerSource({ ...dependencies, name, listen, port });
    }
    case "push": {
      const { name, payload, path } = config;
      return new PushSource({ ...dependencies, name, payload, path });
    }
    case "mqtt":
      return createMqttSource(config, dependencies);
    case "http": {
      const feed = httpFeed(config, dependencies);
      const { name, payload, path } = config;
      const handler = new FrameHandler({ name, payload, path, topic: "", skipsRepeated: true });
      return new FeedSource({ ...dependencies, name, type: "http", feed, handler });
    }
    case "value":
      return createValueSource(config, dependencies);
    case "pulse":
      return createPulseSource(config, dependencies);
  }
}

function createMqttSource(config: MqttSourceConfig, dependencies: SourceDependencies): Source {
  const { name, topic, payload, path, meter } = config;
  const isForMany = hasWildcard(topic);
  if (isForMany && (meter.slug !== undefined || meter.name !== undefined)) {
    const setting = meter.slug === undefined ? "name" : "slug";
    const hint = "With a wildcard each topic's meter is called by what stands in its place. Leave the setting out.";
    const words = { key: "name-for-several", values: {} } as const;
    throw new ConfigError("one name for several meters", `sources.${name}.meter.${setting}`, hint, { words });
  }
  const feed = mqttFeed(config, [topic], dependencies);
  const handler = new FrameHandler({ name, topic, payload, path, skipsRepeated: false });
  return new FeedSource({ ...dependencies, name, type: "mqtt", feed, handler, isWithoutOctets: isForMany });
}

function createValueSource(config: ValueSourceConfig, dependencies: SourceDependencies): Source {
  const { name, power, energy, topic, energyTopic, powerUnit, energyUnit, factor, direction } = config;
  if (power === undefined && energy === undefined) {
    const hint = "Set `power`, `energy` or both: the path of the number, or `.` where the message is the number.";
    const words = { key: "no-number", values: {} } as const;
    throw new ConfigError("there is no number to read", `sources.${name}.power`, hint, { words });
  }
  const hasOwnTopic = energyTopic !== undefined && energyTopic !== topic;
  const handler = new ValueHandler({
    ...{ name, powerUnit, energyUnit, factor, direction },
    ...(power === undefined ? {} : { power }),
    ...(energy === undefined ? {} : { energy }),
    ...(hasOwnTopic && topic !== undefined ? { powerTopic: topic } : {}),
    ...(hasOwnTopic ? { energyTopic } : {}),
  });
  const topics = [topic, energyTopic].filter((each) => each !== undefined);
  const feed = eitherFeed(config, [...new Set(topics)], dependencies);
  return new FeedSource({ ...dependencies, name, type: "value", feed, handler, isWithoutOctets: true });
}

function createPulseSource(config: PulseSourceConfig, dependencies: SourceDependencies): Source {
  const { name, topic, count, counts, pulsesPerKwh, startKwh, direction } = config;
  const { dataFolder } = dependencies;
  const file = dataFolder === undefined ? undefined : join(dataFolder, `pulses-${encodeURIComponent(name)}.json`);
  if (counts === "increment" && config.url.startsWith("http")) {
    const hint = "An answer that is asked for twice would be counted twice. Ask for the device's total.";
    const words = { key: "increments-over-http", values: {} } as const;
    throw new ConfigError("increments can't be asked for over HTTP", `sources.${name}.counts`, hint, { words });
  }
  const handler = new PulseHandler({ name, count, counts, pulsesPerKwh, startKwh, direction, file });
  const feed = eitherFeed(config, topic === undefined ? [] : [topic], dependencies);
  return new FeedSource({ ...dependencies, name, type: "pulse", feed, handler, isWithoutOctets: true });
}

type EitherConfig = ValueSourceConfig | PulseSourceConfig;

function eitherFeed(config: EitherConfig, topics: readonly string[], dependencies: SourceDependencies): Feed {
  const isHttp = config.url.startsWith("http");
  if (!isHttp && topics.length === 0) {
    const hint = "A broker's address needs the topic on which the number is published.";
    const words = { key: "topic-missing", values: {} } as const;
    throw new ConfigError("`topic` is missing", `sources.${config.name}.topic`, hint, { words });
  }
  return isHttp ? httpFeed(config, dependencies) : mqttFeed(config, topics, dependencies);
}

function httpFeed(config: HttpSourceConfig | EitherConfig, dependencies: SourceDependencies): Feed {
  const { name, url, username, intervalSeconds } = config;
  const { clock, secrets } = dependencies;
  checkClientCertificate(name, config);
  return new HttpFeed({
    ...{ url, intervalMs: intervalSeconds * 1000, tls: tlsOf(config), ...secrets },
    ...(username === undefined ? {} : { username }),
    ...(clock === undefined ? {} : { clock }),
  });
}

function mqttFeed(
  config: MqttSourceConfig | EitherConfig,
  topics: readonly string[],
  { clock, secrets }: SourceDependencies,
): Feed {
  const { name, url, username, clientId, protocol } = config;
  checkClientCertificate(name, config);
  checkUser(name, username, secrets);
  return new MqttFeed({
    ...{ url, topics, protocol },
    ...(username === undefined ? {} : { username }),
    ...(secrets?.password === undefined ? {} : { password: secrets.password }),
    ...(clientId === undefined ? {} : { clientId }),
    ...(clock === undefined ? {} : { clock }),
    tls: tlsOf(config),
  });
}

type TlsSettings = Pick<HttpSourceConfig, "caFile" | "certFile" | "keyFile" | "rejectUnauthorized">;

function tlsOf({ caFile, certFile, keyFile, rejectUnauthorized }: TlsSettings): MqttTlsOptions {
  return {
    rejectUnauthorized,
    ...(caFile === undefined ? {} : { caFile }),
    ...(certFile === undefined ? {} : { certFile }),
    ...(keyFile === undefined ? {} : { keyFile }),
  };
}

function checkClientCertificate(name: string, { certFile, keyFile }: TlsSettings): void {
  if ((certFile === undefined) === (keyFile === undefined)) return;
  const missing = certFile === undefined ? "certFile" : "keyFile";
  const hint = "A client certificate and its key belong together: set both, or neither.";
  const words = { key: "certificate-without-key", values: { missing } } as const;
  throw new ConfigError(`\`${missing}\` is missing`, `sources.${name}.${missing}`, hint, { words });
}

/** MQTT 3.1.1 does not allow a password alone (3.1.2.9), and no broker makes use of one. */
function checkUser(name: string, username: string | undefined, secrets: SourceSecrets | undefined): void {
  if (secrets?.password === undefined || username !== undefined) return;
  const words = { key: "password-without-user", values: {} } as const;
  throw new ConfigError("a password is set, and no user name", `sources.${name}.username`, "Set the user name.", {
    words,
  });
}
