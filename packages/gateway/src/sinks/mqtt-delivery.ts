import { tell } from "@meter2mqtt/contract";
import { SinkError } from "../errors.ts";
import type { MqttConnection } from "./mqtt-connection.ts";
import type { MqttMessage } from "./mqtt-messages.ts";

export interface PublishOptions {
  readonly signal: AbortSignal;
  /** How long the broker may take to acknowledge all of it before the connection is given up. */
  readonly timeoutMs: number;
}

/** Resolves once the broker has every message; rejects with {@link SinkError}. */
export async function publishAll(
  connection: MqttConnection,
  messages: readonly MqttMessage[],
  { signal, timeoutMs }: PublishOptions,
): Promise<void> {
  // A broker that takes messages and never acknowledges them would hold the batch for good.
  const timer = setTimeout(() => connection.destroy(), timeoutMs);
  try {
    const acknowledged = Promise.allSettled(messages.map((message) => connection.publish(message)));
    const results = await unlessAborted(acknowledged, signal);
    if (results === undefined) throw new SinkError("transient", tell("deliveryStopped"));
    const failed = results.find((result) => result.status === "rejected");
    if (failed !== undefined) throw failed.reason;
  } finally {
    clearTimeout(timer);
  }
}

/** What the promise gives; undefined when the signal aborts first. The promise must not reject. */
export function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value | undefined> {
  return new Promise((resolve) => {
    const stop = () => resolve(undefined);
    if (signal.aborted) return stop();
    signal.addEventListener("abort", stop, { once: true });
    void promise.then((value) => {
      signal.removeEventListener("abort", stop);
      resolve(value);
    });
  });
}
