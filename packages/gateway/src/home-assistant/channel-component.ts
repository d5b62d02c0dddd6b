import type { ChannelState } from "@meter2mqtt/contract";
import type { Component } from "./component.ts";
import type { QuantityContext } from "./quantity-component.ts";
import { capitalised } from "./quantity-component.ts";

interface ChannelClass {
  readonly deviceClass: string;
  readonly unit: string;
  readonly divisor?: number;
}

/** Energy in the units that meters use and Home Assistant knows. */
const energyUnits: Readonly<Record<string, ChannelClass>> = {
  Wh: { deviceClass: "energy", unit: "kWh", divisor: 1000 },
  kWh: { deviceClass: "energy", unit: "kWh" },
  MWh: { deviceClass: "energy", unit: "MWh" },
  J: { deviceClass: "energy", unit: "J" },
  MJ: { deviceClass: "energy", unit: "MJ" },
  GJ: { deviceClass: "energy", unit: "GJ" },
};

/** The energy dashboard takes gas and water by their own classes, other volumes by none. */
function classOf({ kind = "", unit = "" }: ChannelState): ChannelClass | undefined {
  if (unit !== "m3") return energyUnits[unit];
  if (kind === "gas") return { deviceClass: "gas", unit: "m³" };
  return { deviceClass: kind.endsWith("water") ? "water" : "volume", unit: "m³" };
}

/** What a sub-meter is called where its kind is known, and where not. */
export function channelWord({ kind, channel }: ChannelState): string {
  return kind ?? `channel ${channel}`;
}

/** Entities of a sub-meter; none until it has said a value in a unit that Home Assistant knows. */
export function channelComponents(
  channel: ChannelState,
  { id, word, expireAfter }: QuantityContext,
): Record<string, Component> {
  const known = classOf(channel);
  if (channel.value === undefined || known === undefined) return {};
  const { deviceClass, unit, divisor } = known;
  const expiry = expireAfter === undefined ? {} : { expire_after: expireAfter };
  const value: Component = {
    platform: "sensor",
    name: capitalised(channelWord(channel)),
    unique_id: `${id}_value`,
    default_entity_id: `sensor.${word}`,
    device_class: deviceClass,
    state_class: "total_increasing",
    unit_of_measurement: unit,
    suggested_display_precision: 3,
    value_template: channelTemplate(channel.channel, "value", divisor),
    ...expiry,
  };
  if (channel.timestamp === undefined) return { value };
  const measuredAt: Component = {
    platform: "sensor",
    name: "Measured at",
    unique_id: `${id}_timestamp`,
    default_entity_id: `sensor.${word}_measured_at`,
    device_class: "timestamp",
    entity_category: "diagnostic",
    value_template: channelTemplate(channel.channel, "timestamp"),
    ...expiry,
  };
  return { value, timestamp: measuredAt };
}

/**
 * Channels are a list, and which of them are in it depends on what the meter has said so far. Where there is no number an
 * empty text leaves the entity as it is; an instant can't be empty, only unknown.
 */
function channelTemplate(channel: number, field: "value" | "timestamp", divisor = 1): string {
  const ofChannel = `value_json.channels | selectattr('channel', 'eq', ${channel}) | map(attribute='${field}') | first`;
  const scaled = divisor === 1 ? "found" : `found / ${divisor}`;
  const shown = field === "value" ? `${scaled} if found is number else ''` : "found if found is string else None";
  return `{% set found = ${ofChannel} %}{{ ${shown} }}`;
}
