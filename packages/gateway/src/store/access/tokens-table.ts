import { type TokenScope, tokenScopes } from "@meter2mqtt/contract";
import type { Database, Statement } from "../database.ts";
import { numbersOf, textOf } from "../rows.ts";

/** What a program comes in with. */
export interface StoredToken {
  readonly id: number;
  readonly name: string;
  readonly scope: TokenScope;
  readonly createdAt: number;
  /** Within the hour. */
  readonly usedAt: number | undefined;
}

/** API tokens by their hash. */
export class TokensTable {
  readonly #insert: Statement;
  readonly #find: Statement;
  readonly #named: Statement;
  readonly #all: Statement;
  readonly #used: Statement;
  readonly #remove: Statement;

  constructor(database: Database) {
    this.#insert = database.prepare("INSERT INTO tokens (name, scope, hash, created_at) VALUES (?, ?, ?, ?)");
    this.#find = database.prepare("SELECT * FROM tokens WHERE hash = ?");
    this.#named = database.prepare("SELECT * FROM tokens WHERE name = ?");
    this.#all = database.prepare("SELECT * FROM tokens ORDER BY name");
    this.#used = database.prepare("UPDATE tokens SET used_at = ? WHERE id = ?");
    this.#remove = database.prepare("DELETE FROM tokens WHERE id = ?");
  }

  insert({ name, scope, hash, createdAt }: Pick<StoredToken, "name" | "scope" | "createdAt"> & { hash: string }): void {
    this.#insert.run(name, scope, hash, createdAt);
  }

  find(hash: string): StoredToken | undefined {
    return toToken(this.#find.get(hash));
  }

  named(name: string): StoredToken | undefined {
    return toToken(this.#named.get(name));
  }

  all(): StoredToken[] {
    return this.#all.all().flatMap((row) => toToken(row) ?? []);
  }

  setUsed(id: number, at: number): void {
    this.#used.run(at, id);
  }

  remove(id: number): void {
    this.#remove.run(id);
  }
}

function toToken(row: unknown): StoredToken | undefined {
  const [name, scopeName] = ["name", "scope"].map((column) => textOf(row, column));
  const [id, createdAt, usedAt] = numbersOf(row, "id", "created_at", "used_at");
  // A scope that this release does not know opens nothing.
  const scope = tokenScopes.find((known) => known === scopeName);
  if (id === undefined || name === undefined || createdAt === undefined || scope === undefined) return undefined;
  return { id, name, scope, createdAt, usedAt };
}
