import type { Connection, GatewayState, PriceSourceState, SinkState, SourceState } from "@meter2mqtt/contract";
import type { ConnectionMarks, ConnectionWatch } from "./connection-watch.ts";

const virtualMeterTypes: ReadonlySet<string> = new Set(["p1", "homewizard", "modbus"]);

/** Everything that the gateway is connected to, sources first. */
export function listConnections(state: GatewayState, watch: ConnectionWatch, now: number): Connection[] {
  return [
    ...state.sources.map((source) => fromSource(source, watch.source(source.name))),
    ...state.sinks.map((sink) => fromSink(sink, watch.output(sink.name), now)),
    ...(state.prices ?? []).map(fromPrices),
  ];
}

function fromSource(
  { name, type, description, where, status, error, line, diagnosis }: SourceState,
  marks: ConnectionMarks,
): Connection {
  return {
    ...{ id: `source:${name}`, kind: "source", name, type, description, ...(where && { where }), status },
    ...shownMarks(marks, error),
    line,
    ...(diagnosis === undefined ? {} : { diagnosis }),
  };
}

function fromSink(sink: SinkState, marks: ConnectionMarks, now: number): Connection {
  const { name, type, description, where, status, error, delivered, dropped, waiting, waitingSince, keptIn } = sink;
  const age = waitingSince === undefined ? undefined : Math.max(0, Math.round((now - Date.parse(waitingSince)) / 1000));
  return {
    ...{ id: `output:${name}`, kind: kindOf(type), name, type, description, ...(where && { where }), status },
    ...shownMarks(marks, error),
    ...(waiting === undefined
      ? {}
      : {
          outbox: {
            waiting,
            ...(waitingSince === undefined || age === undefined ? {} : { oldestAt: waitingSince, ageSeconds: age }),
            ...(keptIn === undefined ? {} : { keptIn }),
          },
        }),
    ...{ delivered, dropped },
  };
}

function kindOf(type: string): Connection["kind"] {
  if (type === "mqtt") return "broker";
  return virtualMeterTypes.has(type) ? "virtual-meter" : "sink";
}

const priceStatuses = { ok: "open", waiting: "waiting", failed: "failed" } as const;

function fromPrices(prices: PriceSourceState): Connection {
  const { name, type, description, where, status, area, knownUntil, lastSuccessAt, error, errorWords, errorAt } =
    prices;
  return {
    ...{ id: `prices:${name}`, kind: "prices", name, type, description, status: priceStatuses[status], area },
    ...(where && { where }),
    ...(lastSuccessAt === undefined ? {} : { lastSuccessAt }),
    ...(error === undefined || errorAt === undefined
      ? {}
      : { lastError: { at: errorAt, message: error, ...(errorWords && { words: errorWords }), isCurrent: true } }),
    ...(knownUntil === undefined ? {} : { knownUntil }),
  };
}

function shownMarks(
  { lastSuccessAt, lastError }: ConnectionMarks,
  error: string | undefined,
): Pick<Connection, "lastSuccessAt" | "lastError"> {
  return {
    ...(lastSuccessAt === undefined ? {} : { lastSuccessAt: new Date(lastSuccessAt).toISOString() }),
    ...(lastError === undefined
      ? {}
      : {
          lastError: {
            at: new Date(lastError.at).toISOString(),
            message: lastError.message,
            ...(lastError.words === undefined ? {} : { words: lastError.words }),
            isCurrent: error === lastError.message,
          },
        }),
  };
}
