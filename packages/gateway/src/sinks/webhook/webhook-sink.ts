import { type ShownWords, tell, tellAll } from "@meter2mqtt/contract";
import type { WebhookSinkSettings } from "../../config/sink-settings.ts";
import { SinkError } from "../../errors.ts";
import type { Clock } from "../../sources/back-off.ts";
import { DeliveryStatus } from "../delivery-status.ts";
import { isWorthRetrying, tellReason } from "../http/answer-words.ts";
import { type HttpAnswer, HttpClient } from "../http/http-client.ts";
import type { OutboxEntry, Sink, SinkListener } from "../sink.ts";
import { signature, toMessage } from "./message.ts";

/** Posts each entry as JSON, one after the other; the next one follows when the receiver has answered. */
export class WebhookSink implements Sink {
  readonly name: string;
  readonly type = "webhook";
  readonly description: string;
  readonly where: ShownWords;
  readonly kinds: Sink["kinds"];
  readonly #settings: WebhookSinkSettings;
  readonly #clock: Clock;
  readonly #client: HttpClient;
  readonly #status = new DeliveryStatus();
  readonly #stop = new AbortController();

  constructor(settings: WebhookSinkSettings, clock: Clock) {
    const { name, tls, timeoutSeconds } = settings;
    const url = new URL(settings.url);
    this.name = name;
    this.#settings = settings;
    this.#clock = clock;
    this.kinds = new Set(settings.kinds);
    this.#client = new HttpClient({ url, tls, timeoutMs: timeoutSeconds * 1000, clock });
    // Paths and queries of webhooks are often secrets themselves.
    const where = tell("leadsWebhook", { place: `${url.protocol}//${this.#client.place}` });
    this.description = where.message;
    this.where = where.words;
  }

  start(listener: SinkListener): Promise<void> {
    this.#status.start(listener);
    return Promise.resolve();
  }

  async deliver(batch: readonly OutboxEntry[], signal: AbortSignal): Promise<void> {
    const end = AbortSignal.any([signal, this.#stop.signal]);
    await this.#status.watch(() => this.#postAll(batch, end), end);
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    this.#client.close();
    return Promise.resolve();
  }

  /** What the receiver refuses for good does not hold up the rest of the batch; it is told at the end. */
  async #postAll(batch: readonly OutboxEntry[], signal: AbortSignal): Promise<void> {
    let refusal: SinkError | undefined;
    for (const entry of batch) {
      if (signal.aborted) throw new SinkError("transient", tell("deliveryStopped"));
      try {
        await this.#post(entry, signal);
      } catch (error) {
        if (!(error instanceof SinkError) || error.kind === "transient") throw error;
        refusal ??= error;
      }
    }
    if (refusal !== undefined) throw refusal;
  }

  async #post(entry: OutboxEntry, signal: AbortSignal): Promise<void> {
    const { secret, authorization } = this.#settings;
    const body = JSON.stringify(toMessage(entry));
    const seconds = Math.floor(this.#clock.now() / 1000);
    const headers = {
      "content-type": "application/json",
      "x-meter2mqtt-kind": entry.kind,
      "x-meter2mqtt-key": entry.key,
      "x-meter2mqtt-time": String(seconds),
      ...(secret === undefined ? {} : { "x-meter2mqtt-signature": signature(secret.reveal(), seconds, body) }),
      ...(authorization === undefined ? {} : { authorization: authorization.reveal() }),
    };
    this.#judge(await this.#client.post(body, headers, signal));
  }

  #judge({ status, text }: HttpAnswer): void {
    if (status >= 200 && status < 300) return;
    const refused = [tell("webhookAnswers", { place: this.#client.place, status }), ...tellReason(text)];
    if (status < 400) throw new SinkError("transient", tellAll(...refused, tell("webhookMoved")));
    if (isWorthRetrying(status)) throw new SinkError("transient", tellAll(...refused));
    const hint = tell(status === 401 || status === 403 ? "webhookCheckSecret" : "webhookCheckAddress");
    throw new SinkError("permanent", tellAll(...refused, hint));
  }
}
