import type { LiveEvent } from "@meter2mqtt/contract";

/** One event of the live stream: its name, and what its JSON data is. */
export type GatewayEvent = {
  [Name in keyof LiveEvent]: { readonly name: Name; readonly data: LiveEvent[Name] };
}[keyof LiveEvent];

export type GatewayListener = (event: GatewayEvent) => void;

/** Hands events to whoever listens. A listener that throws is ours to mend; the others still hear. */
export class EventBus {
  readonly #listeners = new Set<GatewayListener>();
  readonly #failed: (error: unknown) => void;

  constructor(failed: (error: unknown) => void) {
    this.#failed = failed;
  }

  /** Returns how to stop listening. */
  subscribe(listener: GatewayListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(event: GatewayEvent): void {
    for (const listener of this.#listeners) {
      try {
        listener(event);
      } catch (error) {
        this.#failed(error);
      }
    }
  }
}
