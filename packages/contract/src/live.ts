import { type Static, Type } from "typebox";
import { type MeterEvent, meterEvent } from "./events.ts";
import { priceSourceState } from "./prices.ts";
import { words } from "./words.ts";

const instant = (description: string) =>
  Type.String({ format: "date-time", description: `${description}, ISO 8601 UTC` });

/** A sub-meter (gas, water, heat) behind the electricity meter. */
export const channelState = Type.Object({
  channel: Type.Integer({ minimum: 0 }),
  type: Type.Optional(Type.Integer({ description: "M-Bus device type" })),
  kind: Type.Optional(Type.String({ description: "gas, water, heat, ..." })),
  id: Type.Optional(Type.String()),
  timestamp: Type.Optional(Type.String()),
  value: Type.Optional(Type.Number()),
  unit: Type.Optional(Type.String()),
});
export type ChannelState = Static<typeof channelState>;

/** How values that the meter sends without a scale are read, and why so. */
const scaleState = Type.Object({
  unit: Type.String({ description: "Wh stands for all energy registers" }),
  scaler: Type.Optional(
    Type.Integer({ description: "the value is the number sent x 10^scaler; absent while undecided" }),
  ),
  reason: Type.Union(
    [
      Type.Literal("configured"),
      Type.Literal("evidence"),
      Type.Literal("documented"),
      Type.Literal("plausible"),
      Type.Literal("undecided"),
    ],
    { description: "whence it is" },
  ),
  about: Type.String({ description: "the same in words, with the numbers" }),
});
export type ScaleState = Static<typeof scaleState>;

/** What only some meters have: fields that pages, API and MQTT show alike. */
export const meterTraits = {
  scales: Type.Optional(Type.Array(scaleState, { description: "scales of values that are sent without one" })),
  multipliers: Type.Optional(
    Type.Record(Type.String(), Type.Number(), { description: "configured multipliers, already applied to the values" }),
  ),
  grid: Type.Optional(
    Type.Object(
      {
        type: Type.Union([Type.Literal("TN"), Type.Literal("IT")]),
        reason: Type.Union([Type.Literal("configured"), Type.Literal("detected")]),
      },
      { description: "absent where nothing speaks for one" },
    ),
  ),
  voltagePairs: Type.Optional(
    Type.Record(Type.String(), Type.String(), {
      description: "between which phases each voltage stands, where that is no neutral: voltageL1V: L1-L2",
    }),
  ),
  missing: Type.Optional(
    Type.Array(Type.String(), {
      description: "quantities that are there but not measured: currentL2A of a meter with two systems in an IT grid",
    }),
  ),
  mainFuseA: Type.Optional(Type.Number({ description: "main fuse of a phase, as configured" })),
  raised: Type.Optional(
    Type.Array(Type.String(), { description: "events that go on, as in docs/events.md: fuse:L1; absent without any" }),
  ),
};

/** What is known of one meter now: its readings merged, and what was derived from them. */
export const meterState = Type.Object({
  meter: Type.String({ description: "slug in topics and URLs" }),
  name: Type.String({ description: "what to call it on a page" }),
  source: Type.String({ description: "name of the source that hears it" }),
  simulated: Type.Boolean({ description: "true: numbers are made up by the simulator" }),
  stale: Type.Boolean({ description: "true: it should have been heard again by now" }),
  receivedAt: instant("arrival of the latest reading"),
  timestamp: Type.Optional(Type.String({ description: "the meter's clock, ISO 8601 with offset" })),
  intervalSeconds: Type.Optional(Type.Number({ description: "its rhythm, as observed" })),
  meterId: Type.Optional(Type.String()),
  meterModel: Type.Optional(Type.String()),
  manufacturer: Type.Optional(Type.String()),
  listVersion: Type.Optional(Type.String()),
  systemTitle: Type.Optional(Type.String()),
  authenticated: Type.Optional(Type.Boolean()),
  ...meterTraits,
  values: Type.Record(Type.String(), Type.Number(), { description: "quantities by their names in docs/quantities.md" }),
  derived: Type.Array(Type.String(), { description: "names in `values` that were computed, not sent" }),
  channels: Type.Array(channelState),
});
export type MeterState = Static<typeof meterState>;

/** A diagnosis as pages, MQTT and the API show it. */
export const shownDiagnosis = Type.Object({
  at: instant("when it was last seen"),
  source: Type.String(),
  code: Type.String(),
  severity: Type.Union([Type.Literal("info"), Type.Literal("warning"), Type.Literal("error")]),
  title: Type.String(),
  message: Type.String(),
  words: Type.Optional(words),
  hint: Type.String(),
  evidence: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
  count: Type.Integer({ minimum: 1, description: "how often in a row" }),
});
export type ShownDiagnosis = Static<typeof shownDiagnosis>;

