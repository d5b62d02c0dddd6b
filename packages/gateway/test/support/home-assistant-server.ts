import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { type WebSocket, WebSocketServer } from "ws";

/*
 * A server that speaks as much of Home Assistant's websocket API as external statistics need, by the rules of its source:
 * what a message may hold, which ids and hours are allowed, an administrator's rights, rows that are written later.
 */

export interface HomeAssistantServer {
  readonly url: string;
  /** Rows of each statistic: the hour's beginning in epoch milliseconds, and the sum. */
  readonly statistics: Map<string, Map<number, number>>;
  /** Metadata of the last import of each. */
  readonly metadata: Map<string, Record<string, unknown>>;
  /** Imports so far. */
  readonly imports: () => number;
  /** Breaks the connection at the next import, before it is answered. */
  breakNextImport(): void;
  close(): Promise<void>;
}

export interface ServerOptions {
  readonly token: string;
  readonly version?: string;
  readonly isAdmin?: boolean;
  readonly port?: number;
}

const number = { type: "number" };
const text = { type: "string" };
const instant = { type: "string", format: "date-time" };
const strict = { type: "object", additionalProperties: false };

/** The command's own fields; before 2025.11 `mean_type` and `unit_class` are not among them. */
function importSchema(isNew: boolean): object {
  return {
    ...strict,
    required: ["id", "type", "metadata", "stats"],
    properties: {
      ...{ id: { type: "integer" }, type: text },
      metadata: {
        ...strict,
        required: ["has_sum", "name", "source", "statistic_id", "unit_of_measurement", ...(isNew ? [] : ["has_mean"])],
        properties: {
          ...{ has_mean: { type: "boolean" }, has_sum: { type: "boolean" }, name: text, source: text },
          ...{ statistic_id: text, unit_of_measurement: text },
          ...(isNew ? { mean_type: { enum: [0, 1, 2] }, unit_class: { type: ["string", "null"] } } : {}),
        },
      },
      stats: {
        type: "array",
        items: {
          ...strict,
          required: ["start"],
          properties: { start: instant, mean: number, min: number, max: number, state: number, sum: number },
        },
      },
    },
  };
}

const periodSchema = {
  ...strict,
  required: ["id", "type", "start_time", "statistic_ids", "period"],
  properties: {
    ...{ id: { type: "integer" }, type: text, start_time: text, end_time: text },
    statistic_ids: { type: "array", minItems: 1, items: text },
    period: { enum: ["5minute", "hour", "day", "week", "month"] },
    types: { type: "array", items: { enum: ["change", "last_reset", "max", "mean", "min", "state", "sum"] } },
    units: { ...strict, properties: { energy: { enum: ["GJ", "kWh", "MJ", "MWh", "Wh"] } } },
  },
};

/** `<domain>:<object id>`, both without double or outer underscores. */
const validId = /^(?!.+__)(?!_)[\da-z_]+(?<!_):(?!_)[\da-z_]+(?<!_)$/;

export async function startHomeAssistant(options: ServerOptions): Promise<HomeAssistantServer> {
  const { token, version = "2026.1.0", isAdmin = true, port = 0 } = options;
  const [year = 0, month = 0] = version.split(".").map(Number);
  const ajv = new Ajv();
  addFormats.default(ajv);
  const isImport = ajv.compile(importSchema(year * 100 + month >= 202_511));
  const isPeriod = ajv.compile(periodSchema);
  const statistics = new Map<string, Map<number, number>>();
  const metadata = new Map<string, Record<string, unknown>>();
  let imports = 0;
  let breakNext = false;

  // biome-ignore lint/suspicious/noExplicitAny: messages were checked against their schema.
  const importStatistics = (message: any): string | undefined => {
    const { statistic_id: id, source } = message.metadata;
    if (!isAdmin) return "unauthorized";
    if (!validId.test(id) || source !== id.split(":")[0]) return "invalid_statistic_id";
    for (const { start } of message.stats) if (Date.parse(start) % 3_600_000 !== 0) return "invalid_timestamp";
    imports++;
    const write = () => {
      const rows = statistics.get(id) ?? new Map<number, number>();
      for (const { start, sum } of message.stats) rows.set(Date.parse(start), sum);
      statistics.set(id, rows);
      metadata.set(id, message.metadata);
    };
    // A job in the recorder's queue: the answer comes before it is done.
    setTimeout(write, 20);
    return undefined;
  };

  // biome-ignore lint/suspicious/noExplicitAny: messages were checked against their schema.
  const during = (message: any): Record<string, unknown> => {
    const { start_time: from, end_time: to, statistic_ids: ids, period } = message;
    return Object.fromEntries(ids.map((id: string) => [id, rowsBetween(statistics.get(id), from, to, period)]));
  };

  const answer = (socket: WebSocket, data: string) => {
    const message = JSON.parse(data);
    const send = (fields: object) => socket.send(JSON.stringify({ id: message.id, type: "result", ...fields }));
    const fail = (code: string) => send({ success: false, error: { code, message: `refused: ${code}` } });
    switch (message.type) {
      case "recorder/list_statistic_ids":
        return send({
          success: true,
          result: [...statistics.keys()].map((id) => ({ statistic_id: id, source: id.split(":")[0] })),
        });
      case "recorder/statistics_during_period":
        return isPeriod(message) ? send({ success: true, result: during(message) }) : fail("invalid_format");
      case "recorder/import_statistics": {
        if (breakNext) {
          breakNext = false;
          return socket.terminate();
        }
        const refusal = isImport(message) ? importStatistics(message) : "invalid_format";
        return refusal === undefined ? send({ success: true, result: null }) : fail(refusal);
      }
      default:
        return fail("unknown_command");
    }
  };

  const http = createServer((_request, response) => response.writeHead(404).end());
  const server = new WebSocketServer({ server: http, path: "/api/websocket" });
  server.on("connection", (socket) => {
    let isIn = false;
    socket.on("error", () => undefined);
    socket.on("message", (raw) => {
      if (isIn) return answer(socket, String(raw));
      isIn = JSON.parse(String(raw)).access_token === token;
      socket.send(
        JSON.stringify(isIn ? { type: "auth_ok", ha_version: version } : { type: "auth_invalid", message: "no" }),
      );
      if (!isIn) socket.close();
    });
    socket.send(JSON.stringify({ type: "auth_required", ha_version: version }));
  });
  http.listen(port, "127.0.0.1");
  await once(http, "listening");
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    ...{ statistics, metadata, imports: () => imports },
    breakNextImport: () => {
      breakNext = true;
    },
    close: async () => {
      for (const client of server.clients) client.terminate();
      server.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

/** Hours as they are; months with the last sum in them, the end rounded up to a whole month. */
function rowsBetween(rows: Map<number, number> | undefined, from: string, to: string | undefined, period: string) {
  const start = Date.parse(from);
  const end = to === undefined ? Number.POSITIVE_INFINITY : Date.parse(to);
  const sorted = [...(rows ?? [])].sort(([a], [b]) => a - b);
  if (period === "hour")
    return sorted
      .filter(([at]) => at >= start && at < end)
      .map(([at, sum]) => ({ start: at, end: at + 3_600_000, sum }));
  const months = new Map<number, number>();
  for (const [at, sum] of sorted) months.set(monthOf(at), sum);
  return [...months]
    .filter(([at]) => at >= monthOf(start) && at < end)
    .map(([at, sum]) => ({ start: at, end: at, sum }));
}

function monthOf(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
}
