import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { type Told, tell } from "@meter2mqtt/contract";
import { SinkError } from "../../errors.ts";
import type { Clock } from "../../sources/back-off.ts";
import { placeOf } from "../../sources/error-words.ts";
import { tellServerError } from "../connection-words.ts";
import type { MqttTlsOptions } from "../mqtt-options.ts";
import { readTlsOptions } from "../tls-options.ts";

export interface HttpClientOptions {
  /** Where requests go, with path and query. */
  readonly url: URL;
  readonly tls: MqttTlsOptions;
  /** What a request and its answer may take together. */
  readonly timeoutMs: number;
  readonly clock: Clock;
}

export interface HttpAnswer {
  readonly status: number;
  /** The beginning of its body: what a server says of an error fits in. */
  readonly text: string;
}

/** An answer is read so far and no further; nobody needs more of it. */
const maxAnswerOctets = 16 * 1024;
/** A server may ask for a pause; longer than this it does not mean us. */
const maxPauseMs = 3_600_000;

/** Sends requests to one address over one connection that is kept. It follows no redirection. */
export class HttpClient {
  readonly #options: HttpClientOptions;
  readonly #agent: HttpAgent;
  readonly #isSecure: boolean;
  #quietUntil = 0;

  constructor(options: HttpClientOptions) {
    this.#options = options;
    this.#isSecure = options.url.protocol === "https:";
    const agent = { keepAlive: true, maxSockets: 1, maxFreeSockets: 1 };
    this.#agent = this.#isSecure ? new HttpsAgent(agent) : new HttpAgent(agent);
  }

  /** Host and port, for people. */
  get place(): string {
    return placeOf(this.#host, this.#port);
  }

  /** The answer, whatever its status. Rejects with a transient SinkError where none came, or the signal aborted. */
  async post(body: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<HttpAnswer> {
    const { clock, tls, timeoutMs } = this.#options;
    const { place } = this;
    const wait = this.#quietUntil - clock.now();
    if (wait > 0) throw transient(tell("askedToWait", { place, seconds: Math.ceil(wait / 1000) }));
    const tlsOptions = this.#isSecure ? await readTlsOptions(tls) : {};
    const tooLate = AbortSignal.timeout(timeoutMs);
    try {
      const response = await this.#send(body, { headers, tlsOptions, signal: AbortSignal.any([signal, tooLate]) });
      const text = await readBeginning(response);
      this.#heed(response);
      return { status: response.statusCode ?? 0, text };
    } catch (error) {
      if (signal.aborted) throw transient(tell("deliveryStopped"), error);
      if (tooLate.aborted) throw transient(tell("noAnswerWithin", { place, seconds: timeoutMs / 1000 }), error);
      throw transient(tellServerError(error, this.#host, this.#port), error);
    }
  }

  /** Closes the connection, and ends a request that is on its way. */
  close(): void {
    this.#agent.destroy();
  }

  get #host(): string {
    return this.#options.url.hostname.replace(/^\[|\]$/g, "");
  }

  get #port(): number {
    const { port } = this.#options.url;
    return port === "" ? (this.#isSecure ? 443 : 80) : Number(port);
  }

  #send(
    body: string,
    {
      headers,
      tlsOptions,
      signal,
    }: { headers: Readonly<Record<string, string>>; tlsOptions: object; signal: AbortSignal },
  ): Promise<IncomingMessage> {
    const octets = Buffer.from(body);
    const request = this.#isSecure ? httpsRequest : httpRequest;
    const all = { ...headers, "content-length": String(octets.length), "user-agent": "meter2mqtt" };
    return new Promise((resolve, reject) => {
      const options = { ...tlsOptions, method: "POST", agent: this.#agent, headers: all, signal };
      request(this.#options.url, options, resolve).on("error", reject).end(octets);
    });
  }

  /** `Retry-After`, RFC 9110, 10.2.3: seconds or a date, with 429 and 503. */
  #heed({ statusCode, headers }: IncomingMessage): void {
    const text = headers["retry-after"];
    if (text === undefined || (statusCode !== 429 && statusCode !== 503)) return;
    const now = this.#options.clock.now();
    const until = /^\d+$/.test(text) ? now + Number(text) * 1000 : Date.parse(text);
    if (Number.isFinite(until)) this.#quietUntil = Math.min(until, now + maxPauseMs);
  }
}

/** Reads to the end or to the bound; the connection is kept in the first case only. */
async function readBeginning(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    const octets = Buffer.from(chunk);
    chunks.push(octets);
    size += octets.length;
    if (size > maxAnswerOctets) break;
  }
  return Buffer.concat(chunks).toString("utf8");
}

function transient(said: Told, cause?: unknown): SinkError {
  return new SinkError("transient", said, cause === undefined ? {} : { cause });
}
