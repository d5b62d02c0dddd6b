import type { SourceState } from "@meter2mqtt/contract";

/** What a source tells while it runs. None of these throws. */
export interface SourceListener {
  /** Octets as they came; the array may be kept. `receivedAt`: epoch milliseconds, absent where no arrival time is known (a file). */
  octets(octets: Uint8Array, receivedAt?: number): void;
  /** The stream began anew (connected, opened again): what was begun before will not go on. */
  restarted(): void;
  status(status: SourceState["status"], error?: string): void;
}

/** Where octets come from. The constructor only stores; work starts in `start` and ends in `[Symbol.asyncDispose]`. */
export interface Source extends AsyncDisposable {
  readonly name: string;
  /** `serial`, `tcp`, `file`, `simulator`. */
  readonly type: string;
  /** For people: `/dev/ttyUSB0 at 2400 8E1`. */
  readonly description: string;
  /** `file`: a capture, which may also be a bare APDU or another reader's dump. */
  readonly input: "live" | "file";
  /**
   * Runs until the signal aborts, or until the source has ended (a file); opens again with back-off by itself.
   * Rejects with {@link SourceError} only where trying again can't help.
   */
  start(listener: SourceListener, signal: AbortSignal): Promise<void>;
}
