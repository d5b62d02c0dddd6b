import { tell } from "@meter2mqtt/contract";
import { WebSocket } from "ws";
import type { Secret } from "../config/secret.ts";
import { SinkError } from "../errors.ts";
import type { Clock } from "../sources/back-off.ts";
import { placeOf, tellNetworkError } from "../sources/error-words.ts";
import { parseServerMessage, type ServerMessage } from "./server-message.ts";

export interface HomeAssistantTarget {
  /** `http://host:8123` or `https://...`, with a path where a proxy adds one. */
  readonly url: string;
  /** A long-lived access token of an administrator. */
  readonly token: Secret;
}

/** Rows of ten years are some 10 MB. */
const maxAnswer = 64 * 1024 * 1024;
const handshakeTimeoutMs = 10_000;
const answerTimeoutMs = 60_000;
/** One command after the other is usual. */
const maxPending = 16;

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: SinkError) => void;
}

/** A connection to Home Assistant's websocket API (`/api/websocket`) that has logged in. It does not come back by itself. */
export class HomeAssistantSession {
  readonly #socket: WebSocket;
  readonly #place: string;
  readonly #clock: Clock;
  readonly #pending = new Map<number, Pending>();
  readonly #login: { resolve: () => void; reject: (error: SinkError) => void }[] = [];
  #nextId = 1;
  #ended: SinkError | undefined;
  #version = "";

  constructor(socket: WebSocket, { url, token }: HomeAssistantTarget, clock: Clock) {
    const { hostname, port, protocol } = new URL(url);
    const number = port === "" ? (protocol === "https:" ? 443 : 80) : Number(port);
    this.#socket = socket;
    this.#place = placeOf(hostname, number);
    this.#clock = clock;
    socket.on("message", (data, isBinary) => {
      const message = isBinary ? undefined : parseServerMessage(String(data));
      if (message === undefined) this.#end(new SinkError("transient", tell("haNotSpoken", { place: this.#place })));
      else this.#heard(message, token);
    });
    socket.on("unexpected-response", (_request, { statusCode = 0 }) => {
      const kind = statusCode >= 500 ? "transient" : "permanent";
      this.#end(new SinkError(kind, tell("haAnswers", { place: this.#place, status: statusCode })));
    });
    socket.on("error", (error) => {
      this.#end(new SinkError("transient", tellNetworkError(error, hostname, number), { cause: error }));
    });
    socket.on("close", () => this.close());
  }

  /** Version of Home Assistant. */
  get version(): string {
    return this.#version;
  }

  /** Resolves once Home Assistant has accepted the token. */
  loggedIn(): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#ended !== undefined) reject(this.#ended);
      else this.#login.push({ resolve, reject });
    });
  }

  /** The result of a command. Rejects with SinkError; `permanent` where Home Assistant refused it. */
  async command(type: string, fields: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<unknown> {
    if (this.#ended !== undefined) throw this.#ended;
    if (this.#pending.size >= maxPending) throw new SinkError("transient", tell("haTooMany"));
    const id = this.#nextId++;
    const answer = new Promise<unknown>((resolve, reject) => this.#pending.set(id, { resolve, reject }));
    this.#socket.send(JSON.stringify({ ...fields, id, type }));
    const over = new AbortController();
    const late = this.#clock.pause(answerTimeoutMs, AbortSignal.any([signal, over.signal])).then(() => {
      if (over.signal.aborted) return;
      this.#end(new SinkError("transient", tell("haSilent", { place: this.#place, command: type })));
    });
    try {
      return await answer;
    } finally {
      over.abort();
      await late;
    }
  }

  close(): void {
    this.#end(new SinkError("transient", tell("netClosed", { place: this.#place })));
  }

  #heard(message: ServerMessage, token: Secret): void {
    switch (message.type) {
      case "auth_required":
        this.#socket.send(JSON.stringify({ type: "auth", access_token: token.reveal() }));
        return;
      case "auth_ok":
        this.#version = message.version;
        for (const { resolve } of this.#login.splice(0)) resolve();
        return;
      case "auth_invalid":
        this.#end(new SinkError("permanent", tell("haTokenRefused", { place: this.#place })));
        return;
      case "result":
        this.#answered(message);
        return;
      case "other":
    }
  }

  #answered({ id, result, error }: Extract<ServerMessage, { type: "result" }>): void {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (error === undefined) pending?.resolve(result);
    else if (error.code === "unauthorized") pending?.reject(new SinkError("permanent", tell("haNotAdmin")));
    else pending?.reject(new SinkError("permanent", tell("haRefuses", { why: error.message, code: error.code })));
  }

  #end(error: SinkError): void {
    if (this.#ended !== undefined) return;
    this.#ended = error;
    for (const { reject } of [...this.#pending.values(), ...this.#login]) reject(error);
    this.#pending.clear();
    this.#socket.terminate();
  }
}

/** Connects and logs in. Rejects with SinkError; `permanent` where the token is refused. */
export async function openHomeAssistant(
  target: HomeAssistantTarget,
  clock: Clock,
  signal: AbortSignal,
): Promise<HomeAssistantSession> {
  if (signal.aborted) throw new SinkError("transient", tell("connectingStopped"));
  const socket = new WebSocket(toWebsocketUrl(target.url), {
    ...{ handshakeTimeout: handshakeTimeoutMs, maxPayload: maxAnswer, perMessageDeflate: false },
  });
  const session = new HomeAssistantSession(socket, target, clock);
  const stop = () => session.close();
  signal.addEventListener("abort", stop, { once: true });
  try {
    await session.loggedIn();
    return session;
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

function toWebsocketUrl(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol === "https:" ? "wss" : "ws"}://${host}${pathname.replace(/\/+$/, "")}/api/websocket`;
}
