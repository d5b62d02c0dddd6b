import { sayInEnglish } from "@meter2mqtt/decoder";
import type { Clock } from "./back-off.ts";
import { systemClock } from "./back-off.ts";
import { type FramePayloadOptions, readFramePayload } from "./frame-payload.ts";
import type { Source, SourceListener } from "./source.ts";

export interface PushSourceOptions extends FramePayloadOptions {
  readonly name: string;
  readonly clock?: Clock;
}

/** What became of a message that was pushed. */
export type PushAnswer =
  | { readonly kind: "taken"; readonly octets: number }
  | { readonly kind: "not-running" }
  | { readonly kind: "no-frame"; readonly why: string };

/** Frames that others send to the gateway's own API. */
export class PushSource implements Source {
  readonly name: string;
  readonly type = "push";
  readonly description: string;
  readonly input = "live";
  readonly #options: PushSourceOptions;
  readonly #clock: Clock;
  #listener: SourceListener | undefined;
  #end: (() => void) | undefined;

  constructor(options: PushSourceOptions) {
    this.name = options.name;
    this.description = `POST /api/v1/sources/${encodeURIComponent(options.name)}/frames`;
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  start(listener: SourceListener, signal: AbortSignal): Promise<void> {
    listener.restarted();
    listener.status("open");
    this.#listener = listener;
    return new Promise((resolve) => {
      this.#end = () => {
        this.#listener = undefined;
        resolve();
      };
      if (signal.aborted) return this.#end();
      signal.addEventListener("abort", this.#end, { once: true });
    });
  }

  /** Takes one message. Its octets are decoded at once. */
  push(message: Uint8Array): PushAnswer {
    const listener = this.#listener;
    if (listener === undefined) return { kind: "not-running" };
    const payload = readFramePayload(message, this.#options);
    if (!payload.ok) return { kind: "no-frame", why: sayInEnglish(payload.words) };
    listener.octets(payload.octets, this.#clock.now());
    return { kind: "taken", octets: payload.octets.length };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end?.();
  }
}
