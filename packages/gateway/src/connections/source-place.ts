import type { SourceConfig } from "@meter2mqtt/contract";
import { placeOf } from "../sources/error-words.ts";

/** What a source reads from, without a word of any language and without a secret: a port, host and port, an address, a path. */
export function sourcePlace(config: SourceConfig): string {
  switch (config.type) {
    case "serial":
      return config.port;
    case "file":
      return config.path;
    case "tcp":
      return placeOf(config.host, config.port);
    case "tcp-server":
      return placeOf(config.listen, config.port);
    case "mqtt":
    case "http":
    case "value":
    case "pulse":
      return addressPlace(config);
    case "push":
    case "simulator":
      return config.name;
  }
}

/** A query may hold a token, and an address a password. */
function addressPlace(config: {
  readonly url: string;
  readonly topic?: string;
  readonly energyTopic?: string;
}): string {
  const { protocol, host, pathname } = new URL(config.url);
  if (protocol.startsWith("http")) return `${protocol}//${host}${pathname}`;
  const topics = [config.topic, config.energyTopic].filter((topic) => topic !== undefined);
  return `${protocol}//${host} (${[...new Set(topics)].join(", ")})`;
}
