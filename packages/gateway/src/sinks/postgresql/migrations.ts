import { tell } from "@meter2mqtt/contract";
import { SinkError } from "../../errors.ts";
import { primaryKeyOf, type Queries } from "./connection.ts";

export interface SchemaOptions {
  /** An identifier, checked by the configuration's schema. */
  readonly schema: string;
  /** Whether `readings` becomes a hypertable where TimescaleDB is installed in the database. */
  readonly hypertable: boolean;
}

/** Any number will do, as long as every gateway that shares a database has the same. */
const lockId = 7_368_233;

/**
 * Steps from one version of the tables to the next; never changed once released. Quantities are no part of them: a column
 * comes with the first value for it.
 */
const steps: readonly ((schema: string) => readonly string[])[] = [
  (schema) => [
    `CREATE TABLE ${schema}.readings (
       "receivedAt" timestamptz NOT NULL,
       meter text NOT NULL,
       source text NOT NULL,
       key text PRIMARY KEY,
       "meterId" text,
       "timestamp" timestamptz,
       authenticated boolean,
       simulated boolean NOT NULL
     )`,
    `CREATE INDEX "readings_meter" ON ${schema}.readings (meter, "receivedAt")`,
    `CREATE TABLE ${schema}.channels (
       meter text NOT NULL,
       channel integer NOT NULL,
       "timestamp" timestamptz NOT NULL,
       source text NOT NULL,
       kind text,
       id text,
       unit text,
       value double precision NOT NULL,
       PRIMARY KEY (meter, channel, "timestamp")
     )`,
  ],
];

/**
 * Makes the schema and its tables, or brings older ones up to date; does nothing where they are. Rejects with SinkError:
 * permanent where a newer meter2mqtt made them.
 */
export async function migrate(queries: Queries, options: SchemaOptions): Promise<void> {
  await queries.query("BEGIN");
  try {
    await queries.query("SELECT pg_advisory_xact_lock($1)", [lockId]);
    await migrateLocked(queries, options);
    await queries.query("COMMIT");
  } catch (error) {
    // The connection may be what failed; then the server rolls back by itself.
    await queries.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

async function migrateLocked(queries: Queries, { schema, hypertable }: SchemaOptions): Promise<void> {
  const quoted = `"${schema}"`;
  // IF NOT EXISTS would ask for the right to create one also where it is there.
  const found = await queries.query("SELECT 1 FROM pg_namespace WHERE nspname = $1", [schema]);
  if (found.length === 0) await queries.query(`CREATE SCHEMA ${quoted}`);
  const from = await versionOf(queries, quoted);
  if (from > steps.length) {
    throw new SinkError("permanent", tell("pgNewerTables", { schema, tables: from, known: steps.length }));
  }
  for (const step of steps.slice(from)) for (const statement of step(quoted)) await queries.query(statement);
  await queries.query(`UPDATE ${quoted}.meter2mqtt_tables SET version = $1`, [steps.length]);
  if (hypertable) await makeHypertable(queries, quoted);
}

async function versionOf(queries: Queries, schema: string): Promise<number> {
  const [there] = await queries.query("SELECT to_regclass($1) IS NOT NULL AS there", [`${schema}.meter2mqtt_tables`]);
  if (there?.["there"] !== true) {
    await queries.query(`CREATE TABLE ${schema}.meter2mqtt_tables (version integer NOT NULL)`);
    await queries.query(`INSERT INTO ${schema}.meter2mqtt_tables VALUES (0)`);
  }
  const [row] = await queries.query(`SELECT version FROM ${schema}.meter2mqtt_tables`);
  return Number(row?.["version"] ?? 0);
}

/**
 * TimescaleDB wants the time in every unique index, so the key alone can't be one there. Its functions are in the schema
 * that the extension was installed to.
 */
async function makeHypertable(queries: Queries, schema: string): Promise<void> {
  const [extension] = await queries.query(
    "SELECT quote_ident(nspname) AS name FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = 'timescaledb'",
  );
  if (extension === undefined) return;
  const table = `${schema}.readings`;
  if ((await primaryKeyOf(queries, table)).length === 1) {
    await queries.query(
      `ALTER TABLE ${table} DROP CONSTRAINT readings_pkey, ADD CONSTRAINT readings_pkey PRIMARY KEY (key, "receivedAt")`,
    );
  }
  await queries.query(
    `SELECT ${String(extension["name"])}.create_hypertable($1::regclass, 'receivedAt'::name, if_not_exists => true, migrate_data => true)`,
    [table],
  );
}
