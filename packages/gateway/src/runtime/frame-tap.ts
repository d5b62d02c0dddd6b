import type { RawFrame } from "../store/raw-frames-table.ts";

export type FrameListener = (frame: RawFrame) => void;

/** Hands frames on to whoever looks at them as they come; costs nothing while nobody does. */
export class FrameTap {
  readonly #listeners = new Set<FrameListener>();

  /** Returns how to stop listening. Listeners don't throw. */
  subscribe(listener: FrameListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  heard(frame: RawFrame): void {
    for (const listener of this.#listeners) listener(frame);
  }
}
