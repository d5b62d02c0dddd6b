import type { TouchedPart } from "@meter2mqtt/contract";
import type { BrokerSettings, Settings } from "../../config/settings.ts";
import { amsReaderSinkNames } from "../../sinks/amsreader/create-amsreader-sinks.ts";
import { partKey } from "./part-key.ts";

export type PartKind = TouchedPart["part"];

/** A part of the gateway that settings describe: it runs as long as its key stays the same. */
export interface PlannedPart {
  readonly kind: PartKind;
  /** Which one, where there may be several of its kind. */
  readonly name?: string;
  /** The broker of one of its formats: names of these may be those of other brokers. */
  readonly broker?: string;
  /** All settings that it depends on. */
  readonly key: string;
  /** Those of them that it can't take up while it runs, where there are such; as long as they are the same it goes on. */
  readonly lasting?: string;
}

/**
 * Parts start in this order, and stop in the other: lines come last, when there is somebody to hear what they say. `adjusts`:
 * such a part takes up other settings while it runs.
 */
export const partKinds: Readonly<Record<PartKind, { readonly stage: number; readonly adjusts: boolean }>> = {
  store: { stage: 0, adjusts: false },
  log: { stage: 1, adjusts: true },
  history: { stage: 1, adjusts: true },
  events: { stage: 1, adjusts: true },
  meters: { stage: 1, adjusts: true },
  homes: { stage: 1, adjusts: true },
  tariffs: { stage: 1, adjusts: true },
  prices: { stage: 2, adjusts: true },
  http: { stage: 3, adjusts: false },
  broker: { stage: 4, adjusts: false },
  mqtt: { stage: 4, adjusts: false },
  sink: { stage: 4, adjusts: false },
  virtualMeter: { stage: 4, adjusts: false },
  homeAssistant: { stage: 4, adjusts: false },
  source: { stage: 5, adjusts: false },
};

/** No two parts that run together have the same. */
export function partId({ kind, name, broker }: PlannedPart): string {
  return JSON.stringify([kind, broker, name]);
}

/** All parts that the settings describe, in the order in which they start. */
export function planParts(settings: Settings): PlannedPart[] {
  const { store, log, events, meters, homes, tariffs, prices, http, simulated } = settings;
  const { path, ...history } = store;
  return [
    part("store", { path }),
    part("log", log),
    part("history", history),
    part("events", events),
    part("meters", meters),
    part("homes", homes),
    ...(tariffs.length === 0 ? [] : [part("tariffs", tariffs)]),
    ...(prices === undefined ? [] : [part("prices", prices)]),
    { ...part("http", http), lasting: partKey(listenerOf(http)) },
    ...planOutputs(settings),
    ...settings.sources.map((source) => part("source", { source, simulated }, source.source.name)),
  ];
}

/** What makes another listener; all else of `http` holds from the next request on. */
function listenerOf({ listen, port, tls }: Settings["http"]): unknown {
  return { listen, port, isSecure: tls !== undefined };
}

function planOutputs({ broker, mqtt, sinks, virtualMeters, homeAssistant, sources, store }: Settings): PlannedPart[] {
  const { hourDays } = store.ledger;
  // One that names no meter stands for the only one that is heard: another source may have another meter.
  const heard = (meter: string | undefined) => (meter === undefined ? { sources } : {});
  return [
    ...(broker.enabled ? [part("broker", broker)] : []),
    ...mqtt.flatMap(planBroker),
    ...sinks.map((sink) => part("sink", sink, sink.name)),
    ...virtualMeters.map((meter) => part("virtualMeter", { meter, ...heard(meter.meter) }, meter.name)),
    ...(homeAssistant === undefined ? [] : [part("homeAssistant", { ...homeAssistant, hourDays })]),
  ];
}

/** What is published to one broker: our own topics, and the firmware's formats; each has a connection of its own. */
function planBroker(broker: BrokerSettings): PlannedPart[] {
  const { amsreader, native, ...connection } = broker;
  const { baseTopic: _baseTopic, discovery: _discovery, ...shared } = connection;
  const names = amsReaderSinkNames(broker);
  return [
    ...(native ? [part("mqtt", connection, broker.name)] : []),
    ...amsreader.map((format, index) => ({
      ...part("mqtt", { ...shared, format }, names[index] ?? ""),
      broker: broker.name,
    })),
  ];
}

function part(kind: PartKind, settings: unknown, name?: string): PlannedPart {
  return { kind, key: partKey(settings), ...(name === undefined ? {} : { name }) };
}
