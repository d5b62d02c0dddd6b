import { createHmac, randomBytes } from "node:crypto";

/** As many clients as poll with user and password at a time. */
const most = 64;
/** After this time it is checked again. */
const keptMs = 10 * 60_000;

interface Known {
  readonly at: number;
  readonly isRight: boolean;
  /** What was kept of the user's password at that time; undefined: there was no such user. */
  readonly hash: string | undefined;
}

/**
 * Whether a pair of user and password was right a moment ago, so that a program that asks every few seconds costs no Argon2 each
 * time. Keys are hashes under a key of this process: no password stays in memory.
 */
export class BasicCache {
  readonly #key = randomBytes(32);
  readonly #known = new Map<string, Known>();

  find(user: string, password: string, now: number): Known | undefined {
    const found = this.#known.get(this.#nameOf(user, password));
    return found !== undefined && now >= found.at && now - found.at < keptMs ? found : undefined;
  }

  keep(user: string, password: string, known: Known): void {
    const name = this.#nameOf(user, password);
    this.#known.delete(name);
    this.#known.set(name, known);
    if (this.#known.size <= most) return;
    const oldest = this.#known.keys().next();
    if (oldest.done !== true) this.#known.delete(oldest.value);
  }

  #nameOf(user: string, password: string): string {
    return createHmac("sha256", this.#key)
      .update(JSON.stringify([user, password]))
      .digest("base64");
  }
}
