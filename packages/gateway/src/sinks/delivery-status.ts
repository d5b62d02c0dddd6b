import { SinkError } from "../errors.ts";
import type { SinkListener } from "./sink.ts";

/** Tells how a destination is that shows itself only when something is delivered: no connection is held open to it. */
export class DeliveryStatus {
  #listener: SinkListener | undefined;

  start(listener: SinkListener): void {
    this.#listener = listener;
    listener.status("connecting");
  }

  /** Runs a delivery and tells what became of it. Rejects as the delivery does. */
  async watch(delivery: () => Promise<void>, signal: AbortSignal): Promise<void> {
    try {
      await delivery();
    } catch (error) {
      if (error instanceof SinkError && error.kind === "transient" && !signal.aborted) {
        this.#listener?.status("waiting", error.message, error.words);
      }
      throw error;
    }
    this.#listener?.status("open");
  }
}
