import type { TouchedPart } from "@meter2mqtt/contract";
import type { ConfigurationRoutesOptions } from "../api/configuration-routes.ts";
import type { ApiServer } from "../api/server.ts";
import type { Settings } from "../config/settings.ts";
import type { EmbeddedBroker } from "../sinks/embedded-broker.ts";
import { type Clock, systemClock } from "../sources/back-off.ts";
import type { Gateway } from "./gateway.ts";
import type { Logger } from "./log.ts";
import { createObservers } from "./observers.ts";
import { PartsAtWork } from "./parts/parts-at-work.ts";

export interface StartOptions {
  readonly version: string;
  readonly log: Logger;
  readonly clock?: Clock;
  /** How the configuration is shown and changed; without it it is not. */
  readonly configuration?: ConfigurationRoutesOptions;
  /** Told the level that the log is to have; without it the log's own holds. */
  readonly setLogLevel?: (level: string) => void;
}

/** A gateway at work, with its page and its broker. Disposal stops everything within 2 s. */
export interface RunningGateway extends AsyncDisposable {
  readonly gateway: Gateway;
  readonly api: ApiServer;
  readonly broker: EmbeddedBroker | undefined;
  /** What taking up other settings would touch. */
  touches(settings: Settings): TouchedPart[];
  /**
   * Takes up other settings: parts that they don't touch go on. Rejects with ConfigError; a change to the settings before
   * brings back then what has stopped.
   */
  change(settings: Settings): Promise<void>;
  /** Reads the contracts of the settings at work again; what comes back puts them to work. Rejects with ConfigError. */
  readContracts(): Promise<() => void>;
}

/** Starts everything that the settings describe. Rejects with ConfigError; what was begun is closed again then. */
export async function startGateway(
  settings: Settings,
  { clock = systemClock, ...options }: StartOptions,
): Promise<RunningGateway> {
  const parts = new PartsAtWork({ ...options, clock, observers: createObservers(clock) });
  try {
    await parts.change(settings);
  } catch (error) {
    await parts[Symbol.asyncDispose]();
    throw error;
  }
  const running = new StartedGateway(parts);
  announce(settings, running, options);
  return running;
}

/** Parts come and go: each time it is asked, what is there now. */
class StartedGateway implements RunningGateway {
  readonly #parts: PartsAtWork;

  constructor(parts: PartsAtWork) {
    this.#parts = parts;
  }

  get gateway(): Gateway {
    return there(this.#parts.core).gateway;
  }

  get api(): ApiServer {
    return there(this.#parts.site.api);
  }

  get broker(): EmbeddedBroker | undefined {
    return this.#parts.site.broker;
  }

  touches(settings: Settings): TouchedPart[] {
    return this.#parts.touches(settings);
  }

  change(settings: Settings): Promise<void> {
    return this.#parts.change(settings);
  }

  readContracts(): Promise<() => void> {
    return this.#parts.readContracts();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#parts[Symbol.asyncDispose]();
  }
}

function there<T>(part: T | undefined): T {
  if (part === undefined) throw new Error("this part of the gateway is not there now");
  return part;
}

/** Says where everything is, and how to go on. */
function announce(
  { file, warnings, simulated }: Settings,
  { api, broker }: Pick<RunningGateway, "api" | "broker">,
  { version, log }: Pick<StartOptions, "version" | "log">,
): void {
  log.info({ version, config: file ?? "none" }, `meter2mqtt ${version} runs; the page is at ${api.url}`);
  for (const { message } of warnings) log.warn(message);
  if (broker !== undefined) {
    const place = new URL(broker.url);
    log.info(
      { port: broker.port },
      `MQTT: ${broker.url}; try: mosquitto_sub -h ${place.hostname} -p ${place.port} -t 'meter2mqtt/#' -v`,
    );
  }
  if (!simulated) return;
  log.warn("this meter is SIMULATED: its numbers are made up");
  log.info(
    "to connect a real meter, open the page and choose Set it up; or write a file meter2mqtt.yaml here and start again, for a USB adapter: sources: [{ type: serial, port: /dev/ttyUSB0 }]; docs/configuration.md has all settings",
  );
}
