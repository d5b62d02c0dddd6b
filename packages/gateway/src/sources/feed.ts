import type { ShownWords } from "@meter2mqtt/contract";
import type { SourceListener } from "./source.ts";

/** What came at once: a published message, or the answer to a request. */
export interface Message {
  /** Where it was published; empty for HTTP. */
  readonly topic: string;
  readonly octets: Uint8Array;
  /** Epoch milliseconds of its arrival. */
  readonly at: number;
  /** The broker had kept it: nobody knows for how long. */
  readonly isRetained: boolean;
}

export interface FeedListener {
  /** Messages come from now on. */
  opened(): void;
  message(message: Message): void;
}

/** Where messages come from: a broker, or a device that is asked again and again. */
export interface Feed {
  /** For people, without any secret. */
  readonly description: string;
  /** The same for other languages; absent where there is nothing to translate. */
  readonly where?: ShownWords;
  /** Runs until it breaks, and rejects with why; resolves only when the signal aborted. */
  session(listener: FeedListener, signal: AbortSignal): Promise<void>;
}

/** Makes of messages what a source tells. */
export interface MessageHandler {
  message(message: Message, listener: SourceListener): void;
  /** To be called at this interval while the feed is open. */
  readonly tick?: { readonly everyMs: number; readonly work: (now: number, listener: SourceListener) => void };
  /** The source ends. */
  end?(): void;
}

/** A larger message is none of a meter's. */
export const maxMessageOctets: number = 64 * 1024;
