import type { ShownWords, SourceState } from "@meter2mqtt/contract";
import type { Diagnosis, Reading } from "@meter2mqtt/decoder";

/** What a source tells while it runs. None of these throws. */
export interface SourceListener {
  /** Octets as they came; the array may be kept. `receivedAt`: epoch milliseconds, absent where no arrival time is known (a file). */
  octets(octets: Uint8Array, receivedAt?: number): void;
  /** The stream began anew (connected, opened again): what was begun before will not go on. */
  restarted(): void;
  status(status: SourceState["status"], error?: string, words?: ShownWords): void;
  /** A reading without octets, of a source that hears numbers. */
  reading(reading: Reading, receivedAt: number): void;
  /** What the source itself has found out about its line. */
  diagnosis(diagnosis: Diagnosis): void;
  /** Another meter is heard on the same connection: from now on it is a source of its own. */
  found(source: Source): void;
}

/** Where octets come from. The constructor only stores; work starts in `start` and ends in `[Symbol.asyncDispose]`. */
export interface Source extends AsyncDisposable {
  readonly name: string;
  /** As in the configuration: `serial`, `tcp`, `mqtt` ... */
  readonly type: string;
  /** For people: `/dev/ttyUSB0 at 2400 8E1`. */
  readonly description: string;
  /** The same for other languages; absent where there is nothing to translate. */
  readonly where?: ShownWords;
  /** `file`: a capture, which may also be a bare APDU or another reader's dump. */
  readonly input: "live" | "file";
  /** What the meter that was found on another source's connection is called; its topic says so. */
  readonly meterName?: string;
  /** True: it hears numbers, and no octets ever come. */
  readonly isWithoutOctets?: boolean;
  /**
   * Runs until the signal aborts, or until the source has ended (a file); opens again with back-off by itself.
   * Rejects with {@link SourceError} only where trying again can't help.
   */
  start(listener: SourceListener, signal: AbortSignal): Promise<void>;
}
