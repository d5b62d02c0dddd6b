import type { Role } from "@meter2mqtt/contract";
import type { Database, Statement } from "../database.ts";
import { numbersOf, textOf } from "../rows.ts";

/** Somebody who may log in. */
export interface StoredUser {
  readonly name: string;
  readonly role: Role;
  /** Argon2id, in PHC's form. */
  readonly hash: string;
  readonly createdAt: number;
  readonly passwordAt: number;
  readonly loginAt: number | undefined;
}

/** Users by name, which is the same in any case. */
export class UsersTable {
  readonly #insert: Statement;
  readonly #find: Statement;
  readonly #all: Statement;
  readonly #count: Statement;
  readonly #setRole: Statement;
  readonly #setPassword: Statement;
  readonly #setLogin: Statement;
  readonly #remove: Statement;

  constructor(database: Database) {
    this.#insert = database.prepare(
      "INSERT INTO users (name, role, hash, created_at, password_at) VALUES (?, ?, ?, ?, ?)",
    );
    this.#find = database.prepare("SELECT * FROM users WHERE name = ?");
    this.#all = database.prepare("SELECT * FROM users ORDER BY name");
    this.#count = database.prepare("SELECT count(*) AS count FROM users");
    this.#setRole = database.prepare("UPDATE users SET role = ? WHERE name = ?");
    this.#setPassword = database.prepare("UPDATE users SET hash = ?, password_at = ? WHERE name = ?");
    this.#setLogin = database.prepare("UPDATE users SET login_at = ? WHERE name = ?");
    this.#remove = database.prepare("DELETE FROM users WHERE name = ?");
  }

  get count(): number {
    return numbersOf(this.#count.get(), "count")[0] ?? 0;
  }

  insert({ name, role, hash, createdAt }: Omit<StoredUser, "passwordAt" | "loginAt">): void {
    this.#insert.run(name, role, hash, createdAt, createdAt);
  }

  find(name: string): StoredUser | undefined {
    return toUser(this.#find.get(name));
  }

  all(): StoredUser[] {
    return this.#all.all().flatMap((row) => toUser(row) ?? []);
  }

  setRole(name: string, role: Role): void {
    this.#setRole.run(role, name);
  }

  setPassword(name: string, hash: string, at: number): void {
    this.#setPassword.run(hash, at, name);
  }

  setLogin(name: string, at: number): void {
    this.#setLogin.run(at, name);
  }

  remove(name: string): void {
    this.#remove.run(name);
  }
}

function toUser(row: unknown): StoredUser | undefined {
  const [name, role, hash] = ["name", "role", "hash"].map((column) => textOf(row, column));
  const [createdAt, passwordAt, loginAt] = numbersOf(row, "created_at", "password_at", "login_at");
  if (name === undefined || hash === undefined || createdAt === undefined || passwordAt === undefined) return undefined;
  // What a later release may call a role is none that may change anything.
  return { name, role: role === "admin" ? "admin" : "viewer", hash, createdAt, passwordAt, loginAt };
}
