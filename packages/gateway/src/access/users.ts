import { type Role, type ShownUser, tell } from "@meter2mqtt/contract";
import { AccessError } from "../store/access/access-error.ts";
import type { AccessStore, AccessTables } from "../store/access/access-store.ts";
import type { StoredUser } from "../store/access/users-table.ts";
import { type Actor, toAuditRecord } from "./audit-log.ts";
import { checkNewPassword, hashPassword, verifyPassword } from "./passwords.ts";
import { hashOf } from "./tokens.ts";

/** A household has a few. */
const mostUsers = 100;
const namePattern = /^[^\s:/?#\p{Cc}\p{Cf}]{1,64}$/u;

export interface NewUser {
  readonly name: string;
  readonly role: Role;
  readonly password: string;
}

/** Those who may log in. What fails is an AccessError, or a StoreError for a disk that does. */
export class Users {
  readonly #store: AccessStore;
  readonly #now: () => number;

  constructor(store: AccessStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** Whether a password was set. */
  get areThere(): boolean {
    return this.#store.use(({ users }) => users.count > 0);
  }

  find(name: string): StoredUser | undefined {
    return this.#store.use(({ users }) => users.find(name));
  }

  all(): ShownUser[] {
    return this.#store.use(({ users }) => users.all()).map(toShown);
  }

  /** Adds one; with `first` only where there is none. */
  async add(user: NewUser, by: Actor, { first = false } = {}): Promise<void> {
    const name = user.name.normalize("NFC");
    if (!namePattern.test(name)) throw new AccessError("bad-name", tell("userName"));
    checkNewPassword(user.password, name);
    const hash = await hashPassword(user.password);
    this.#change(by, `user ${name} added as ${user.role}`, ({ users }) => {
      if (first && users.count > 0) throw new AccessError("taken", tell("passwordThere"));
      if (users.find(name) !== undefined) throw new AccessError("taken", tell("userTaken", { name }));
      if (users.count >= mostUsers) throw new AccessError("too-many", tell("usersMany", { most: mostUsers }));
      users.insert({ name, role: user.role, hash, createdAt: this.#now() });
    });
  }

  /** A new password ends all sessions of the user but the one whose token is given, and forgets the browsers. */
  async setPassword(name: string, password: string, by: Actor, keep?: string): Promise<void> {
    checkNewPassword(password, name);
    const hash = await hashPassword(password);
    this.#change(by, `password of ${name} changed`, ({ users, sessions, devices }) => {
      const user = existing(users.find(name), name);
      users.setPassword(user.name, hash, this.#now());
      sessions.removeOthers(user.name, keep === undefined ? "" : hashOf(keep));
      devices.removeOf(user.name);
    });
  }

  setRole(name: string, role: Role, by: Actor): void {
    this.#change(by, `user ${name} is ${role} now`, ({ users }) => {
      const user = existing(users.find(name), name);
      if (role !== "admin") keepAnAdmin(users.all(), user);
      if (role !== "admin" && users.count === 1) throw onlyAdmin(user);
      users.setRole(user.name, role);
    });
  }

  remove(name: string, by: Actor): void {
    this.#change(by, `user ${name} removed`, ({ users, sessions, devices }) => {
      const user = existing(users.find(name), name);
      keepAnAdmin(users.all(), user);
      sessions.removeOthers(user.name);
      devices.removeOf(user.name);
      users.remove(user.name);
    });
  }

  /** The user, where the password is theirs. Takes as long for a user whom there isn't. */
  async withPassword(name: string, password: string): Promise<StoredUser | undefined> {
    const user = this.find(name);
    return (await verifyPassword(user?.hash, password)) ? user : undefined;
  }

  #change(by: Actor, action: string, work: (tables: AccessTables) => void): void {
    this.#store.change((tables) => {
      work(tables);
      tables.audit.add(toAuditRecord({ at: this.#now(), kind: "change", ...by, action }));
    });
  }
}

function existing(user: StoredUser | undefined, name: string): StoredUser {
  if (user !== undefined) return user;
  throw new AccessError("unknown", tell("userUnknown", { name: name.slice(0, 64) }));
}

/** Viewers alone could change nothing any more. The last one of all may go: then the gateway has no password again. */
function keepAnAdmin(all: readonly StoredUser[], leaving: StoredUser): void {
  const others = all.filter(({ name }) => name !== leaving.name);
  if (others.length > 0 && !others.some(({ role }) => role === "admin")) throw onlyAdmin(leaving);
}

function onlyAdmin({ name }: StoredUser): AccessError {
  return new AccessError("last-admin", tell("onlyAdmin", { name }));
}

function toShown({ name, role, createdAt, passwordAt, loginAt }: StoredUser): ShownUser {
  return {
    ...{ name, role, createdAt: new Date(createdAt).toISOString(), passwordAt: new Date(passwordAt).toISOString() },
    ...(loginAt === undefined ? {} : { loggedInAt: new Date(loginAt).toISOString() }),
  };
}
