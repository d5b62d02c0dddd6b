import type { MeterState, MqttEnergy, SourceState } from "@meter2mqtt/contract";
import type { MqttMessage } from "../sinks/mqtt-messages.ts";
import type { OutboxEntry } from "../sinks/sink.ts";
import type { DeviceMessage, RemovedComponent } from "./component.ts";
import {
  type AnnouncedMeter,
  bridgeId,
  bridgeMessage,
  channelId,
  channelMessage,
  type DiscoveryScene,
  meterId,
  meterMessage,
} from "./device-messages.ts";
import { type EarlierMessage, readEarlierMessage } from "./earlier-message.ts";
import { expiryFor } from "./expiry.ts";
import { isSubIdOf } from "./ids.ts";
import { priceKeys } from "./price-components.ts";
import type { AnnouncedTariff } from "./tariff-components.ts";

export interface DiscoveryOptions extends DiscoveryScene {
  /** False: nothing is announced, and what was announced before is taken away. */
  readonly enabled: boolean;
  /** First level of the topics that Home Assistant looks for devices under. */
  readonly prefix: string;
  /** Prices are configured: their entities stay announced until it is known in which currency they are now. */
  readonly hasPrices?: () => boolean;
}

interface Known {
  readonly quantities: Set<string>;
  expireAfter: number | undefined;
  isCiphered: boolean;
  tariff: AnnouncedTariff | undefined;
  formerTariff: AnnouncedTariff | undefined;
  /** As it was said last. */
  state?: MeterState;
  /** What the messages were made from: most readings change none of it. */
  madeFrom: string;
}

/** Where Home Assistant says that it has started, whatever the prefix is: the default of its MQTT integration. */
const birthTopic = "homeassistant/status";
/** Devices that are remembered; ids come from the wire. */
const maxDevices = 2000;

/**
 * What Home Assistant is told of the meters: a retained message a device. It only says what to publish; the sink
 * publishes. An entity that was announced once stays announced: after a start of the gateway a meter may need an hour
 * until it says all its quantities again.
 */
export class HomeAssistantDiscovery {
  readonly #options: DiscoveryOptions;
  /** Payloads by the device's id: what the broker should hold. */
  readonly #announced = new Map<string, string>();
  readonly #known = new Map<string, Known>();
  readonly #earlier = new Map<string, EarlierMessage>();
  #sources: ReadonlySet<string> = new Set();
  /** Platforms of the bridge's entities that were announced since the start. */
  readonly #bridgeEntities = new Map<string, RemovedComponent>();
  /** Of the prices that are published; undefined while there are none. */
  #currency: string | undefined;

  constructor(options: DiscoveryOptions) {
    this.#options = options;
  }

  /** What to subscribe to: messages of an earlier run, and Home Assistant's birth. */
  get filters(): readonly string[] {
    const { prefix, enabled } = this.#options;
    const configs = `${prefix}/device/+/config`;
    return enabled ? [...new Set([configs, birthTopic, `${prefix}/status`])] : [configs];
  }

