import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { type ShownWords, type Told, tell } from "@meter2mqtt/contract";
import type { SourceSecrets } from "../config/source-secrets.ts";
import { type Said, SinkError, SourceError } from "../errors.ts";
import { tellServerError } from "../sinks/connection-words.ts";
import type { MqttTlsOptions } from "../sinks/mqtt-options.ts";
import { readTlsOptions } from "../sinks/tls-options.ts";
import { type Clock, systemClock } from "./back-off.ts";
import { tellNetworkError } from "./error-words.ts";
import { type Feed, type FeedListener, maxMessageOctets } from "./feed.ts";

export interface HttpFeedOptions extends SourceSecrets {
  readonly url: string;
  readonly username?: string;
  readonly intervalMs: number;
  /** How long an answer may take. Default: 10 s. */
  readonly timeoutMs?: number;
  /** For `https://`; the files are read for each request, so that renewed ones are taken. */
  readonly tls?: MqttTlsOptions;
  readonly clock?: Clock;
}

const usualTimeoutMs = 10_000;

/** A device that is asked again and again; each answer is a message. */
export class HttpFeed implements Feed {
  readonly description: string;
  readonly where: ShownWords;
  readonly #options: HttpFeedOptions;
  readonly #url: URL;
  readonly #clock: Clock;

  constructor(options: HttpFeedOptions) {
    this.#options = options;
    this.#url = new URL(options.url);
    // A query may hold a token.
    const where = tell("leadsAsked", {
      place: `${this.#url.origin}${this.#url.pathname}`,
      seconds: options.intervalMs / 1000,
    });
    this.description = where.message;
    this.where = where.words;
    this.#clock = options.clock ?? systemClock;
  }

  async session(listener: FeedListener, signal: AbortSignal): Promise<void> {
    const kept = { keepAlive: true, maxSockets: 1, maxFreeSockets: 1 };
    const agent = this.#isSecure ? new HttpsAgent(kept) : new HttpAgent(kept);
    try {
      await this.#askOn(agent, listener, signal);
    } finally {
      agent.destroy();
    }
  }

  async #askOn(agent: HttpAgent, listener: FeedListener, signal: AbortSignal): Promise<void> {
    let isOpen = false;
    while (!signal.aborted) {
      const octets = await this.#ask(agent, signal);
      if (octets === undefined) return;
      if (!isOpen) listener.opened();
      isOpen = true;
      listener.message({ topic: "", octets, at: this.#clock.now(), isRetained: false });
      await this.#clock.pause(this.#options.intervalMs, signal);
    }
  }

  /** One request; undefined where the signal aborted it. */
  async #ask(agent: HttpAgent, signal: AbortSignal): Promise<Uint8Array | undefined> {
    const { timeoutMs = usualTimeoutMs } = this.#options;
    const bound = AbortSignal.timeout(timeoutMs);
    try {
      const response = await this.#get(agent, AbortSignal.any([signal, bound]));
      const { statusCode = 0 } = response;
      if (statusCode < 200 || statusCode >= 300) {
        response.destroy();
        throw new SourceError("transient", this.#tellStatus(statusCode));
      }
      return await readBody(response, this.#place);
    } catch (error) {
      if (signal.aborted) return undefined;
      if (error instanceof SourceError) throw error;
      throw new SourceError("transient", this.#tellError(error, bound.aborted), { cause: error });
    }
  }

  /** Redirections are not followed: credentials are for the host that was configured. */
  async #get(agent: HttpAgent, signal: AbortSignal): Promise<IncomingMessage> {
    const tls = this.#isSecure ? await readTlsOptions(this.#options.tls ?? {}) : {};
    const request = this.#isSecure ? httpsRequest : httpRequest;
    const options = { ...tls, agent, headers: Object.fromEntries(this.#headers()), signal };
    return new Promise((resolve, reject) => {
      request(this.#url, options, resolve).on("error", reject).end();
    });
  }

  get #isSecure(): boolean {
    return this.#url.protocol === "https:";
  }

  get #place(): string {
    return `${this.#url.host}${this.#url.pathname}`;
  }

  #headers(): Headers {
    const { username, password, token, headers = [] } = this.#options;
    const result = new Headers({ accept: "*/*", "user-agent": "meter2mqtt" });
    if (username !== undefined || password !== undefined) {
      const credentials = Buffer.from(`${username ?? ""}:${password?.reveal() ?? ""}`).toString("base64");
      result.set("authorization", `Basic ${credentials}`);
    } else if (token !== undefined) {
      result.set("authorization", `Bearer ${token.reveal()}`);
    }
    for (const header of headers) {
      const text = header.reveal();
      const colon = text.indexOf(":");
      result.set(text.slice(0, colon), text.slice(colon + 1).trim());
    }
    return result;
  }

  #tellStatus(status: number): Told {
    const { username, token } = this.#options;
    const hasUser = username !== undefined || token !== undefined;
    const place = this.#place;
    if (status === 401 || status === 403)
      return tell(hasUser ? "deviceRefusesUser" : "deviceWantsUser", { place, status });
    if (status === 404) return tell("deviceNothing", { place });
    if (status >= 300 && status < 400) return tell("askedElsewhere", { place, status });
    return tell("askedStatus", { place, status });
  }

  #tellError(error: unknown, timedOut: boolean): string | Said {
    const { timeoutMs = usualTimeoutMs } = this.#options;
    if (timedOut) return tell("askedLate", { place: this.#place, seconds: timeoutMs / 1000 });
    const port = Number(this.#url.port) || (this.#isSecure ? 443 : 80);
    const host = this.#url.hostname.replace(/^\[|\]$/g, "");
    if (error instanceof SinkError) return error;
    if (this.#isSecure) return tellServerError(error, host, port);
    return tellNetworkError(error, host, port);
  }
}

async function readBody(response: IncomingMessage, place: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError("a stream of octets is needed");
    length += chunk.length;
    if (length > maxMessageOctets) {
      throw new SourceError("transient", tell("askedTooLarge", { place, kilobytes: maxMessageOctets / 1024 }));
    }
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks, length));
}
