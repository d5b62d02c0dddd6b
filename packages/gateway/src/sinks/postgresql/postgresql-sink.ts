import { type ShownWords, tell, tellAll } from "@meter2mqtt/contract";
import type { PostgresqlSinkSettings } from "../../config/sink-settings.ts";
import { SinkError } from "../../errors.ts";
import { BackOff, type BackOffOptions, type Clock } from "../../sources/back-off.ts";
import { errorCode } from "../../sources/error-words.ts";
import { keepOpen } from "../../sources/keep-open.ts";
import { Lifetime } from "../../sources/lifetime.ts";
import type { OutboxEntry, Sink, SinkListener } from "../sink.ts";
import { readTlsOptions } from "../tls-options.ts";
import { openPostgresqlConnection, type PostgresqlConnection } from "./connection.ts";
import { migrate } from "./migrations.ts";
import { type PostgresqlTarget, tellPostgresqlError } from "./postgresql-words.ts";
import { type KeyedState, ReadingTables } from "./tables.ts";

/** What saying goodbye may take: the gateway has 2 s to stop. */
const goodbyeMs = 300;

/** SQLSTATEs of tables and columns that somebody took away: they are made again with the next connection. */
const isTableGone = /^(42P01|42703|3F000)$/;

/** Writes readings into a table of PostgreSQL, which it makes itself. */
export class PostgresqlSink implements Sink {
  readonly name: string;
  readonly type = "postgresql";
  readonly description: string;
  readonly where: ShownWords;
  readonly #place: string;
  readonly kinds: Sink["kinds"] = new Set(["reading"]);
  readonly #settings: PostgresqlSinkSettings;
  readonly #target: PostgresqlTarget;
  readonly #clock: Clock;
  readonly #backOff: BackOff;
  readonly #lifetime = new Lifetime();
  #open: { readonly connection: PostgresqlConnection; readonly tables: ReadingTables } | undefined;

  constructor(settings: PostgresqlSinkSettings, clock: Clock, backOff?: BackOffOptions) {
    const { name, schema } = settings;
    this.name = name;
    this.#settings = settings;
    this.#clock = clock;
    this.#backOff = new BackOff(backOff);
    this.#target = targetOf(settings);
    const { host, port, database, username } = this.#target;
    this.#place = `${host}:${port}`;
    const where = tell("leadsPostgresql", { place: this.#place, schema, database, user: username });
    this.description = where.message;
    this.where = where.words;
  }

  start(listener: SinkListener, signal: AbortSignal): Promise<void> {
    const session = (stop: AbortSignal) => this.#session(listener, stop);
    const status: SinkListener["status"] = (...told) => listener.status(...told);
    const work = this.#lifetime.run(signal, (stop) =>
      keepOpen({ session, status, backOff: this.#backOff, clock: this.#clock }, stop),
    );
    // A failure that ends the work was told as status "failed".
    work.catch(() => undefined);
    return Promise.resolve();
  }

  async deliver(batch: readonly OutboxEntry[], signal: AbortSignal): Promise<void> {
    const states = batch.flatMap((entry): KeyedState[] => (entry.kind === "reading" ? [entry] : []));
    if (states.length === 0) return;
    const open = this.#open;
    if (open === undefined) throw new SinkError("transient", tell("notConnected", { output: this.#place }));
    const { connection, tables } = open;
    try {
      await connection.within(this.#timeoutMs, signal, () => tables.write(connection, states));
    } catch (error) {
      if (!(error instanceof SinkError) || !isTableGone.test(errorCode(error.cause) ?? "")) throw error;
      connection.destroy();
      const said = tellAll(tellPostgresqlError(error.cause, this.#target), tell("pgTablesAgain"));
      throw new SinkError("transient", said, { cause: error });
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#lifetime.end();
  }

  get #timeoutMs(): number {
    return this.#settings.timeoutSeconds * 1000;
  }

  async #session(listener: SinkListener, signal: AbortSignal): Promise<void> {
    const { schema, hypertable, secure, tls, password } = this.#settings;
    const config = {
      ...(password === undefined ? {} : { password: password.reveal() }),
      ...(secure ? { ssl: await readTlsOptions(tls) } : {}),
    };
    const connection = await openPostgresqlConnection(config, this.#target, signal);
    try {
      await connection.within(this.#timeoutMs, signal, () => migrate(connection, { schema, hypertable }));
      this.#open = { connection, tables: new ReadingTables(schema) };
      this.#backOff.reset();
      listener.status("open");
      const ended = await Promise.race([connection.closed(), untilAborted(signal)]);
      if (ended !== undefined) throw ended;
      this.#open = undefined;
      const enough = new AbortController();
      await Promise.race([connection.end(), this.#clock.pause(goodbyeMs, enough.signal)]);
      enough.abort();
    } finally {
      this.#open = undefined;
      connection.destroy();
    }
  }
}

/** Where the database is, by its settings. */
export function targetOf({ url, username }: PostgresqlSinkSettings): PostgresqlTarget {
  const { hostname, port, pathname } = new URL(url);
  return {
    host: hostname.replace(/^\[|\]$/g, ""),
    port: port === "" ? 5432 : Number(port),
    database: decodeURIComponent(pathname.slice(1)),
    username,
  };
}

function untilAborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
}
