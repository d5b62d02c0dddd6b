import { type QuantityName, quantities } from "@meter2mqtt/decoder";
import { type Static, type TSchema, Type } from "typebox";
import { type MeterState, meterTraits, type SourceState, sourceState } from "./live.ts";
import { tariffNow } from "./tariffs.ts";

/**
 * What `<base>/<meter>/reading` carries: the meter's state with every quantity at the top, by its own name. A quantity
 * that isn't known is absent.
 */
export interface MqttReading extends Omit<MeterState, "values" | "stale">, Partial<Record<QuantityName, number>> {
  readonly key?: string;
}

/** JSON Schema of {@link MqttReading}. */
export const mqttReading: TSchema = Type.Object(
  {
    meter: Type.String({ description: "the meter in topics and URLs" }),
    name: Type.String({ description: "what to call it" }),
    source: Type.String({ description: "name of the source that hears it" }),
    simulated: Type.Boolean({ description: "true: the numbers are made up by the simulator" }),
    receivedAt: Type.String({ format: "date-time", description: "arrival of the latest reading, ISO 8601 UTC" }),
    key: Type.Optional(
      Type.String({ description: "the same when this reading comes again, as it may after an outage: take it once" }),
    ),
    timestamp: Type.Optional(Type.String({ description: "the meter's clock, ISO 8601 with offset" })),
    intervalSeconds: Type.Optional(Type.Number({ description: "the meter's rhythm, as observed" })),
    meterId: Type.Optional(Type.String()),
    meterModel: Type.Optional(Type.String()),
    manufacturer: Type.Optional(Type.String()),
    listVersion: Type.Optional(Type.String()),
    systemTitle: Type.Optional(Type.String()),
    authenticated: Type.Optional(
      Type.Boolean({ description: "the frame's tag was verified; absent for plain telegrams" }),
    ),
    ...meterTraits,
    ...quantityProperties(),
    derived: Type.Array(Type.String(), { description: "names of the quantities that were computed, not sent" }),
    channels: Type.Array(
      Type.Object({
        channel: Type.Integer({ minimum: 0 }),
        type: Type.Optional(Type.Integer({ description: "M-Bus device type" })),
        kind: Type.Optional(Type.String({ description: "gas, water, heat, ..." })),
        id: Type.Optional(Type.String()),
        timestamp: Type.Optional(Type.String()),
        value: Type.Optional(Type.Number()),
        unit: Type.Optional(Type.String()),
      }),
      { description: "sub-meters" },
    ),
  },
  { title: "Reading", description: "<base>/<meter>/reading" },
);

function quantityProperties(): Record<string, TSchema> {
  const properties: Record<string, TSchema> = {};
  for (const { name, about, unit } of quantities) {
    properties[name] = Type.Optional(Type.Number({ description: unit === "" ? about : `${about}, ${unit}` }));
  }
  return properties;
}

/** A meter as `<base>/bridge/info` names it. */
export interface MqttBridgeMeter {
  readonly meter: string;
  readonly name: string;
  readonly source: string;
  readonly simulated: boolean;
}

/** What `<base>/bridge/info` carries, retained: who publishes here, and the meters it has heard. */
export interface MqttBridgeInfo {
  readonly version: string;
  readonly meters: readonly MqttBridgeMeter[];
}

/** JSON Schema of {@link MqttBridgeInfo}. */
export const mqttBridgeInfo: TSchema = Type.Object(
  {
    version: Type.String({ description: "version of meter2mqtt" }),
    meters: Type.Array(
      Type.Object({
        meter: Type.String(),
        name: Type.String(),
        source: Type.String(),
        simulated: Type.Boolean({ description: "true: its numbers are made up by the simulator" }),
      }),
    ),
  },
  { title: "Bridge", description: "<base>/bridge/info, retained" },
);

/** What `<base>/<meter>/availability` and `<base>/bridge/state` carry, retained: plain text, not JSON. */
export type MqttAvailability = "online" | "offline";

/** What `<base>/bridge/line/<source>` carries, retained: how a line is, whoever's meter is on it. */
export type MqttLine = SourceState;

/** JSON Schema of {@link MqttLine}. */
export const mqttLine: TSchema = sourceState;

const share = (description: string) => Type.Number({ minimum: 0, maximum: 1, description });

const energySoFar = Type.Object({
  start: Type.String({ description: "beginning of the hour, day, month or year, ISO 8601 with offset" }),
  amount: Type.Number({ description: "so far, Wh" }),
  shares: Type.Object(
    {
      measured: share("from the register"),
      interpolated: share("between two values of the register"),
      estimated: share("from power or from elsewhere"),
      edited: share("set by a person"),
    },
    { description: "how the amount is known, as shares of the time since `start`; what is missing is the rest to 1" },
  ),
});

export const energySpans = Type.Object(
  {
    hour: Type.Optional(energySoFar),
    day: Type.Optional(energySoFar),
    month: Type.Optional(energySoFar),
    year: Type.Optional(energySoFar),
  },
  { description: "of the meter's zone; one of which nothing is known is absent" },
);

/** JSON Schema of {@link MqttEnergy}. */
export const mqttEnergy = Type.Object(
  {
    meter: Type.String({ description: "the meter in topics and URLs" }),
    at: Type.String({ description: "when this was so, ISO 8601 with offset" }),
    zone: Type.String({ description: "IANA zone whose hours and days these are" }),
    unit: Type.Literal("Wh"),
    import: Type.Optional(energySpans),
    export: Type.Optional(energySpans),
    tariff: Type.Optional(tariffNow),
  },
  { title: "Energy", description: "<base>/<meter>/energy, retained" },
);
/** What `<base>/<meter>/energy` carries, retained: the energy of the hour, day, month and year so far, out of the ledger. */
export type MqttEnergy = Static<typeof mqttEnergy>;
