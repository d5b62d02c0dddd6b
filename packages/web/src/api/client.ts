import type { Words } from "@meter2mqtt/decoder";
import { text } from "../i18n/text.ts";

/** A request that was answered with a problem (RFC 9457), or not at all: then `status` is 0. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  readonly status: number;
  /** The kind of problem, for programs: `no-such-meter`. */
  readonly type: string;
  /** All that the answer said. */
  readonly details: Readonly<Record<string, unknown>>;
  /** The message by key and values, for other languages. */
  readonly words: Words | undefined;
  /** The message is the page's own, in the reader's language: the gateway said nothing. */
  readonly isOurs: boolean;

  constructor(status: number, type: string, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.status = status;
    this.type = type;
    this.details = details;
    this.words = isWords(details["words"]) ? details["words"] : undefined;
    this.isOurs = typeof details["detail"] !== "string";
  }
}

/** Says whether an answer is what was asked for: a proxy's page or another version's shape must not break a page. */
export type Guard<T> = (value: unknown) => value is T;

export interface RequestOptions {
  readonly signal?: AbortSignal;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

type Method = "POST" | "PUT" | "PATCH" | "DELETE";

/** Sent with whatever changes something: a page of another site can't know it. */
let csrfToken: string | undefined;
let onSignedOut: () => void = () => {};
let beforeAnswer: (answer: unknown) => Promise<void> | undefined = () => undefined;

export function useCsrfToken(token: string | undefined): void {
  csrfToken = token;
}

/** Called when an answer says that the session is over. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

/** Called with each answer of the gateway; whoever asked is given it when what comes back has resolved. */
export function beforeEachAnswer(prepare: typeof beforeAnswer): void {
  beforeAnswer = prepare;
}

/** Asks for `path`, relative to the page so that a reverse proxy's prefix stays. Rejects with {@link ApiProblem}. */
export async function getJson<T>(path: string, isAnswer: Guard<T>, options: RequestOptions = {}): Promise<T> {
  return check(await ask("GET", path, options), isAnswer);
}

/** Changes something; answers what the gateway says to it. Rejects with {@link ApiProblem}. */
export async function sendJson<T>(
  method: Method,
  path: string,
  isAnswer: Guard<T>,
  options: RequestOptions = {},
): Promise<T> {
  return check(await ask(method, path, options), isAnswer);
}

/** Sends a file as it is; answers what the gateway says to it. Rejects with {@link ApiProblem}. */
export async function sendFile<T>(
  path: string,
  file: Blob,
  isAnswer: Guard<T>,
  method: "POST" | "PUT" = "POST",
): Promise<T> {
  const response = await fetchOrExplain(path, {
    method,
    headers: {
      ...{ accept: "application/json", "content-type": "application/octet-stream" },
      ...(csrfToken !== undefined && { "x-csrf-token": csrfToken }),
    },
    body: file,
  });
  const answer = await readJson(response);
  if (response.ok) return check(answer, isAnswer);
  if (response.status === 401) onSignedOut();
  throw toApiProblem(response.status, answer);
}

async function ask(method: "GET" | Method, path: string, { signal, body, headers }: RequestOptions): Promise<unknown> {
  const response = await fetchOrExplain(path, {
    method,
    ...(signal && { signal }),
    headers: {
      accept: "application/json",
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(method !== "GET" && csrfToken !== undefined && { "x-csrf-token": csrfToken }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (response.status === 204) return undefined;
  const answer = await readJson(response);
  if (response.ok) return answer;
  if (response.status === 401) onSignedOut();
  throw toApiProblem(response.status, answer);
}

async function fetchOrExplain(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new ApiProblem(0, "unreachable", text.request.unreachable);
  }
}

async function readJson(response: Response): Promise<unknown> {
  const answer: unknown = await response.json().catch(() => undefined);
  await beforeAnswer(answer);
  return answer;
}

function toApiProblem(status: number, answer: unknown): ApiProblem {
  const details = isRecord(answer) ? answer : {};
  const { type, detail } = details;
  return new ApiProblem(
    status,
    typeof type === "string" ? type : "unknown",
    typeof detail === "string" ? detail : text.request.unexplained(status),
    details,
  );
}

function check<T>(answer: unknown, isAnswer: Guard<T>): T {
  if (isAnswer(answer)) return answer;
  throw new ApiProblem(0, "not-understood", text.request.notUnderstood);
}

function isWords(value: unknown): value is Words {
  return Array.isArray(value) && value.every((one) => isRecord(one) && typeof one["key"] === "string");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