/** Health of a line: totals since start, and rates over the last minute. */
export const lineHealth = Type.Object({
  octets: Type.Integer({ minimum: 0 }),
  frames: Type.Integer({ minimum: 0, description: "whose checks passed" }),
  damagedFrames: Type.Integer({ minimum: 0 }),
  noiseOctets: Type.Integer({ minimum: 0 }),
  readings: Type.Integer({ minimum: 0 }),
  octetsPerSecond: Type.Number({ minimum: 0 }),
  goodFrameRatio: Type.Optional(
    Type.Number({ minimum: 0, maximum: 1, description: "of the last minute's frames; absent when none came" }),
  ),
  lastOctetAt: Type.Optional(instant("arrival of the last octet")),
});
export type LineHealth = Static<typeof lineHealth>;

export const sourceState = Type.Object({
  name: Type.String(),
  type: Type.String({ description: "serial, tcp, mqtt, ...: as in the configuration" }),
  description: Type.String({ description: "where it reads from: /dev/ttyUSB0 at 2400 8E1" }),
  where: Type.Optional(words),
  status: Type.Union([
    Type.Literal("connecting"),
    Type.Literal("open"),
    Type.Literal("waiting"),
    Type.Literal("ended"),
    Type.Literal("failed"),
  ]),
  error: Type.Optional(Type.String()),
  errorWords: Type.Optional(words),
  line: lineHealth,
  meters: Type.Optional(
    Type.Integer({ minimum: 1, description: "meters found on its connection, each with a source of its own" }),
  ),
  duplicates: Type.Optional(
    Type.Integer({ minimum: 1, description: "readings that were dropped, as another source had brought them before" }),
  ),
  diagnosis: Type.Optional(shownDiagnosis),
});
export type SourceState = Static<typeof sourceState>;

export const sinkState = Type.Object({
  name: Type.String(),
  type: Type.String({ description: "mqtt" }),
  description: Type.String(),
  where: Type.Optional(words),
  status: Type.Union([
    Type.Literal("connecting"),
    Type.Literal("open"),
    Type.Literal("waiting"),
    Type.Literal("failed"),
  ]),
  error: Type.Optional(Type.String()),
  errorWords: Type.Optional(words),
  delivered: Type.Integer({ minimum: 0 }),
  dropped: Type.Integer({ minimum: 0, description: "refused, or given up because a bound was passed" }),
  waiting: Type.Optional(Type.Integer({ minimum: 0, description: "entries that it has not got yet" })),
  waitingSince: Type.Optional(instant("when the oldest of them was put into the log")),
  keptIn: Type.Optional(
    Type.Union([Type.Literal("disk"), Type.Literal("memory")], {
      description: "where they wait; in memory only while the disk fails",
    }),
  ),
});
export type SinkState = Static<typeof sinkState>;

/** How the record on disk is. */
export const storeState = Type.Object({
  status: Type.String({ description: "ok, or degraded: what comes is kept in memory until the disk is well again" }),
  error: Type.Optional(Type.String({ description: "what happened at the last attempt" })),
  waiting: Type.Integer({ minimum: 0, description: "rows that are not on disk yet" }),
  dropped: Type.Integer({ minimum: 0, description: "rows that were given up because memory is bounded" }),
});
export type StoreState = Static<typeof storeState>;

/** `GET /api/v1/state`, and the first event of the live stream. */
export const gatewayState = Type.Object({
  version: Type.String(),
  startedAt: instant("start of the gateway"),
  at: Type.Optional(instant("the gateway's clock when this was said")),
  simulated: Type.Boolean({ description: "true: there is no configuration, a simulated meter is shown" }),
  meters: Type.Array(meterState),
  sources: Type.Array(sourceState),
  sinks: Type.Array(sinkState),
  prices: Type.Optional(
    Type.Array(priceSourceState, { description: "price sources; absent where none is configured" }),
  ),
  events: Type.Optional(Type.Array(meterEvent, { description: "the latest of all meters, newest first" })),
  store: Type.Optional(storeState),
});
export type GatewayState = Static<typeof gatewayState>;

/** `GET /api/v1/meters/{meter}/power?minutes=60`, or `?from=&to=&points=`: net power over time, oldest first. */
export const historyAnswer = Type.Object({
  meter: Type.String(),
  points: Type.Array(
    Type.Tuple([
      Type.Integer({ description: "epoch milliseconds of arrival" }),
      Type.Number({ description: "W, import minus export" }),
    ]),
  ),
});
export type HistoryAnswer = Static<typeof historyAnswer>;

/** Events of `GET /api/v1/events` (server-sent events): the name of the event, and what its JSON data is. */
export interface LiveEvent {
  readonly snapshot: GatewayState;
  readonly meter: MeterState;
  readonly source: SourceState;
  readonly sink: SinkState;
  readonly event: MeterEvent;
  /** Of a source, when it is first seen and once a minute while it goes on. */
  readonly diagnosis: ShownDiagnosis;
}
