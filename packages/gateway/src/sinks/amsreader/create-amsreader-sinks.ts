import { freemem } from "node:os";
import type { AmsReaderConfig } from "@meter2mqtt/contract";
import { ConfigError } from "../../errors.ts";
import type { SinkDependencies, SinkSettings } from "../create-sink.ts";
import { AmsReaderSink, type AmsReaderSinkOptions } from "./amsreader-sink.ts";
import { toDeviceId } from "./device-id.ts";

/** What of a broker's settings belongs to the firmware's formats. */
export interface AmsReaderSettings extends SinkSettings {
  readonly amsreader: readonly AmsReaderConfig[];
}

export interface AmsReaderDependencies extends SinkDependencies {
  readonly installationId: string;
  readonly plotOf?: NonNullable<AmsReaderSinkOptions["plotOf"]>;
  readonly contracts?: NonNullable<AmsReaderSinkOptions["contracts"]>;
}

/** What the sinks of a broker's formats are called, in their order. */
export function amsReaderSinkNames({ name, amsreader }: Pick<AmsReaderSettings, "name" | "amsreader">): string[] {
  const names = new Set<string>();
  return amsreader.map(({ format }) => free(`${name}-${format}`, names));
}

/** One sink for each of the firmware's formats on a broker. Throws ConfigError where two would disturb each other. */
export function createAmsReaderSinks(broker: AmsReaderSettings, dependencies: AmsReaderDependencies): AmsReaderSink[] {
  const { amsreader, baseTopic: _baseTopic, name, clientId: ownClientId, ...connection } = broker;
  const { installationId, ...shared } = dependencies;
  const names = amsReaderSinkNames(broker);
  const clientIds = new Set(ownClientId === undefined ? [] : [ownClientId]);
  return amsreader.map((config, index) => {
    const sinkName = names[index] ?? name;
    const deviceId = toDeviceId(installationId, config.meter);
    const made = `meter2mqtt-${deviceId.slice(6)}-${sinkName}`.replace(/[^\w-]/g, "-");
    const clientId = config.clientId ?? made;
    // The broker ends the older connection of two with the same id, again and again.
    if (clientIds.has(clientId)) {
      const path = `mqtt.${name}.amsreader.${index}.clientId`;
      const words = { key: "client-id-twice", values: { clientId } } as const;
      throw new ConfigError(`the client id \`${clientId}\` is used twice`, path, "Give each format its own.", {
        words,
      });
    }
    clientIds.add(clientId);
    return new AmsReaderSink({
      ...shared,
      ...connection,
      ...config,
      ...{ name: sinkName, clientId, deviceId, freeMemory: freemem },
    });
  });
}

function free(base: string, taken: Set<string>): string {
  let name = base;
  for (let number = 2; taken.has(name); number++) name = `${base}-${number}`;
  taken.add(name);
  return name;
}
