import type { MeterState } from "@meter2mqtt/contract";
import { storedValues, toEpochMs } from "../stored-values.ts";
import { primaryKeyOf, type Queries } from "./connection.ts";

/** A reading with the key that makes it one. */
export interface KeyedState {
  readonly key: string;
  readonly state: MeterState;
}

type ColumnType = "text" | "timestamptz" | "boolean" | "integer" | "bigint" | "double precision";
type Cell = string | number | boolean;

interface TableRow {
  /** What tells this row from others: a row with the same is replaced. */
  readonly id: string;
  readonly cells: ReadonlyMap<string, { readonly type: ColumnType; readonly value: Cell }>;
}

/** What is known of the tables on the server. */
interface Known {
  readonly columns: ReadonlySet<string>;
  /** The key; in a hypertable, the key and the time of arrival. */
  readonly readingKey: readonly string[];
}

const channelKey = ["meter", "channel", "timestamp"];

/** Writes states into the two tables. Columns that the table lacks are added: that of a quantity comes with its first value. */
export class ReadingTables {
  readonly #schema: string;
  #known: Known | undefined;

  constructor(schema: string) {
    this.#schema = `"${schema}"`;
  }

  /** Writes all or nothing; rows that are there already are replaced. */
  async write(queries: Queries, states: readonly KeyedState[]): Promise<void> {
    const rows = states.map(toReadingRow);
    const channelRows = states.flatMap(toChannelRows);
    const known = this.#known ?? (await this.#look(queries));
    const added = missingColumns(known, rows);
    await queries.query("BEGIN");
    try {
      for (const [name, type] of added) {
        await queries.query(`ALTER TABLE ${this.#schema}.readings ADD COLUMN IF NOT EXISTS "${name}" ${type}`);
      }
      await this.#upsert(queries, { table: "readings", key: known.readingKey }, rows);
      await this.#upsert(queries, { table: "channels", key: channelKey }, channelRows);
      await queries.query("COMMIT");
    } catch (error) {
      // The connection may be what failed; then the server rolls back by itself.
      await queries.query("ROLLBACK").catch(() => undefined);
      this.#known = undefined;
      throw error;
    }
    this.#known = { ...known, columns: new Set([...known.columns, ...added.keys()]) };
  }

  async #look(queries: Queries): Promise<Known> {
    const table = `${this.#schema}.readings`;
    const found = await queries.query(
      "SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped",
      [table],
    );
    return {
      columns: new Set(found.map((row) => String(row["name"]))),
      readingKey: await primaryKeyOf(queries, table),
    };
  }

  /** One statement for all rows, an array for each column. */
  async #upsert(
    queries: Queries,
    { table, key }: { readonly table: string; readonly key: readonly string[] },
    all: readonly TableRow[],
  ): Promise<void> {
    // A statement may not touch a row twice; the later one holds what is known now.
    const rows = [...new Map(all.map((row) => [row.id, row])).values()];
    if (rows.length === 0) return;
    const types = new Map(rows.flatMap(({ cells }) => [...cells].map(([column, { type }]) => [column, type] as const)));
    const columns = [...types.keys()];
    const quoted = columns.map((column) => `"${column}"`);
    const arrays = [...types.values()].map((type, index) => `$${index + 1}::${type}[]`);
    const changes = quoted.map((column) => `${column} = EXCLUDED.${column}`);
    await queries.query(
      `INSERT INTO ${this.#schema}.${table} (${quoted.join(", ")}) SELECT * FROM unnest(${arrays.join(", ")})
       ON CONFLICT (${key.map((column) => `"${column}"`).join(", ")}) DO UPDATE SET ${changes.join(", ")}`,
      columns.map((column) => rows.map(({ cells }) => cells.get(column)?.value ?? null)),
    );
  }
}

function missingColumns({ columns }: Known, rows: readonly TableRow[]): ReadonlyMap<string, ColumnType> {
  const missing = new Map<string, ColumnType>();
  for (const { cells } of rows) {
    for (const [name, { type }] of cells) if (!columns.has(name)) missing.set(name, type);
  }
  return missing;
}

function toReadingRow({ key, state }: KeyedState): TableRow {
  const cells: [string, ColumnType, Cell | undefined][] = [
    ["receivedAt", "timestamptz", state.receivedAt],
    ["meter", "text", state.meter],
    ["source", "text", state.source],
    ["key", "text", key],
    ["meterId", "text", state.meterId],
    ["timestamp", "timestamptz", toIso(toEpochMs(state.timestamp))],
    ["authenticated", "boolean", state.authenticated],
    ["simulated", "boolean", state.simulated],
  ];
  for (const { name, value, isEnergy } of storedValues(state)) {
    cells.push([name, isEnergy ? "bigint" : "double precision", value]);
  }
  return tableRow(key, cells);
}

/** A sub-meter's own time makes one row of what every telegram repeats. */
function toChannelRows({ state }: KeyedState): readonly TableRow[] {
  return state.channels
    .filter(({ value }) => value !== undefined && Number.isFinite(value))
    .map(({ channel, kind, id, unit, value, timestamp }) => {
      const at = toIso(toEpochMs(timestamp)) ?? state.receivedAt;
      return tableRow(JSON.stringify([state.meter, channel, at]), [
        ["meter", "text", state.meter],
        ["channel", "integer", channel],
        ["timestamp", "timestamptz", at],
        ["source", "text", state.source],
        ["kind", "text", kind],
        ["id", "text", id],
        ["unit", "text", unit],
        ["value", "double precision", value],
      ]);
    });
}

function tableRow(id: string, cells: readonly (readonly [string, ColumnType, Cell | undefined])[]): TableRow {
  const known = new Map<string, { readonly type: ColumnType; readonly value: Cell }>();
  for (const [name, type, value] of cells) {
    // PostgreSQL's text holds every character but U+0000, and the wire is a stranger.
    const kept = typeof value === "string" ? value.replaceAll("\u0000", "") : value;
    if (kept !== undefined) known.set(name, { type, value: kept });
  }
  return { id, cells: known };
}

function toIso(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : new Date(ms).toISOString();
}
