import type { ChannelState, MeterState } from "@meter2mqtt/contract";
import { lineTopic, toTopicLevel } from "../sinks/mqtt-messages.ts";
import { channelComponents, channelWord } from "./channel-component.ts";
import type { AvailabilityTopic, Component, Components, DeviceMessage } from "./component.ts";
import { connectionComponent, diagnosisComponent, lineComponents, verifiedComponent } from "./diagnostic-components.ts";
import { eventComponents } from "./event-components.ts";
import { toEntityWord, toIdPart, toSubId } from "./ids.ts";
import { priceComponents } from "./price-components.ts";
import { quantityComponent } from "./quantity-component.ts";
import { type AnnouncedTariff, tariffComponents } from "./tariff-components.ts";

/** Where all this is published, and by whom. */
export interface DiscoveryScene {
  readonly baseTopic: string;
  /** Version of meter2mqtt. */
  readonly version: string;
}

/** A meter as it is announced: its state, and what was announced of it before. */
export interface AnnouncedMeter {
  readonly state: MeterState;
  /** Names of the quantities that it has said, in this run of the gateway or an earlier one. */
  readonly quantities: Iterable<string>;
  readonly expireAfter: number | undefined;
  /** Whether a tag of its frames was ever looked at. */
  readonly isCiphered: boolean;
  /** Undefined: it has no contract. */
  readonly tariff?: AnnouncedTariff | undefined;
  /** A contract that it had: its entities are taken away. */
  readonly formerTariff?: AnnouncedTariff | undefined;
}

/** Ids and unique ids begin so: no other gateway may publish under the same topic. */
export function bridgeId({ baseTopic }: DiscoveryScene): string {
  return `${toIdPart(baseTopic)}_bridge`;
}

/** Id of a meter's device. It follows the meter's name in topics, which stays the same where the meter is configured so. */
export function meterId({ baseTopic }: DiscoveryScene, slug: string): string {
  return `${toIdPart(baseTopic)}_${toIdPart(toTopicLevel(slug))}`;
}

function bridgeAvailability({ baseTopic }: DiscoveryScene): readonly [AvailabilityTopic] {
  return [{ topic: `${baseTopic}/bridge/state` }];
}

/** The device of a meter: a sensor for each quantity, and what is known of its frames. */
export function meterMessage(scene: DiscoveryScene, meter: AnnouncedMeter): DeviceMessage {
  const { state } = meter;
  const id = meterId(scene, state.meter);
  const topic = `${scene.baseTopic}/${toTopicLevel(state.meter)}`;
  const context = { id, word: toEntityWord(state.name), expireAfter: meter.expireAfter };
  const components: Record<string, Component> = {};
  for (const name of meter.quantities) {
    const component = quantityComponent(name, context);
    if (component !== undefined) components[name] = component;
  }
  if (meter.isCiphered) components["authenticated"] = verifiedComponent(context);
  const eventTopic = { topic: `${topic}/event`, availability: bridgeAvailability(scene) };
  const hasVoltage = Object.keys(components).some((name) => name.startsWith("voltageL"));
  Object.assign(
    components,
    eventComponents(context, eventTopic, { hasVoltage, hasFuse: state.mainFuseA !== undefined }),
  );
  components["diagnosis"] = diagnosisComponent(context, `${topic}/diagnosis`, bridgeAvailability(scene));
  const priced = (tariff: AnnouncedTariff | undefined) =>
    tariff === undefined ? {} : tariffComponents(context, `${topic}/energy`, tariff);
  const removed = Object.entries(priced(meter.formerTariff)).map(([key, { platform }]) => [key, { platform }]);
  const all: Components = { ...Object.fromEntries(removed), ...components, ...priced(meter.tariff) };
  const model = state.meterModel ?? state.listVersion;
  return {
    device: {
      identifiers: [id],
      name: shownName(state),
      ...(state.manufacturer === undefined ? {} : { manufacturer: state.manufacturer }),
      ...(model === undefined ? {} : { model }),
      ...(state.meterId === undefined ? {} : { serial_number: state.meterId }),
      via_device: bridgeId(scene),
    },
    ...frame(scene, state, all),
  };
}

/** Id of a sub-meter's device: by its channel and what it counts, so that another kind of meter there is another device. */
export function channelId(scene: DiscoveryScene, slug: string, channel: ChannelState): string {
  return toSubId(meterId(scene, slug), `${channel.kind ?? "channel"}_${channel.channel}`);
}

/** The device of a sub-meter; undefined until it has said something that can be shown. */
export function channelMessage(
  scene: DiscoveryScene,
  { state, expireAfter }: AnnouncedMeter,
  channel: ChannelState,
): DeviceMessage | undefined {
  const id = channelId(scene, state.meter, channel);
  const twins = state.channels.filter(({ kind }) => kind !== undefined && kind === channel.kind);
  const what = twins.length > 1 ? `${channelWord(channel)} ${channel.channel}` : channelWord(channel);
  const components = channelComponents(channel, { id, word: toEntityWord(`${state.name} ${what}`), expireAfter });
  if (Object.keys(components).length === 0) return undefined;
  return {
    device: {
      identifiers: [id],
      name: `${shownName(state)} ${what}`,
      ...(channel.id === undefined ? {} : { serial_number: channel.id }),
      via_device: meterId(scene, state.meter),
    },
    ...frame(scene, state, components),
  };
}

/**
 * The device of the gateway itself: whether it is there, and the health of every line that it reads; prices, in `currency`,
 * where there are any.
 */
export function bridgeMessage(
  scene: DiscoveryScene,
  { sources, currency }: { readonly sources: Iterable<string>; readonly currency?: string | undefined },
  removed: Components = {},
): DeviceMessage {
  const id = bridgeId(scene);
  const word = toEntityWord(scene.baseTopic);
  const availability = bridgeAvailability(scene);
  const diagnosis = diagnosisComponent({ id, word }, `${scene.baseTopic}/bridge/diagnosis`, availability);
  const components: Record<string, Components[string]> = {
    ...removed,
    connection: connectionComponent({ id, word }),
    diagnosis,
  };
  for (const source of sources) {
    const line = {
      id: toSubId(id, source),
      word: toEntityWord(`${word} ${source}`),
      ...{ source, topic: lineTopic(scene.baseTopic, source), availability },
    };
    for (const [key, component] of Object.entries(lineComponents(line)))
      components[`${toIdPart(source)}_${key}`] = component;
  }
  if (currency !== undefined) {
    const topic = `${scene.baseTopic}/prices`;
    Object.assign(components, priceComponents({ id, word, topic, currency, availability }));
  }
  return {
    device: { identifiers: [id], name: "meter2mqtt", sw_version: scene.version },
    origin: originOf(scene),
    state_topic: `${scene.baseTopic}/bridge/state`,
    qos: 1,
    components,
  };
}

/** Made-up numbers must not be taken for real ones in a dashboard. */
function shownName({ name, simulated }: MeterState): string {
  return simulated ? `${name} (simulated)` : name;
}

function originOf({ version }: DiscoveryScene): DeviceMessage["origin"] {
  return { name: "meter2mqtt", sw_version: version };
}

function frame(scene: DiscoveryScene, { meter }: MeterState, components: Components): Omit<DeviceMessage, "device"> {
  const topic = `${scene.baseTopic}/${toTopicLevel(meter)}`;
  return {
    origin: originOf(scene),
    availability: [...bridgeAvailability(scene), { topic: `${topic}/availability` }],
    availability_mode: "all",
    state_topic: `${topic}/reading`,
    qos: 1,
    components,
  };
}
