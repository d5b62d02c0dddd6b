import { type NewTokenAnswer, type ShownToken, type TokenScope, tell } from "@meter2mqtt/contract";
import { AccessError } from "../store/access/access-error.ts";
import type { AccessStore } from "../store/access/access-store.ts";
import type { StoredToken } from "../store/access/tokens-table.ts";
import { type Actor, toAuditRecord } from "./audit-log.ts";
import { createToken, hashOf, tokenPrefix } from "./tokens.ts";

const mostTokens = 100;
/** A program may ask every second: not each of its requests is worth a write. */
const usedEveryMs = 3_600_000;
const namePattern = /^[^\p{Cc}\p{Cf}]{1,64}$/u;

/** What programs come in with. What fails is an AccessError, or a StoreError for a disk that does. */
export class ApiTokens {
  readonly #store: AccessStore;
  readonly #now: () => number;

  constructor(store: AccessStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  all(): ShownToken[] {
    return this.#store.use(({ tokens }) => tokens.all()).map(toShown);
  }

  /** Makes one. The answer is the only place that has it. */
  add(name: string, scope: TokenScope, by: Actor): NewTokenAnswer {
    if (!namePattern.test(name) || name.trim() === "") throw new AccessError("bad-name", tell("tokenName"));
    const token = tokenPrefix + createToken();
    const now = this.#now();
    const id = this.#store.change(({ tokens, audit }) => {
      if (tokens.named(name) !== undefined) throw new AccessError("taken", tell("tokenTaken", { name }));
      if (tokens.all().length >= mostTokens)
        throw new AccessError("too-many", tell("tokensMany", { most: mostTokens }));
      tokens.insert({ name, scope, hash: hashOf(token), createdAt: now });
      audit.add(toAuditRecord({ at: now, kind: "change", ...by, action: `token ${name} added, for ${scope}` }));
      return tokens.named(name)?.id ?? 0;
    });
    return { id, name, scope, token };
  }

  /** Revokes the one of this id or name. */
  revoke(which: number | string, by: Actor): void {
    this.#store.change(({ tokens, audit }) => {
      const found = tokens.all().find(({ id, name }) => id === which || name === which);
      if (found === undefined) throw new AccessError("unknown", tell("tokenUnknown", { name: String(which) }));
      tokens.remove(found.id);
      audit.add(toAuditRecord({ at: this.#now(), kind: "change", ...by, action: `token ${found.name} revoked` }));
    });
  }

  /** The one that a request came with; its use is noted. */
  find(token: string): StoredToken | undefined {
    if (!token.startsWith(tokenPrefix)) return undefined;
    const now = this.#now();
    const found = this.#store.use(({ tokens }) => tokens.find(hashOf(token)));
    if (found !== undefined && now - (found.usedAt ?? 0) >= usedEveryMs)
      this.#store.note(({ tokens }) => tokens.setUsed(found.id, now));
    return found;
  }
}

function toShown({ id, name, scope, createdAt, usedAt }: StoredToken): ShownToken {
  return {
    ...{ id, name, scope, createdAt: new Date(createdAt).toISOString() },
    ...(usedAt === undefined ? {} : { usedAt: new Date(usedAt).toISOString() }),
  };
}
