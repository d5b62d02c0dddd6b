import type { Logger } from "../runtime/log.ts";
import { AccessStore } from "../store/access/access-store.ts";
import { ApiTokens } from "./api-tokens.ts";
import { type Actor, toAuditRecord } from "./audit-log.ts";
import { Sessions } from "./sessions.ts";
import { Users } from "./users.ts";

export interface AccountsOptions {
  /** The database of readings: what is kept here lies beside it. */
  readonly storePath: string;
  readonly now: () => number;
  readonly log?: Logger | undefined;
}

const retryMs = 5000;

/** Everything that is known of who may come in. */
export class Accounts implements Disposable {
  readonly store: AccessStore;
  readonly users: Users;
  readonly sessions: Sessions;
  readonly tokens: ApiTokens;
  readonly #now: () => number;
  readonly #log: Logger | undefined;
  #triedAt: number | undefined;
  #failure: string | undefined;

  constructor({ storePath, now, log }: AccountsOptions) {
    this.store = new AccessStore(storePath);
    this.users = new Users(this.store, now);
    this.sessions = new Sessions(this.store, now);
    this.tokens = new ApiTokens(this.store, now);
    this.#now = now;
    this.#log = log;
  }

  /** Opens the store, or tries it again now and then. A disk that fails is told in the log; who needs the store is told so. */
  async ready(): Promise<void> {
    const now = this.#now();
    if (this.#triedAt !== undefined && now - this.#triedAt < retryMs && now >= this.#triedAt) return;
    this.#triedAt = now;
    try {
      await this.store.open();
      this.#failure = undefined;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      if (why !== this.#failure) this.#log?.error({ reason: why }, "users and tokens can't be read");
      this.#failure = why;
    }
  }

  /** Whether a password is set. Without a store nobody can have set one. Throws StoreError where that can't be read. */
  get hasPassword(): boolean {
    return this.store.exists && this.users.areThere;
  }

  /** Keeps an entry of the audit log; a disk that fails does not stop what was done. */
  note(kind: "change" | "log-in" | "refused", by: Actor, action: string): void {
    this.store.note(({ audit }) => audit.add(toAuditRecord({ at: this.#now(), kind, ...by, action })));
  }

  [Symbol.dispose](): void {
    this.store.close();
  }
}
