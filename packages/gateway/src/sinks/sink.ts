import type { MeterEvent, MeterState, MqttEnergy, ShownDiagnosis, ShownWords, SinkState } from "@meter2mqtt/contract";
import type { ListType } from "./amsreader/list-type.ts";

/** What is handed to sinks. `key` is the same when an entry is delivered again: twice must do no harm. */
export type OutboxEntry =
  | {
      readonly kind: "reading";
      readonly key: string;
      readonly state: MeterState;
      /** How rich the telegram was that led to this state. */
      readonly listType?: ListType;
    }
  | {
      readonly kind: "frame";
      readonly key: string;
      readonly source: string;
      /** The meter that the source named last. */
      readonly meter?: string;
      readonly hex: string;
    }
  | {
      readonly kind: "availability";
      readonly key: string;
      readonly meter: string;
      readonly online: boolean;
      /** The name stands for no meter any more. */
      readonly retired?: true;
    }
  | { readonly kind: "diagnosis"; readonly key: string; readonly meter?: string; readonly diagnosis: ShownDiagnosis }
  | { readonly kind: "event"; readonly key: string; readonly meter: string; readonly event: MeterEvent }
  | {
      readonly kind: "energy";
      readonly key: string;
      readonly meter: string;
      /** What of the ledger is told so often. */
      readonly energy: MqttEnergy;
    };

/** Where entries go. The constructor only stores; work starts in `start` and ends in `[Symbol.asyncDispose]`. */
export interface Sink extends AsyncDisposable {
  readonly name: string;
  readonly type: string;
  /** For people: `mqtt://broker.example:1883 as user house`. Never a password. */
  readonly description: string;
  /** The same for other languages; absent where there is nothing to translate. */
  readonly where?: ShownWords;
  readonly kinds: ReadonlySet<OutboxEntry["kind"]>;
  /**
   * What the sink is given after an outage. `all` (the default): every entry, in order, for destinations that can be told
   * its own time. `latest`: only the latest of each kind and meter, for those whose protocol has no time.
   */
  readonly catchUp?: "all" | "latest";
  /** Connects, and connects again with back-off, until the signal aborts. Resolves once work has begun, connected or not. */
  start(listener: SinkListener, signal: AbortSignal): Promise<void>;
  /**
   * Resolves once the destination holds the whole batch; rejects with SinkError.
   * Batching, retries and the cursor on disk belong to the runtime; a sink only delivers.
   */
  deliver(batch: readonly OutboxEntry[], signal: AbortSignal): Promise<void>;
}

export interface SinkListener {
  /** `words`: the error for other languages, where there is such. */
  status(status: SinkState["status"], error?: string, words?: ShownWords): void;
}
