import { join } from "node:path";
import type { SimulatorSourceConfig, SourceConfig } from "@meter2mqtt/contract";
import { isVirtualMeterName, parseFaults, SimulatorOptionError, virtualMeters } from "@meter2mqtt/simulator";
import type { SourceSecrets } from "../config/source-secrets.ts";
import { ConfigError } from "../errors.ts";
import type { BackOffOptions, Clock } from "./back-off.ts";
import { FileSource } from "./file-source.ts";
import { createNetworkSource } from "./network-sources.ts";
import { createSerialMemory } from "./serial-settings.ts";
import { SerialSource } from "./serial-source.ts";
import { SimulatorSource } from "./simulator-source.ts";
import type { Source } from "./source.ts";
import { TcpSource } from "./tcp-source.ts";

/** What sources need beside their configuration; each has a sensible default. */
export interface SourceDependencies {
  readonly clock?: Clock;
  readonly backOff?: BackOffOptions;
  readonly secrets?: SourceSecrets;
  /** Where small things are kept over a restart: serial settings that were found, pulses that were counted. */
  readonly dataFolder?: string | undefined;
}

/** The source that a configuration describes. Throws ConfigError for what the schema can't check. */
export function createSource(config: SourceConfig, dependencies: SourceDependencies = {}): Source {
  switch (config.type) {
    case "serial": {
      const { name, port, baud, format } = config;
      const { dataFolder } = dependencies;
      const memory = dataFolder === undefined ? undefined : createSerialMemory(join(dataFolder, "serial-ports.json"));
      return new SerialSource({ ...dependencies, name, port, baud, format, memory });
    }
    case "tcp": {
      const { name, host, port, idleSeconds } = config;
      const idle = idleSeconds === undefined ? {} : { idleTimeoutMs: idleSeconds * 1000 };
      return new TcpSource({ ...dependencies, name, host, port, ...idle });
    }
    case "file": {
      const { name, path, speed } = config;
      return new FileSource({ ...dependencies, name, path, speed });
    }
    case "simulator":
      return createSimulatorSource(config, dependencies);
    default:
      return createNetworkSource(config, dependencies);
  }
}

function createSimulatorSource(config: SimulatorSourceConfig, { clock }: SourceDependencies): Source {
  const { name, model, speed } = config;
  const path = `sources.${name}`;
  if (!isVirtualMeterName(model)) {
    const known = Object.keys(virtualMeters).join(", ");
    const words = { key: "virtual-meter-unknown", values: { model, known } } as const;
    throw new ConfigError(`there is no virtual meter "${model}"`, `${path}.model`, `Choose one of: ${known}.`, {
      words,
    });
  }
  try {
    const faults = parseFaults(config.faults ?? "");
    return new SimulatorSource({ name, model, speed, faults, ...(clock === undefined ? {} : { clock }) });
  } catch (error) {
    if (!(error instanceof SimulatorOptionError)) throw error;
    const words = { key: "faults-wrong", values: { example: "noise=0.1,truncated=0.05" } } as const;
    throw new ConfigError(error.message, `${path}.faults`, error.hint, { cause: error, words });
  }
}
