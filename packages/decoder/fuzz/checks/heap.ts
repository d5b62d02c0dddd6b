import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

let collect: (() => void) | undefined;

/** Octets that are in use once all garbage is gone: objects, and the buffers outside the heap. */
export function octetsInUse(): number {
  collect ??= findCollector();
  // Finalisers free what they hold at the next turn.
  collect();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** The collector is reachable with --expose-gc; the flag set late only shows in new contexts. */
function findCollector(): () => void {
  setFlagsFromString("--expose-gc");
  const gc: unknown = runInNewContext("gc");
  if (typeof gc !== "function") throw new TypeError("this engine's garbage collector cannot be called");
  return () => gc();
}

/** Watches memory in use over a run; the first tenth fills caches and tables. */
export class HeapWatch {
  /** Octets in use after the first tenth; 0 before. */
  base = 0;
  highest = 0;
  #next = 0.1;

  /** How much more than after the first tenth was ever in use. */
  get growth(): number {
    return this.highest - this.base;
  }

  /** `share` of the run is done; `own` octets are kept by the run itself. Measures now and then. */
  measureAt(share: number, own: number): void {
    if (share < this.#next) return;
    this.#next += 0.05;
    const used = octetsInUse() - own;
    if (this.base === 0) this.base = used;
    this.highest = Math.max(this.highest, used);
  }
}
