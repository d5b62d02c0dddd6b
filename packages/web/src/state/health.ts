import type {
  GatewayState,
  MeterState,
  PriceSourceState,
  ShownDiagnosis,
  SinkState,
  SourceState,
} from "@meter2mqtt/contract";
import { toEpoch } from "../format/times.ts";

/** `unknown`: can't be told, as the connection is lost. */
export type Tone = "good" | "waiting" | "warning" | "bad" | "unknown";

export type MeterPhase = "connected" | "stale" | "fault" | "waiting";
export type LinePhase =
  | "good"
  | "connecting"
  | "retrying"
  | "silent"
  | "quiet"
  | "unread"
  | "damaged"
  | "ended"
  | "failed";
export type OutputPhase = SinkState["status"] | "none";
export type PricePhase = PriceSourceState["status"];
export type StorePhase = "ok" | "degraded";

/** Below this share of whole frames a line is called damaged: one bad frame a minute is everyday noise. */
const goodEnough = 0.9;

/** What was heard from a meter: its readings decide; a fault is only said where they stopped, or never came. */
export function meterPhase(
  meter: MeterState | undefined,
  source: SourceState | undefined,
  meters: readonly MeterState[],
): MeterPhase {
  if (meter !== undefined && !meter.stale) return "connected";
  if (source?.status === "failed") return "fault";
  if (source !== undefined && presentError(source, meters) !== undefined) return "fault";
  return meter === undefined ? "waiting" : "stale";
}

/** The latest diagnosis of a source, where it is an error that no later reading of any meter on that line has answered. */
export function presentError(source: SourceState, meters: readonly MeterState[]): ShownDiagnosis | undefined {
  const { diagnosis } = source;
  if (diagnosis === undefined || diagnosis.severity !== "error") return undefined;
  const heard = meters.filter((meter) => meter.source === source.name);
  // One damaged frame between good ones is no fault: while readings come, an error is told as something past.
  if (heard.some((meter) => !meter.stale)) return undefined;
  const seen = toEpoch(diagnosis.at) ?? 0;
  return heard.some((meter) => (toEpoch(meter.receivedAt) ?? 0) >= seen) ? undefined : diagnosis;
}

export function linePhase(source: SourceState): LinePhase {
  if (source.status !== "open") return closedPhases[source.status];
  const { octets, frames, readings, goodFrameRatio, octetsPerSecond } = source.line;
  // Numbers come without octets, and meters found on a broker's topics are lines of their own.
  if (octets === 0) return readings > 0 || source.meters !== undefined ? "good" : "silent";
  // The rate is that of the last minute. For a meter that speaks each hour this is as it should be: no warning.
  if (octetsPerSecond === 0) return "quiet";
  if (frames === 0) return "unread";
  return goodFrameRatio !== undefined && goodFrameRatio < goodEnough ? "damaged" : "good";
}

const closedPhases = {
  connecting: "connecting",
  waiting: "retrying",
  ended: "ended",
  failed: "failed",
} as const satisfies Record<Exclude<SourceState["status"], "open">, LinePhase>;

export const meterTones: Readonly<Record<MeterPhase, Tone>> = {
  connected: "good",
  waiting: "waiting",
  stale: "warning",
  fault: "bad",
};

export const lineTones: Readonly<Record<LinePhase, Tone>> = {
  good: "good",
  ended: "good",
  connecting: "waiting",
  silent: "waiting",
  quiet: "waiting",
  retrying: "warning",
  unread: "warning",
  damaged: "warning",
  failed: "bad",
};

export const outputTones: Readonly<Record<OutputPhase, Tone>> = {
  open: "good",
  none: "unknown",
  connecting: "waiting",
  waiting: "warning",
  failed: "bad",
};

export const priceTones: Readonly<Record<PricePhase, Tone>> = { ok: "good", waiting: "waiting", failed: "bad" };
export const storeTones: Readonly<Record<StorePhase, Tone>> = { ok: "good", degraded: "bad" };

export interface Health {
  readonly meter: MeterPhase;
  readonly line: LinePhase | undefined;
  readonly output: OutputPhase;
  /** Undefined where no price source is configured. */
  readonly prices: PricePhase | undefined;
  /** Undefined where the gateway says nothing of it. */
  readonly store: StorePhase | undefined;
}

const toneOrder: readonly Tone[] = ["unknown", "good", "waiting", "warning", "bad"];

/** The answer to "is everything well?": of each kind the one that is worst off. */
export function healthOf(gateway: GatewayState): Health {
  return {
    meter: worst(gateway.meters.length === 0 ? unheard(gateway) : heard(gateway), meterTones) ?? "waiting",
    line: worst(gateway.sources.map(linePhase), lineTones),
    output:
      worst(
        gateway.sinks.map((sink) => sink.status),
        outputTones,
      ) ?? "none",
    prices: worst(
      (gateway.prices ?? []).map(({ status }) => status),
      priceTones,
    ),
    store: gateway.store === undefined ? undefined : gateway.store.status === "ok" ? "ok" : "degraded",
  };
}

/** Where a badge that is not good leads: the meter and the source that it speaks of. */
export interface Troubled {
  readonly meter: string | undefined;
  readonly source: string | undefined;
}

export function troubledOf(gateway: GatewayState): Troubled {
  const { meter, line } = healthOf(gateway);
  return {
    meter:
      meterTones[meter] === "good"
        ? undefined
        : gateway.meters.find((one) => meterPhase(one, sourceOf(gateway, one), gateway.meters) === meter)?.meter,
    source:
      line === undefined || lineTones[line] === "good"
        ? undefined
        : gateway.sources.find((one) => linePhase(one) === line)?.name,
  };
}

export function sourceOf(gateway: GatewayState, meter: MeterState): SourceState | undefined {
  return gateway.sources.find((source) => source.name === meter.source);
}

function heard(gateway: GatewayState): MeterPhase[] {
  return gateway.meters.map((meter) => meterPhase(meter, sourceOf(gateway, meter), gateway.meters));
}

function unheard(gateway: GatewayState): MeterPhase[] {
  return gateway.sources.map((source) => meterPhase(undefined, source, gateway.meters));
}

function worst<P extends string>(phases: readonly P[], tones: Readonly<Record<P, Tone>>): P | undefined {
  return [...phases].sort((a, b) => toneOrder.indexOf(tones[b]) - toneOrder.indexOf(tones[a]))[0];
}