  /** Takes a message under one of the filters; gives what to publish in answer. */
  heard(topic: string, payload: string, retained: boolean): readonly MqttMessage[] {
    const { enabled } = this.#options;
    if (topic === birthTopic || topic === `${this.#options.prefix}/status`)
      return enabled && !retained && payload === "online" ? this.all() : [];
    const id = this.#idOf(topic);
    const earlier = retained && id !== undefined ? readEarlierMessage(payload, this.#options) : undefined;
    if (id === undefined || earlier === undefined) return [];
    if (!enabled) return [{ topic, payload: "", retain: true }];
    if (this.#earlier.size < maxDevices) this.#earlier.set(id, earlier);
    return [];
  }

  /** What is to be published before the entry itself. */
  apply(entry: OutboxEntry): readonly MqttMessage[] {
    if (!this.#options.enabled) return [];
    if (entry.kind === "availability" && entry.retired === true) return this.#retire(entry.meter);
    if (entry.kind === "energy") return this.#energy(entry.meter, entry.energy);
    return entry.kind === "reading" ? this.#reading(entry.state) : [];
  }

  /** What is to be published for the lines that there are. */
  lines(states: readonly SourceState[]): readonly MqttMessage[] {
    if (!this.#options.enabled) return [];
    this.#sources = new Set(states.map(({ name }) => name));
    return this.#changed([[bridgeId(this.#options), this.#bridge()]]);
  }

  /** What is to be published for prices in this currency; undefined: none come any more. */
  prices(currency: string | undefined): readonly MqttMessage[] {
    if (!this.#options.enabled) return [];
    this.#currency = currency;
    return this.#changed([[bridgeId(this.#options), this.#bridge()]]);
  }

  /** Every message that the broker should hold. */
  all(): readonly MqttMessage[] {
    return [...this.#announced].map(([id, payload]) => this.#message(id, payload));
  }

  #reading(state: MeterState): readonly MqttMessage[] {
    const id = meterId(this.#options, state.meter);
    const known = this.#knownOf(id);
    for (const name of Object.keys(state.values)) known.quantities.add(name);
    known.expireAfter = expiryFor(state.intervalSeconds, known.expireAfter);
    if (state.authenticated !== undefined) known.isCiphered = true;
    known.state = state;
    return this.#announce(id, known, state);
  }

  /** A contract has come, has gone, or is another. */
  #energy(slug: string, { tariff }: MqttEnergy): readonly MqttMessage[] {
    const id = meterId(this.#options, slug);
    const known = this.#knownOf(id);
    if (tariff === undefined) {
      known.formerTariff = known.tariff ?? known.formerTariff;
      known.tariff = undefined;
    } else {
      // In the first hours of a month nothing is known of its peaks: what was announced stays.
      const isKnown = tariff.capacity.length > 0 || tariff.windows.length > 0;
      known.tariff = { currency: tariff.currency, hasCapacity: isKnown || known.tariff?.hasCapacity === true };
    }
    return known.state === undefined ? [] : this.#announce(id, known, known.state);
  }

  #announce(id: string, known: Known, state: MeterState): readonly MqttMessage[] {
    const madeFrom = ingredientsOf(state, known);
    if (madeFrom === known.madeFrom) return [];
    known.madeFrom = madeFrom;
    const meter: AnnouncedMeter = { ...known, state };
    const devices: [string, DeviceMessage][] = [[id, meterMessage(this.#options, meter)]];
    for (const channel of state.channels) {
      const message = channelMessage(this.#options, meter, channel);
      if (message !== undefined) devices.push([channelId(this.#options, state.meter, channel), message]);
    }
    return this.#changed(devices);
  }

  /** Takes a meter away with its sub-meters: it is called otherwise now, or replaced. */
  #retire(slug: string): readonly MqttMessage[] {
    const id = meterId(this.#options, slug);
    const ids = [...this.#announced.keys(), ...this.#earlier.keys()];
    const gone = new Set(ids.filter((other) => other === id || isSubIdOf(other, id)));
    for (const other of gone) {
      this.#announced.delete(other);
      this.#earlier.delete(other);
      this.#known.delete(other);
    }
    return [...gone].map((other) => this.#message(other, ""));
  }

  #bridge(): DeviceMessage {
    const about = { sources: this.#sources, currency: this.#currency };
    const fresh = bridgeMessage(this.#options, about);
    const earlier = this.#earlier.get(bridgeId(this.#options))?.platforms ?? {};
    const before = { ...earlier, ...Object.fromEntries(this.#bridgeEntities) };
    const removed: Record<string, RemovedComponent> = {};
    const isAwaited = (key: string) => this.#options.hasPrices?.() === true && priceKeys.includes(key);
    for (const [key, { platform }] of Object.entries(before))
      if (fresh.components[key] === undefined && !isAwaited(key)) removed[key] = { platform };
    for (const [key, { platform }] of Object.entries(fresh.components)) this.#bridgeEntities.set(key, { platform });
    return bridgeMessage(this.#options, about, removed);
  }

  #knownOf(id: string): Known {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const { quantities = [], expireAfter, isCiphered = false, tariff } = this.#earlier.get(id) ?? {};
    const fresh: Known = {
      ...{ quantities: new Set(quantities), expireAfter, isCiphered, tariff, formerTariff: undefined, madeFrom: "" },
    };
    const oldest = this.#known.keys().next();
    if (this.#known.size >= maxDevices && oldest.done !== true) this.#known.delete(oldest.value);
    this.#known.set(id, fresh);
    return fresh;
  }

  /** Of these messages those that say something new. */
  #changed(devices: readonly (readonly [string, DeviceMessage])[]): readonly MqttMessage[] {
    return devices.flatMap(([id, message]) => {
      const payload = JSON.stringify(message);
      if (this.#announced.get(id) === payload) return [];
      const oldest = this.#announced.keys().next();
      if (this.#announced.size >= maxDevices && oldest.done !== true) this.#announced.delete(oldest.value);
      this.#announced.set(id, payload);
      return [this.#message(id, payload)];
    });
  }

  #message(id: string, payload: string): MqttMessage {
    return { topic: `${this.#options.prefix}/device/${id}/config`, payload, retain: true };
  }

  #idOf(topic: string): string | undefined {
    const { prefix } = this.#options;
    const start = `${prefix}/device/`;
    return topic.startsWith(start) && topic.endsWith("/config") ? topic.slice(start.length, -7) : undefined;
  }
}

/** Everything of a meter that its messages show. */
function ingredientsOf(state: MeterState, known: Known): string {
  const { quantities, expireAfter, isCiphered, tariff, formerTariff } = known;
  const contracts = [tariff, formerTariff].map((one) => `${one?.currency} ${one?.hasCapacity}`);
  const { name, simulated, meterId, meterModel, listVersion, manufacturer, mainFuseA, channels } = state;
  const parts = channels.map(({ channel, kind, id, unit, value, timestamp }) =>
    [channel, kind, id, unit, value !== undefined, timestamp !== undefined].join(),
  );
  const about = [name, simulated, meterId, meterModel, listVersion, manufacturer, mainFuseA];
  return [...about, quantities.size, expireAfter, isCiphered, ...contracts, ...parts].join("|");
}
