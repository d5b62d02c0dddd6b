import { type ShownWords, type Told, tell, tellAll } from "@meter2mqtt/contract";
import type { InfluxdbSinkSettings } from "../../config/sink-settings.ts";
import { SinkError } from "../../errors.ts";
import type { Clock } from "../../sources/back-off.ts";
import { DeliveryStatus } from "../delivery-status.ts";
import { isWorthRetrying, tellReason } from "../http/answer-words.ts";
import { type HttpAnswer, HttpClient } from "../http/http-client.ts";
import type { OutboxEntry, Sink, SinkListener } from "../sink.ts";
import { toLines } from "./line-protocol.ts";

/** Writes readings to InfluxDB in line protocol, at the times when they arrived. */
export class InfluxSink implements Sink {
  readonly name: string;
  readonly type = "influxdb";
  readonly description: string;
  readonly where: ShownWords;
  readonly kinds: Sink["kinds"] = new Set(["reading"]);
  readonly #settings: InfluxdbSinkSettings;
  readonly #client: HttpClient;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #status = new DeliveryStatus();
  readonly #stop = new AbortController();

  constructor(settings: InfluxdbSinkSettings, clock: Clock) {
    const { name, tls, timeoutSeconds } = settings;
    this.name = name;
    this.#settings = settings;
    this.#client = new HttpClient({ url: writeUrl(settings), tls, timeoutMs: timeoutSeconds * 1000, clock });
    this.#headers = { "content-type": "text/plain; charset=utf-8", ...authorization(settings) };
    const where = this.#where();
    this.description = where.message;
    this.where = where.words;
  }

  start(listener: SinkListener): Promise<void> {
    this.#status.start(listener);
    return Promise.resolve();
  }

  async deliver(batch: readonly OutboxEntry[], signal: AbortSignal): Promise<void> {
    const { measurement } = this.#settings;
    const lines = batch.flatMap((entry) =>
      entry.kind === "reading" ? toLines(entry.state, { measurement, key: entry.key }) : [],
    );
    if (lines.length === 0) return;
    const end = AbortSignal.any([signal, this.#stop.signal]);
    await this.#status.watch(async () => {
      this.#judge(await this.#client.post(lines.join("\n"), this.#headers, end));
    }, end);
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    this.#client.close();
    return Promise.resolve();
  }

  #where(): Told {
    const { api, database = "", bucket = "" } = this.#settings;
    const { place } = this.#client;
    return api === "v1" ? tell("leadsInfluxV1", { place, database }) : tell("leadsInfluxV2", { place, bucket });
  }

  #judge({ status, text }: HttpAnswer): void {
    if (status >= 200 && status < 300) return;
    const refused = [this.#refusal(status), ...tellReason(text)];
    // What the operator can put right on the server is waited for: nothing is lost meanwhile.
    const hint = hints[status];
    if (hint !== undefined) throw new SinkError("transient", tellAll(...refused, tell(hint)));
    if (isWorthRetrying(status)) throw new SinkError("transient", tellAll(...refused));
    throw new SinkError("permanent", tellAll(...refused));
  }

  #refusal(status: number): Told {
    const { api, database = "", bucket = "" } = this.#settings;
    const { place } = this.#client;
    return api === "v1"
      ? tell("influxDatabase", { place, database, status })
      : tell("influxBucket", { place, bucket, status });
  }
}

const hints: Readonly<Record<number, "influxMoved" | `influxCheck${"Login" | "Rights" | "Name"}`>> = {
  301: "influxMoved",
  302: "influxMoved",
  307: "influxMoved",
  308: "influxMoved",
  401: "influxCheckLogin",
  403: "influxCheckRights",
  404: "influxCheckName",
};

function writeUrl({ url, api, database, retentionPolicy, org, bucket }: InfluxdbSinkSettings): URL {
  const place = new URL(url);
  const base = place.pathname.replace(/\/$/, "");
  place.pathname = api === "v1" ? `${base}/write` : `${base}/api/v2/write`;
  const query = api === "v1" ? { db: database, rp: retentionPolicy } : { org, bucket };
  for (const [name, value] of Object.entries(query)) if (value !== undefined) place.searchParams.set(name, value);
  place.searchParams.set("precision", "ns");
  return place;
}

function authorization({ api, username, password, token }: InfluxdbSinkSettings): Readonly<Record<string, string>> {
  if (api === "v2") return token === undefined ? {} : { authorization: `Token ${token.reveal()}` };
  if (username === undefined) return {};
  const pair = Buffer.from(`${username}:${password?.reveal() ?? ""}`).toString("base64");
  return { authorization: `Basic ${pair}` };
}
