import type { GatewayState, HistoryAnswer, MeterEvent, MeterState, SinkState, SourceState } from "@meter2mqtt/contract";

/*
 * The server checks what it sends against its schemas; here only so much is looked at that a wrong answer (a proxy's
 * page, another version's shape) can't break the page: the schema library is not worth its size in a browser.
 */

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

export function isMeterState(value: unknown): value is MeterState {
  if (!isRecord(value)) return false;
  const named =
    isText(value["meter"]) && isText(value["name"]) && isText(value["source"]) && isText(value["receivedAt"]);
  return named && isRecord(value["values"]) && Array.isArray(value["derived"]) && Array.isArray(value["channels"]);
}

export function isSourceState(value: unknown): value is SourceState {
  if (!isRecord(value) || !isText(value["name"]) || !isText(value["status"]) || !isRecord(value["line"])) return false;
  const diagnosis = value["diagnosis"];
  return (
    diagnosis === undefined || (isRecord(diagnosis) && isText(diagnosis["code"]) && isRecord(diagnosis["evidence"]))
  );
}

export function isSinkState(value: unknown): value is SinkState {
  return isRecord(value) && isText(value["name"]) && isText(value["status"]);
}

export function isMeterEvent(value: unknown): value is MeterEvent {
  if (!isRecord(value)) return false;
  return ["key", "meter", "event", "state", "severity", "at", "title", "message"].every((name) => isText(value[name]));
}

export function isGatewayState(value: unknown): value is GatewayState {
  if (!isRecord(value)) return false;
  const { meters, sources, sinks, events = [] } = value;
  if (!Array.isArray(events) || !events.every(isMeterEvent)) return false;
  if (!Array.isArray(meters) || !Array.isArray(sources) || !Array.isArray(sinks)) return false;
  return meters.every(isMeterState) && sources.every(isSourceState) && sinks.every(isSinkState);
}

export function isHistoryAnswer(value: unknown): value is HistoryAnswer {
  if (!isRecord(value) || !isText(value["meter"]) || !Array.isArray(value["points"])) return false;
  return value["points"].every(
    (point: unknown) => Array.isArray(point) && Number.isFinite(point[0]) && Number.isFinite(point[1]),
  );
}
