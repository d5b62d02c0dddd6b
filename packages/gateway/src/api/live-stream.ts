import type { ServerResponse } from "node:http";
import type { GatewayState } from "@meter2mqtt/contract";
import type { FastifyReply } from "fastify";
import type { GatewayEvent, GatewayListener } from "../runtime/gateway-events.ts";
import type { Clock } from "../sources/back-off.ts";
import { ApiError } from "./api-error.ts";
import type { Identity } from "./doors/route-access.ts";
import { EventRing } from "./event-ring.ts";
import { StreamPlaces } from "./stream-places.ts";

export interface LiveStreamOptions {
  readonly state: () => GatewayState;
  readonly subscribe: (listener: GatewayListener) => () => void;
  readonly clock: Clock;
  /** Default: 32. */
  readonly maxClients?: number;
}

const heartbeatMs = 15_000;
/** Octets that a client may lag behind; one that reads no more is closed, and connects again if it lives. */
const maxLag = 1024 * 1024;

/** The live events as server-sent events, numbered: a snapshot first, then what changes. */
export class LiveStream {
  readonly #options: LiveStreamOptions;
  readonly #clients = new Set<ServerResponse>();
  readonly #places: StreamPlaces;
  readonly #stop = new AbortController();
  readonly #unsubscribe: () => void;
  readonly #ring = new EventRing();

  constructor(options: LiveStreamOptions) {
    this.#options = options;
    this.#places = new StreamPlaces(options.maxClients ?? 32);
    this.#unsubscribe = options.subscribe((event) => this.#send(this.#ring.add(format(event))));
  }

  get clients(): number {
    return this.#clients.size;
  }

  /** Sends a comment now and then, so that proxies keep the connection and a dead client is noticed. */
  async beat(): Promise<void> {
    const { clock } = this.#options;
    while (!this.#stop.signal.aborted) {
      await clock.pause(heartbeatMs, this.#stop.signal);
      this.#send(": still here\n\n");
    }
  }

  /**
   * Takes a reply over until its client goes or the stream closes; `lastId`: the last event that the client has seen, after
   * which it is given what it missed, before the snapshot; `identity`: who it is. Throws {@link ApiError} when there are too many.
   */
  add(reply: Pick<FastifyReply, "getHeaders" | "hijack" | "raw">, lastId?: string, identity?: Identity): void {
    if (this.#stop.signal.aborted) throw ApiError.forPrograms(503, "stopping", "The gateway is stopping.");
    if (!this.#places.take(reply.raw, identity)) {
      throw ApiError.forPrograms(503, "too-many-clients", "Too many pages are open; close some of them.");
    }
    // Those of the doors: a page of another origin that may ask could not read it without.
    const headers = reply.getHeaders();
    reply.hijack();
    const response = reply.raw;
    for (const [name, value] of Object.entries(headers)) if (value !== undefined) response.setHeader(name, value);
    response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    });
    response.on("close", () => this.#clients.delete(response));
    response.on("error", () => this.#clients.delete(response));
    this.#clients.add(response);
    const missed = lastId === undefined ? "" : (this.#ring.after(lastId) ?? "");
    const snapshot = format({ name: "snapshot", data: this.#options.state() });
    response.write(`retry: 2000\n\n${missed}id: ${this.#ring.lastId}\n${snapshot}`);
  }

  /** Ends all streams. */
  close(): void {
    this.#stop.abort();
    this.#unsubscribe();
    for (const response of this.#clients) response.end();
    this.#clients.clear();
  }

  #send(text: string): void {
    for (const response of this.#clients) {
      if (response.writableLength > maxLag) {
        this.#clients.delete(response);
        response.destroy();
      } else {
        response.write(text);
      }
    }
  }
}

function format(event: GatewayEvent): string {
  return `event: ${event.name}\ndata: ${JSON.stringify(event.data)}\n\n`;
}
