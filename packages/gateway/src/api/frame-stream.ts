import type { ServerResponse } from "node:http";
import type { FastifyReply } from "fastify";
import type { FrameTap } from "../runtime/frame-tap.ts";
import type { Clock } from "../sources/back-off.ts";
import type { RawFrame } from "../store/raw-frames-table.ts";
import { ApiError } from "./api-error.ts";
import type { Identity } from "./doors/route-access.ts";
import { toLiveFrame } from "./frame-words.ts";
import { StreamPlaces } from "./stream-places.ts";

export interface FrameStreamOptions {
  readonly tap: FrameTap;
  readonly clock: Clock;
  /** Default: 8. */
  readonly maxClients?: number;
}

interface Client {
  readonly response: ServerResponse;
  readonly source: string | undefined;
  /** Beginning of the second that is counted, and what came in it. */
  second: number;
  sent: number;
  skipped: number;
}

/** People read no more, and no meter sends more; a capture that is replayed in a hurry does. */
const mostPerSecond = 20;
/** Octets that a client may lag behind; one that reads no more is closed. */
const maxLag = 512 * 1024;
const heartbeatMs = 15_000;

/** Frames as they come, as server-sent events: `frame`, and `skipped` with how many came too fast to be shown. */
export class FrameStream {
  readonly #options: FrameStreamOptions;
  readonly #clients = new Set<Client>();
  readonly #places: StreamPlaces;
  readonly #stop = new AbortController();
  #unsubscribe: (() => void) | undefined;

  constructor(options: FrameStreamOptions) {
    this.#options = options;
    this.#places = new StreamPlaces(options.maxClients ?? 8);
  }

  /** Sends a comment now and then, so that proxies keep the connection and a dead client is noticed. */
  async beat(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await this.#options.clock.pause(heartbeatMs, this.#stop.signal);
      for (const client of this.#clients) this.#write(client, ": still here\n\n");
    }
  }

  /** Takes a reply over until its client goes. Throws {@link ApiError} when there are too many. */
  add(reply: FastifyReply, source?: string, identity?: Identity): void {
    if (this.#stop.signal.aborted) throw ApiError.forPrograms(503, "stopping", "The gateway is stopping.");
    if (!this.#places.take(reply.raw, identity))
      throw ApiError.forPrograms(503, "too-many-clients", "Too many pages look at the frames; close some of them.");
    const headers = reply.getHeaders();
    reply.hijack();
    const response = reply.raw;
    for (const [name, value] of Object.entries(headers)) if (value !== undefined) response.setHeader(name, value);
    response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    });
    const client: Client = { response, source, second: 0, sent: 0, skipped: 0 };
    response.on("close", () => this.#remove(client));
    response.on("error", () => this.#remove(client));
    this.#clients.add(client);
    // Hexadecimal text is made of frames only while somebody looks at it.
    this.#unsubscribe ??= this.#options.tap.subscribe((frame) => this.#heard(frame));
    response.write("retry: 2000\n\n");
  }

  /** Ends all streams. */
  close(): void {
    this.#stop.abort();
    this.#unsubscribe?.();
    for (const { response } of this.#clients) response.end();
    this.#clients.clear();
  }

  #remove(client: Client): void {
    this.#clients.delete(client);
    if (this.#clients.size > 0) return;
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  #heard(frame: RawFrame): void {
    const wanting = [...this.#clients].filter(({ source }) => source === undefined || source === frame.source);
    if (wanting.length === 0) return;
    const text = `event: frame\ndata: ${JSON.stringify(toLiveFrame(frame))}\n\n`;
    const second = Math.floor(this.#options.clock.now() / 1000);
    for (const client of wanting) this.#send(client, text, second);
  }

  #send(client: Client, text: string, second: number): void {
    if (client.second !== second) {
      client.second = second;
      client.sent = 0;
    }
    if (client.sent >= mostPerSecond) {
      client.skipped++;
      return;
    }
    client.sent++;
    const note = client.skipped === 0 ? "" : `event: skipped\ndata: ${JSON.stringify({ frames: client.skipped })}\n\n`;
    client.skipped = 0;
    this.#write(client, note + text);
  }

  #write(client: Client, text: string): void {
    if (client.response.writableLength <= maxLag) client.response.write(text);
    else {
      this.#remove(client);
      client.response.destroy();
    }
  }
}
