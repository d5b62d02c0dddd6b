import { createHash } from "node:crypto";
import { hostname } from "node:os";
import type { HomeWizardMeterConfig, VirtualMeterConfig } from "@meter2mqtt/contract";
import { isVirtualMeterName, virtualMeters as simulatedMeters } from "@meter2mqtt/simulator";
import type { SourceSettings } from "../config/settings.ts";
import { assumedZone } from "../meters/assumed-zone.ts";
import type { Logger } from "../runtime/log.ts";
import type { Clock } from "../sources/back-off.ts";
import { advertise } from "./advertisement.ts";
import { HomeWizardServer } from "./homewizard-server.ts";
import { isLoopbackHost } from "./listening.ts";
import { MeterWatch } from "./meter-watch.ts";
import { ModbusServer } from "./modbus-server.ts";
import { P1Server } from "./p1-server.ts";
import { VirtualMeter, type VirtualMeterOptions } from "./virtual-meter.ts";

export interface VirtualMeterDependencies {
  /** Version of meter2mqtt. */
  readonly version: string;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Chargers that ask over Modbus take what they get for present: a meter that is slower isn't offered to them. */
const slowestModbusMs = 60_000;

/** The virtual meters that the settings describe. `sources` is asked whenever a meter's zone is needed. */
export function createVirtualMeters(
  configs: readonly VirtualMeterConfig[],
  sources: () => readonly SourceSettings[],
  dependencies: VirtualMeterDependencies,
): VirtualMeter[] {
  const zoneOfSource = (name: string) => {
    const settings = sources().find((own) => own.source.name === name);
    return settings === undefined ? assumedZone() : zoneOf(settings);
  };
  return configs.map((config) => {
    const { name, type, meter, listen: host, port } = config;
    const watch = new MeterWatch({
      meter,
      zoneOf: zoneOfSource,
      ...(type === "modbus" ? { slowestMs: slowestModbusMs } : {}),
    });
    const { clock, log, version } = dependencies;
    return new VirtualMeter({ name, type, place: { host, port }, watch, clock, log, ...protocolOf(config, version) });
  });
}

type Protocol = Pick<VirtualMeterOptions, "about" | "createServer" | "advertise">;

function protocolOf(config: VirtualMeterConfig, version: string): Protocol {
  const place = { host: config.listen, port: config.port };
  switch (config.type) {
    case "p1":
      return {
        about: "leadsP1",
        createServer: (context) => new P1Server(place, config.telegram, context),
      };
    case "homewizard":
      return homeWizardOf(config, version);
    case "modbus":
      return { about: "leadsModbus", createServer: (context) => new ModbusServer(place, context) };
  }
}

function homeWizardOf(config: HomeWizardMeterConfig, version: string): Protocol {
  const place = { host: config.listen, port: config.port };
  const serial = config.serial ?? serialFor(config.name);
  const isAdvertised = config.advertise && !isLoopbackHost(config.listen);
  return {
    about: "leadsHomeWizard",
    createServer: (context) => new HomeWizardServer(place, { serial, version }, context),
    ...(isAdvertised ? { advertise: (port, failed) => advertise({ serial, port }, failed) } : {}),
  };
}

/** Stays the same over restarts, and differs between machines; in the form of an address that nobody was given (IEEE 802, local). */
function serialFor(name: string): string {
  return `02${createHash("sha256").update(`${hostname()}/${name}`).digest("hex").slice(0, 10)}`;
}

/** The zone of a meter's clock: as configured, else the virtual meter's own, else the host's. */
function zoneOf({ source, meter }: SourceSettings): string {
  if (meter.zone !== undefined) return meter.zone;
  if (source.type === "simulator" && isVirtualMeterName(source.model)) return simulatedMeters[source.model].zone;
  return assumedZone();
}
