import type { ShownWords, SinkState } from "@meter2mqtt/contract";
import { SinkError, SourceError, wordsOf } from "../errors.ts";
import type { BackOff, Clock } from "./back-off.ts";

export interface KeepOpenOptions {
  /**
   * Opens the connection, serves it, and rejects with why it could not be opened or ended; calls `status("open")` once
   * it is open. May resolve only when the signal aborted.
   */
  readonly session: (signal: AbortSignal) => Promise<void>;
  readonly status: (status: SinkState["status"], error?: string, words?: ShownWords) => void;
  readonly backOff: BackOff;
  readonly clock: Clock;
}

/**
 * Keeps a connection open until the signal aborts: after every end it waits, longer each time, and opens it again.
 * The session resets the back-off when the connection has proved good. Rejects where trying again can't help.
 */
export async function keepOpen(options: KeepOpenOptions, signal: AbortSignal): Promise<void> {
  const { session, status, backOff, clock } = options;
  while (!signal.aborted) {
    status("connecting");
    try {
      await session(signal);
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof SourceError || error instanceof SinkError) || error.kind === "permanent") {
        status("failed", error instanceof Error ? error.message : String(error), wordsOf(error));
        throw error;
      }
      status("waiting", error.message, wordsOf(error));
    }
    await clock.pause(backOff.next(), signal);
  }
}
