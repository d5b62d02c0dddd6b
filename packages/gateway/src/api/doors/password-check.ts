import { tell } from "@meter2mqtt/contract";
import type { Accounts } from "../../access/accounts.ts";
import { LoginGuard, type LoginTry } from "../../access/login-guard.ts";
import { BusyError } from "../../access/passwords.ts";
import type { StoredUser } from "../../store/access/users-table.ts";
import { ApiError } from "../api-error.ts";
import { BasicCache } from "./basic-cache.ts";

export interface PasswordTry extends LoginTry {
  readonly password: string;
}

/** Checks passwords, not too often. */
export class PasswordCheck {
  readonly #accounts: Accounts;
  readonly #now: () => number;
  readonly #guard = new LoginGuard();
  readonly #cache = new BasicCache();

  constructor(accounts: Accounts, now: () => number) {
    this.#accounts = accounts;
    this.#now = now;
  }

  /** The user, where the password is right. Rejects with {@link ApiError} 429 where it was tried too often. */
  async check(tried: PasswordTry): Promise<StoredUser | undefined> {
    const now = this.#now();
    const waitMs = this.#guard.begin(tried, now);
    if (waitMs > 0) throw tooMany(waitMs);
    const user = await this.#verify(tried, now);
    if (user !== undefined) this.#guard.succeeded(tried, now);
    else this.#accounts.note("refused", { who: tried.user, address: tried.address }, "wrong user or password");
    return user;
  }

  /** The same for programs that send both with each request. */
  async checkEachTime(tried: PasswordTry): Promise<StoredUser | undefined> {
    const { users } = this.#accounts;
    const known = this.#cache.find(tried.user, tried.password, this.#now());
    const before = users.find(tried.user);
    // A password that was changed meanwhile has another hash.
    if (known !== undefined && known.hash === before?.hash) return known.isRight ? before : undefined;
    const user = await this.check(tried);
    this.#cache.keep(tried.user, tried.password, { at: this.#now(), isRight: user !== undefined, hash: before?.hash });
    return user;
  }

  async #verify(tried: PasswordTry, now: number): Promise<StoredUser | undefined> {
    try {
      return await this.#accounts.users.withPassword(tried.user, tried.password);
    } catch (error) {
      // Nothing was tried.
      this.#guard.succeeded(tried, now);
      if (!(error instanceof BusyError)) throw error;
      throw new ApiError(503, "busy", tell("passwordsBusy"), { cause: error });
    }
  }
}

/** Says when it may be tried again. */
export function tooMany(waitMs: number): ApiError {
  const seconds = Math.ceil(waitMs / 1000);
  return new ApiError(429, "too-many-tries", tell("tooManyTries", { seconds }), { retryAfterSeconds: seconds });
}
