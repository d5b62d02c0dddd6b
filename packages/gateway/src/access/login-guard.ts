import { LeakyBuckets } from "./leaky-bucket.ts";

/** Somebody who tries a password. */
export interface LoginTry {
  readonly user: string;
  readonly address: string;
  /** Set for a request from this machine itself. */
  readonly isLocal: boolean;
  /** Hash of the cookie of a browser that this user has logged in with before. */
  readonly device?: string | undefined;
}

/**
 * How often passwords may be tried, so that they can't be guessed and yet nobody can shut the owner out:
 * - by address, ten at once and then one in six minutes;
 * - when an account is tried from everywhere, an address that has tried nothing so far still has one try;
 * - a browser that has logged in before, and this machine itself, have a measure of their own, which nobody else can use up.
 */
export class LoginGuard {
  readonly #addresses = new LeakyBuckets({ capacity: 10, leakMs: 6 * 60_000 });
  readonly #devices = new LeakyBuckets({ capacity: 10, leakMs: 60_000 });
  readonly #local = new LeakyBuckets({ capacity: 20, leakMs: 5000 });
  readonly #accounts = new LeakyBuckets({ capacity: 30, leakMs: 2 * 60_000 });

  /** Counts a try; gives the milliseconds to wait where it comes too early. A right password is taken back by {@link succeeded}. */
  begin(login: LoginTry, now: number): number {
    const [buckets, key] = this.#bucketOf(login);
    const isSwamped = buckets === this.#addresses && this.#accounts.waitFor(accountOf(login), now) > 0;
    const wait = buckets.waitFor(key, now, isSwamped ? 1 : undefined);
    if (wait > 0) return wait;
    buckets.add(key, now);
    if (buckets === this.#addresses) this.#accounts.add(accountOf(login), now);
    return 0;
  }

  /** The password was right. */
  succeeded(login: LoginTry, now: number): void {
    const [buckets, key] = this.#bucketOf(login);
    buckets.add(key, now, -1);
    if (buckets === this.#addresses) this.#accounts.add(accountOf(login), now, -1);
  }

  #bucketOf({ address, isLocal, device }: LoginTry): [LeakyBuckets, string] {
    if (device !== undefined) return [this.#devices, device];
    return isLocal ? [this.#local, ""] : [this.#addresses, networkOf(address)];
  }
}

function accountOf({ user }: LoginTry): string {
  return user.toLowerCase();
}

/** Whoever has one IPv6 address has all of its /64. */
function networkOf(address: string): string {
  if (!address.includes(":")) return address;
  const [head = "", tail] = address.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => "0");
  return [...left, ...zeros, ...right].slice(0, 4).join(":");
}
