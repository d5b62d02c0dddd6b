import { tell } from "@meter2mqtt/contract";
import { isRecord } from "../config/schema-node.ts";
import { SinkError } from "../errors.ts";
import { BackOff, type BackOffOptions, type Clock } from "../sources/back-off.ts";
import {
  type HourlyEnergy,
  importMessages,
  planRows,
  type StatisticRow,
  statisticSource,
} from "./hourly-statistics.ts";
import { type HomeAssistantSession, type HomeAssistantTarget, openHomeAssistant } from "./websocket-session.ts";

const dayMs = 86_400_000;
/** Rows of so many days before the first hour are looked through one by one for the sum to go on from. */
const nearDays = 64;
/** Months are asked for up to here: Home Assistant rounds the end up to a whole month, which must not reach the first hour. */
const farDays = 33;
/** Home Assistant writes rows some time after it has taken them. */
const writeTimeoutMs = 30_000;
const writeCheckMs = 200;

export interface StatisticsClientOptions extends HomeAssistantTarget {
  readonly clock: Clock;
  readonly backOff?: BackOffOptions;
  /** Connecting is tried for so long. */
  readonly patienceMs: number;
  /** Told why there is another try. */
  readonly waiting: (reason: string) => void;
}

export interface ImportRequest {
  readonly id: string;
  readonly name: string;
  /** `kWh`, the default, or a currency: then the hours are thousandths of it. */
  readonly unit?: string;
  /** At least one, sorted, each hour once. */
  readonly hours: readonly HourlyEnergy[];
}

/** Writes hourly sums into Home Assistant's long-term statistics, over connections that are made anew when they break. */
export class StatisticsClient {
  readonly #options: StatisticsClientOptions;

  constructor(options: StatisticsClientOptions) {
    this.#options = options;
  }

  /** Ids of this gateway's statistics, sorted. */
  ids(signal: AbortSignal): Promise<string[]> {
    return this.#connected(async (session) => {
      const listed = await listStatistics(session, signal);
      return listed.filter(({ source }) => source === statisticSource).map(({ id }) => id);
    }, signal);
  }

  /** Resolves with the number of rows that were written, once Home Assistant holds them; the same hours again give 0. */
  import(request: ImportRequest, signal: AbortSignal): Promise<number> {
    return this.#connected((session) => this.#import(session, request, signal), signal);
  }

  async #import(session: HomeAssistantSession, request: ImportRequest, signal: AbortSignal): Promise<number> {
    const { id, name, unit, hours } = request;
    const first = hours[0]?.start;
    if (first === undefined) return 0;
    const isThere = (await listStatistics(session, signal)).some((listed) => listed.id === id);
    const before = isThere ? await sumBefore(session, id, first, signal) : 0;
    const present = isThere ? await readRows(session, { id, start: first }, signal) : [];
    const rows = planRows(hours, { before, present });
    for (const fields of importMessages({ id, name, unit, version: session.version }, rows))
      await session.command("recorder/import_statistics", fields, signal);
    await this.#untilWritten(session, id, rows, signal);
    return rows.length;
  }

  async #untilWritten(session: HomeAssistantSession, id: string, rows: readonly StatisticRow[], signal: AbortSignal) {
    const [first, last] = [rows[0], rows.at(-1)];
    if (first === undefined || last === undefined) return;
    const { clock } = this.#options;
    const end = clock.now() + writeTimeoutMs;
    while (!signal.aborted) {
      const written = new Map(
        (await readRows(session, { id, start: first.start }, signal)).map((row) => [row.start, row.sum]),
      );
      if (rows.every(({ start, sum }) => Math.abs((written.get(start) ?? Number.NaN) - sum) < 1e-6)) return;
      if (clock.now() > end) break;
      await clock.pause(writeCheckMs, signal);
    }
    throw new SinkError("transient", tell("haNotWritten"));
  }

  /** Does work over a connection; begins it anew when the connection breaks, which must do no harm. */
  async #connected<Result>(
    work: (session: HomeAssistantSession) => Promise<Result>,
    signal: AbortSignal,
  ): Promise<Result> {
    const { clock, patienceMs, waiting } = this.#options;
    const backOff = new BackOff(this.#options.backOff);
    const end = clock.now() + patienceMs;
    for (;;) {
      try {
        const session = await openHomeAssistant(this.#options, clock, signal);
        try {
          return await work(session);
        } finally {
          session.close();
        }
      } catch (error) {
        const isWorthIt = error instanceof SinkError && error.kind === "transient";
        if (!isWorthIt || signal.aborted || clock.now() >= end) throw error;
        waiting(error.message);
      }
      await clock.pause(backOff.next(), signal);
    }
  }
}

interface Listed {
  readonly id: string;
  readonly source: string;
}

async function listStatistics(session: HomeAssistantSession, signal: AbortSignal): Promise<Listed[]> {
  const listed = await session.command("recorder/list_statistic_ids", { statistic_type: "sum" }, signal);
  if (!Array.isArray(listed)) throw new SinkError("permanent", tell("haUnknown"));
  return listed
    .filter(isRecord)
    .map(({ statistic_id: id, source }) => ({ id: String(id), source: String(source) }))
    .sort((a, b) => a.id.localeCompare(b.id));
}

/** The sum at the end of the last hour before the first one. */
async function sumBefore(
  session: HomeAssistantSession,
  id: string,
  first: number,
  signal: AbortSignal,
): Promise<number> {
  const near = await readRows(session, { id, start: first - nearDays * dayMs, end: first }, signal);
  const lastNear = near.filter(({ start }) => start < first).at(-1);
  if (lastNear !== undefined) return lastNear.sum;
  const far = { id, start: 0, end: first - farDays * dayMs, period: "month" } as const;
  return (await readRows(session, far, signal)).at(-1)?.sum ?? 0;
}

interface RowRange {
  readonly id: string;
  readonly start: number;
  readonly end?: number;
  readonly period?: "hour" | "month";
}

async function readRows(session: HomeAssistantSession, range: RowRange, signal: AbortSignal): Promise<StatisticRow[]> {
  const { id, start, end, period = "hour" } = range;
  const fields = {
    start_time: new Date(start).toISOString(),
    ...(end === undefined ? {} : { end_time: new Date(end).toISOString() }),
    ...{ statistic_ids: [id], period, types: ["sum"], units: { energy: "kWh" } },
  };
  const result = await session.command("recorder/statistics_during_period", fields, signal);
  const rows: unknown = isRecord(result) ? (result[id] ?? []) : undefined;
  if (!Array.isArray(rows)) throw new SinkError("permanent", tell("haUnknown"));
  return rows.filter(isRow).map(({ start: at, sum }) => ({ start: at, sum }));
}

function isRow(value: unknown): value is StatisticRow {
  return isRecord(value) && typeof value["start"] === "number" && typeof value["sum"] === "number";
}
