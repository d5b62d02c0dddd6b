import { CounterWindow } from "./counter-window.ts";

/** The last frame of a sender that the keys opened. */
export interface GoodFrame {
  counter: number;
  verified: boolean;
  /** Epoch milliseconds of its arrival; undefined where that is not known. */
  receivedAt: number | undefined;
  /** The meter's clock as its reading says it. */
  timestamp: string | undefined;
}

/** What is known of one system title. */
export interface Sender {
  /** A tag of it was verified once. */
  verified: boolean;
  window: CounterWindow;
  good: GoodFrame | undefined;
}

/** A line has one meter, a line of a house some; anybody can make up more. */
const mostSenders = 64;

/**
 * Senders that were heard, by system title in hexadecimal: the 64 heard last, and one without a verified tag goes before
 * one with it, so that made-up titles push out nothing that matters.
 */
export class SenderBook {
  readonly #senders = new Map<string, Sender>();
  /** The one heard last, which stands at the end of the others. */
  #latestTitle = "";
  #latest: Sender | undefined;

  get size(): number {
    return this.#senders.size;
  }

  find(title: string): Sender | undefined {
    return this.#senders.get(title);
  }

  /** The sender whose frames the keys open, heard last of those. */
  get opened(): string | undefined {
    let last: string | undefined;
    for (const [title, { good }] of this.#senders) if (good !== undefined) last = title;
    return last;
  }

  /** The sender of a frame that was opened: from now on the one heard last. */
  hear(title: string): Sender {
    if (title === this.#latestTitle && this.#latest !== undefined) return this.#latest;
    const known = this.#senders.get(title);
    const sender = known ?? { verified: false, window: new CounterWindow(), good: undefined };
    if (known !== undefined) this.#senders.delete(title);
    else if (this.#senders.size >= mostSenders) this.#forgetOne();
    this.#senders.set(title, sender);
    this.#latestTitle = title;
    this.#latest = sender;
    return sender;
  }

  /** Other keys: counters begin anew, and the old ones' frames prove nothing. That a sender signs still holds. */
  keysChanged(): void {
    for (const sender of this.#senders.values()) {
      sender.window = new CounterWindow();
      sender.good = undefined;
    }
  }

  #forgetOne(): void {
    const [oldest] = this.#senders.keys();
    let forgotten = oldest;
    for (const [title, { verified }] of this.#senders) {
      if (verified) continue;
      forgotten = title;
      break;
    }
    if (forgotten !== undefined) this.#senders.delete(forgotten);
  }
}

/** Each frame takes the place of the one before it. */
export function rememberGood(
  sender: Sender,
  counter: number,
  verified: boolean,
  receivedAt: number | undefined,
  timestamp: string | undefined,
): void {
  const { good } = sender;
  if (good === undefined) {
    sender.good = { counter, verified, receivedAt, timestamp };
    return;
  }
  good.counter = counter;
  good.verified = verified;
  good.receivedAt = receivedAt;
  good.timestamp = timestamp;
}
