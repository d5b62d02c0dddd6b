import { type Told, tell, tellAll } from "@meter2mqtt/contract";
import { tellReason } from "../sinks/http/answer-words.ts";
import type { Clock } from "../sources/back-off.ts";
import { errorCode, placeOf, tellNetworkError } from "../sources/error-words.ts";
import { PriceError } from "./price-source.ts";

export interface PriceRequest {
  readonly url: URL;
  /** What the request and its answer may take together. */
  readonly timeoutMs: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Requests with the same key are at least so far apart, whoever sends them. */
  readonly spacing?: { readonly key: string; readonly ms: number };
}

export interface PriceAnswer {
  readonly status: number;
  readonly text: string;
}

/** A year of quarters as XML has 4 MB; a month is asked for at most. */
const maxKilobytes = 4096;
/** Two requests to one server are never closer than this. */
const leastSpacingMs = 1000;
/** A server that says no time when it has had too much of us: ENTSO-E, for one, bans for 10 minutes. */
const quietMs = 600_000;
/** A server may ask for a pause; longer than this it does not mean us. */
const maxQuietMs = 86_400_000;

/** Asks servers for prices, each no faster than it wants. It follows no redirection: only configured hosts are reached. */
export class PriceHttp {
  readonly #clock: Clock;
  readonly #quietUntil = new Map<string, number>();
  readonly #nextAt = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The answer, whatever its status but those that ask for a pause. Rejects with {@link PriceError}. */
  async get(request: PriceRequest, signal: AbortSignal): Promise<PriceAnswer> {
    const { url, spacing } = request;
    const place = placeName(url);
    const quietUntil = this.#quietUntil.get(url.origin) ?? 0;
    if (quietUntil > this.#clock.now()) {
      const until = new Date(quietUntil).toISOString();
      throw new PriceError("transient", tell("pricesLeftAlone", { place, until }), { retryAt: quietUntil });
    }
    await this.#awaitTurn(spacing?.key ?? url.origin, spacing?.ms ?? leastSpacingMs, signal);
    const { status, retryAfter, text } = await receive(request, place, signal);
    if (status === 429 || (status === 503 && retryAfter !== null)) throw this.#heed(url, status, retryAfter);
    return { status, text };
  }

  async #awaitTurn(key: string, ms: number, signal: AbortSignal): Promise<void> {
    const now = this.#clock.now();
    const turn = Math.max(now, this.#nextAt.get(key) ?? 0);
    this.#nextAt.set(key, turn + ms);
    if (turn > now) await this.#clock.pause(turn - now, signal);
    if (signal.aborted) throw stopped();
  }

  /** `Retry-After`, RFC 9110, 10.2.3: seconds or a date. */
  #heed(url: URL, status: number, retryAfter: string | null): PriceError {
    const now = this.#clock.now();
    const asked = /^\d+$/.test(retryAfter ?? "") ? now + Number(retryAfter) * 1000 : Date.parse(retryAfter ?? "");
    const until = Number.isFinite(asked) ? Math.min(asked, now + maxQuietMs) : now + quietMs;
    this.#quietUntil.set(url.origin, until);
    const seconds = Math.max(0, Math.ceil((until - now) / 1000));
    const told = tell("pricesTooOften", { place: placeName(url), status, seconds });
    return new PriceError("transient", told, { retryAt: until });
  }
}

/** Host and port as people know them: the port only where it is not the usual one. */
export function placeName(url: URL): string {
  return url.host;
}

/** An error for an answer that is none. `permanent` where asking again can't help. */
export function statusError(url: URL, { status, text }: PriceAnswer): PriceError {
  const place = placeName(url);
  // What it says beside that may repeat the token.
  if (status === 401 || status === 403) return new PriceError("permanent", tell("pricesNoAccess", { place, status }));
  if (status >= 300 && status < 400) return new PriceError("permanent", tell("askedElsewhere", { place, status }));
  const kind = status >= 500 || status === 408 || status === 425 ? "transient" : "permanent";
  return new PriceError(kind, tellAll(tell("askedStatus", { place, status }), ...tellReason(text)));
}

async function receive(
  { url, headers, timeoutMs }: PriceRequest,
  place: string,
  signal: AbortSignal,
): Promise<PriceAnswer & { readonly retryAfter: string | null }> {
  const tooLate = AbortSignal.timeout(timeoutMs);
  const options = { headers: { "user-agent": "meter2mqtt", ...headers }, redirect: "manual" } as const;
  let hasBegun = false;
  try {
    const response = await fetch(url, { ...options, signal: AbortSignal.any([signal, tooLate]) });
    hasBegun = true;
    const text = await readText(response, place);
    return { status: response.status, retryAfter: response.headers.get("retry-after"), text };
  } catch (cause) {
    if (cause instanceof PriceError) throw cause;
    if (signal.aborted) throw stopped(cause);
    if (tooLate.aborted)
      throw new PriceError("transient", tell("askedLate", { place, seconds: timeoutMs / 1000 }), { cause });
    if (hasBegun) throw new PriceError("transient", tell("pricesBrokenOff", { place }), { cause });
    throw new PriceError("transient", tellConnectError(cause, url), { cause });
  }
}

async function readText(response: Response, place: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > maxKilobytes * 1024)
      throw new PriceError("permanent", tell("askedTooLarge", { place, kilobytes: maxKilobytes }));
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** What `fetch` itself says is nothing but "failed"; its cause is the network's error, in some cases one of several. */
function tellConnectError(error: unknown, url: URL): Told {
  const cause = error instanceof Error ? error.cause : undefined;
  const inner = cause instanceof AggregateError && errorCode(cause) === undefined ? cause.errors[0] : cause;
  const port = url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  // A server that closes before it has said a word.
  if (errorCode(inner) === "UND_ERR_SOCKET") return tell("netBroken", { place: placeOf(host, port) });
  return tellNetworkError(inner ?? error, host, port);
}

function stopped(cause?: unknown): PriceError {
  return new PriceError("transient", "Asking for prices was stopped.", cause === undefined ? {} : { cause });
}
