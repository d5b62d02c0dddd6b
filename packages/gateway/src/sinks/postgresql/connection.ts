import { Socket } from "node:net";
import { type Told, tell } from "@meter2mqtt/contract";
import type { Client, ClientConfig } from "pg";
import { SinkError } from "../../errors.ts";
import { placeOf } from "../../sources/error-words.ts";
import { type PostgresqlTarget, postgresqlError } from "./postgresql-words.ts";

export type Row = Readonly<Record<string, unknown>>;

/** What migrations and tables need of a connection. */
export interface Queries {
  query(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
}

/** Names of the columns that make up a table's primary key, in its order. */
export async function primaryKeyOf(queries: Queries, table: string): Promise<readonly string[]> {
  const rows = await queries.query(
    `SELECT attname AS name FROM pg_index, unnest(indkey) WITH ORDINALITY AS place(number, position)
       JOIN pg_attribute ON attnum = place.number
     WHERE indisprimary AND indrelid = $1::regclass AND attrelid = indrelid ORDER BY position`,
    [table],
  );
  return rows.map((row) => String(row["name"]));
}

/** A server that answers nothing must not hold the connection for good. */
const connectTimeoutMs = 10_000;

/** One connection to PostgreSQL, from its opening to its end. It does not come back by itself. */
export class PostgresqlConnection implements Queries {
  readonly #client: Client;
  readonly #socket: Socket;
  readonly #target: PostgresqlTarget;
  readonly #ended: Promise<void>;
  #failure: unknown;

  constructor(client: Client, socket: Socket, target: PostgresqlTarget) {
    this.#client = client;
    this.#socket = socket;
    this.#target = target;
    client.on("error", (error) => {
      this.#failure ??= error;
    });
    this.#ended = new Promise((resolve) => client.once("end", () => resolve()));
  }

  async query(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    try {
      const { rows } = await this.#client.query<Row>(text, [...values]);
      return rows;
    } catch (error) {
      throw postgresqlError(error, this.#target);
    }
  }

  /** Resolves with why the connection ended. */
  async closed(): Promise<SinkError> {
    await this.#ended;
    return postgresqlError(this.#failure ?? new Error("Connection terminated"), this.#target);
  }

  /** Does the work, and drops the connection where that takes too long or the signal aborts. Rejects with SinkError. */
  async within(ms: number, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    if (signal.aborted) throw new SinkError("transient", tell("deliveryStopped"));
    let reason: Told | undefined;
    const giveUp = (why: Told) => {
      reason ??= why;
      this.destroy();
    };
    const place = placeOf(this.#target.host, this.#target.port);
    const timer = setTimeout(() => giveUp(tell("noAnswerWithin", { place, seconds: ms / 1000 })), ms);
    const stop = () => giveUp(tell("deliveryStopped"));
    signal.addEventListener("abort", stop, { once: true });
    try {
      await work();
    } catch (error) {
      if (reason === undefined) throw error;
      throw new SinkError("transient", reason, { cause: error });
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
    }
  }

  /** Drops the connection; what was asked is answered with an error. */
  destroy(): void {
    this.#socket.destroy();
  }

  /** Says goodbye to the server. */
  async end(): Promise<void> {
    await this.#client.end();
  }
}

/** Connects once; rejects with SinkError when the server can't be reached, refuses, or the signal aborts. */
export async function openPostgresqlConnection(
  config: Pick<ClientConfig, "password" | "ssl">,
  target: PostgresqlTarget,
  signal: AbortSignal,
): Promise<PostgresqlConnection> {
  // Loaded by those who use it only.
  const pg = await import("pg");
  const socket = new Socket();
  const { host, port, database, username: user } = target;
  const client = new pg.Client({
    ...{ host, port, database, user, ...config },
    stream: () => socket,
    application_name: "meter2mqtt",
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
  });
  const connection = new PostgresqlConnection(client, socket, target);
  const stop = () => connection.destroy();
  signal.addEventListener("abort", stop, { once: true });
  try {
    if (signal.aborted) throw new Error("stopped");
    await client.connect();
    return connection;
  } catch (error) {
    connection.destroy();
    if (signal.aborted) throw new SinkError("transient", tell("connectingStopped"), { cause: error });
    throw postgresqlError(error, target);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
