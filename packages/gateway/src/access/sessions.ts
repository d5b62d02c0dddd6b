import type { Role } from "@meter2mqtt/contract";
import type { AccessStore } from "../store/access/access-store.ts";
import { type Actor, toAuditRecord } from "./audit-log.ts";
import { createToken, hashOf } from "./tokens.ts";

const dayMs = 86_400_000;
/** Not used for so long, it is over. */
const idleMs = 14 * dayMs;
/** Over in any case. */
export const sessionMs: number = 90 * dayMs;
/** A page asks all the time: not each of its requests is worth a write. */
const seenEveryMs = 3_600_000;
/** Of one user. */
const mostSessions = 50;
const mostDevices = 50;

export interface OpenSession {
  readonly user: string;
  readonly role: Role;
}

/** Browsers that somebody has logged in with. Throws StoreError. */
export class Sessions {
  readonly #store: AccessStore;
  readonly #now: () => number;

  constructor(store: AccessStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** Begins one; gives the token, of which the store has the hash only. */
  begin(user: string, { who, address }: Actor): string {
    const token = createToken();
    const now = this.#now();
    this.#store.change(({ sessions, users, audit }) => {
      sessions.prune(now - idleMs, now - sessionMs);
      sessions.insert(hashOf(token), user, now);
      sessions.trim(user, mostSessions);
      users.setLogin(user, now);
      audit.add(toAuditRecord({ at: now, kind: "log-in", who, address, action: "logged in" }));
    });
    return token;
  }

  /** Whose session it is; undefined where it is none, or over. */
  find(token: string): OpenSession | undefined {
    const hash = hashOf(token);
    const now = this.#now();
    const { session, user } = this.#store.use(({ sessions, users }) => {
      const session = sessions.find(hash);
      return { session, user: session && users.find(session.user) };
    });
    if (session === undefined) return undefined;
    const isOver = now - session.seenAt > idleMs || now - session.createdAt > sessionMs;
    if (user === undefined || isOver) {
      this.#store.note(({ sessions }) => sessions.remove(hash));
      return undefined;
    }
    if (now - session.seenAt >= seenEveryMs) this.#store.note(({ sessions }) => sessions.setSeen(hash, now));
    return { user: user.name, role: user.role };
  }

  end(token: string, { who, address }: Actor): void {
    this.#store.change(({ sessions, audit }) => {
      sessions.remove(hashOf(token));
      audit.add(toAuditRecord({ at: this.#now(), kind: "log-in", who, address, action: "logged out" }));
    });
  }

  /** Hash of a browser's token, where this user has logged in with it before. */
  knownDevice(token: string | undefined, user: string): string | undefined {
    if (token === undefined) return undefined;
    const hash = hashOf(token);
    const owner = this.#store.use(({ devices }) => devices.userOf(hash));
    return owner?.toLowerCase() === user.toLowerCase() ? hash : undefined;
  }

  /** Keeps a browser in mind; gives its token, a new one where it had none of this user's. */
  rememberDevice(user: string, token: string | undefined): string {
    const known = this.knownDevice(token, user);
    const now = this.#now();
    if (known !== undefined && token !== undefined) {
      this.#store.note(({ devices }) => devices.setSeen(known, now));
      return token;
    }
    const fresh = createToken();
    this.#store.change(({ devices }) => {
      devices.insert(hashOf(fresh), user, now);
      devices.trim(user, mostDevices);
    });
    return fresh;
  }
}
