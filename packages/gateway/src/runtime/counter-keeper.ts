import { createHash } from "node:crypto";
import type { MeterState } from "@meter2mqtt/contract";
import type { KeySet, MeterDecoder, RememberedSender } from "@meter2mqtt/decoder";
import type { StoredCounter } from "../store/counters-table.ts";
import { storedName } from "./store-keeper.ts";

/** Between two writings of a counter that goes up. The readings of that time hold it as well. */
const writeEveryMs = 600_000;

/** Where the keeper looks up what the user has said meanwhile. */
export type FindCounter = (systemTitle: string, keyPrint: string) => StoredCounter | undefined;

interface Watched {
  readonly decoder: MeterDecoder;
  readonly keyPrint: string;
}

/**
 * Tells keys apart without being one: who reads the database learns no key from it. Undefined where a tag can't be
 * verified, for which both keys are needed.
 */
export function keyPrint({ encryptionKey, authenticationKey }: KeySet): string | undefined {
  if (encryptionKey === undefined || authenticationKey === undefined) return undefined;
  const hash = createHash("sha256").update("meter2mqtt replay window");
  return hash.update(encryptionKey).update(authenticationKey).digest("hex").slice(0, 16);
}

/**
 * Invocation counters that decoders have accepted, by system title and keys: kept on disk, and given to every decoder
 * that is made, so that after a restart an old frame is still one that was sent before.
 */
export class CounterKeeper {
  readonly #known = new Map<string, StoredCounter>();
  readonly #watched = new Map<string, Watched>();
  /** What each source has accepted last of each sender: another source may be behind, which is no restart. */
  readonly #lastOf = new Map<string, number>();
  readonly #writtenAt = new Map<string, number>();

  /** The decoder of a source, made anew. */
  attach(source: string, decoder: MeterDecoder, keys: KeySet): void {
    const print = keyPrint(keys);
    if (print === undefined) return;
    this.#watched.set(source, { decoder, keyPrint: print });
    this.#tell(source, decoder, print);
  }

  /** The source has ended. What it has accepted stays known. */
  detach(source: string): void {
    this.#watched.delete(source);
    for (const key of this.#lastOf.keys()) if (key.startsWith(`${source}/`)) this.#lastOf.delete(key);
  }

  /** What the store holds. What was accepted since the start stays, unless the store knows of a later frame. */
  load(stored: readonly StoredCounter[]): void {
    for (const counter of stored) {
      const known = this.#known.get(keyOf(counter))?.accepted?.counter ?? -1;
      if (known < (counter.accepted?.counter ?? 0)) this.#known.set(keyOf(counter), counter);
    }
    for (const [source, { decoder, keyPrint: print }] of this.#watched) this.#tell(source, decoder, print);
  }

  /** What a source has just accepted of a sender, where it has to be written beside the reading. */
  collect(source: string, systemTitle: string, state: MeterState, now: number): StoredCounter | undefined {
    const watched = this.#watched.get(source);
    const accepted = watched?.decoder.acceptedFrame(systemTitle);
    if (watched === undefined || accepted === undefined) return undefined;
    const about = { systemTitle, keyPrint: watched.keyPrint };
    const key = keyOf(about);
    const known = this.#known.get(key)?.accepted;
    const last = this.#lastOf.get(`${source}/${key}`) ?? 0;
    this.#lastOf.set(`${source}/${key}`, accepted.counter);
    const countsAnew = accepted.counter < last;
    if (known !== undefined && accepted.counter <= known.counter && !countsAnew) return undefined;
    const counter = { ...about, accepted, meter: storedName(state), slug: state.meter, acceptedAt: now };
    this.#known.set(key, counter);
    if (known !== undefined && !countsAnew && now - (this.#writtenAt.get(key) ?? 0) < writeEveryMs) return undefined;
    this.#writtenAt.set(key, now);
    return counter;
  }

  /** A frame was refused as one that was sent before: perhaps the user has said meanwhile that the meter counts anew. */
  refused(source: string, systemTitle: string, find: FindCounter): void {
    const watched = this.#watched.get(source);
    if (watched === undefined) return;
    const stored = find(systemTitle, watched.keyPrint);
    if (stored === undefined || stored.accepted !== undefined) return;
    this.#known.set(keyOf(stored), stored);
    for (const [name, { decoder, keyPrint: print }] of this.#watched) {
      if (print !== watched.keyPrint) continue;
      decoder.restartCounter(systemTitle);
      this.#lastOf.delete(`${name}/${keyOf(stored)}`);
    }
  }

  #tell(source: string, decoder: MeterDecoder, print: string): void {
    const senders = [...this.#known.values()].map(
      ({ systemTitle, keyPrint: own, accepted }): RememberedSender => ({
        systemTitle,
        accepted: own === print ? accepted : undefined,
      }),
    );
    decoder.setSenders(senders);
    for (const { systemTitle, accepted } of senders) {
      if (accepted !== undefined) this.#lastOf.set(`${source}/${systemTitle}/${print}`, accepted.counter);
    }
  }
}

function keyOf({ systemTitle, keyPrint: print }: Pick<StoredCounter, "systemTitle" | "keyPrint">): string {
  return `${systemTitle}/${print}`;
}
