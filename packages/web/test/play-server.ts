import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type Server, type ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";
import type { GatewayState, LiveEvent } from "@meter2mqtt/contract";
import { answersOf, history } from "./scenes.ts";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

/** Nothing inline, nothing evaluated, no other host: what breaks this policy breaks a test. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

/** Serves the built page and plays a gateway for it, below a path as behind a reverse proxy. */
export class PlayServer implements AsyncDisposable {
  readonly #folder: string;
  readonly #streams = new Set<ServerResponse>();
  readonly #server: Server;
  #state: GatewayState;
  /** What is answered to requests of the API, by their path; those not in it have an answer of their own, or none. */
  readonly answers: Map<string, unknown>;
  /** False: the stream and the history are answered as a proxy does whose server is away. */
  up = true;
  /** False: no file of the page is there. */
  filesUp = true;
  /** True: the stream is answered as one that nobody may read who is not logged in. */
  refuses = false;
  /** Streams that were opened so far. */
  opened = 0;

  constructor(folder: string, state: GatewayState) {
    this.#folder = folder;
    this.#state = state;
    this.answers = new Map(
      Object.entries({ "/api/v1/session": { state: "open", role: "admin" }, ...answersOf(state) }),
    );
    this.#server = createServer((request, response) => {
      void this.#answer(new URL(request.url ?? "/", "http://localhost"), response);
    });
  }

  async start(): Promise<string> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the server has no port");
    return `http://127.0.0.1:${address.port}/below/a/path/`;
  }

  get listeners(): number {
    return this.#streams.size;
  }

  send<K extends keyof LiveEvent>(name: K, data: LiveEvent[K]): void {
    for (const stream of this.#streams) stream.write(toMessage(name, data));
  }

  show(state: GatewayState): void {
    this.#state = state;
    this.send("snapshot", state);
  }

  /** Cuts every live stream. */
  cut(): void {
    for (const stream of this.#streams) stream.destroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    if (this.#server.listening) await once(this.#server, "close");
  }

  async #answer(url: URL, response: ServerResponse): Promise<void> {
    const path = url.pathname.replace(/^\/below\/a\/path\//, "/");
    if (path.startsWith("/api/")) {
      this.#answerApi(path, url.searchParams, response);
      return;
    }
    const file = normalize(path === "/" ? "/index.html" : path);
    try {
      if (!this.filesUp) throw new Error("no file is there");
      const content = await readFile(join(this.#folder, file));
      response.writeHead(200, {
        "content-type": types[extname(file)] ?? "application/octet-stream",
        "content-security-policy": policy,
      });
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  }

  #answerApi(path: string, query: URLSearchParams, response: ServerResponse): void {
    const meter = /^\/api\/v1\/meters\/([^/]+)\/power$/.exec(path)?.[1];
    if (!this.up) {
      response.writeHead(502, { "content-type": "text/html" }).end("<p>Bad gateway</p>");
    } else if (this.refuses && path === "/api/v1/events") {
      response.writeHead(401, { "content-type": "application/problem+json" }).end('{"title":"signed out"}');
    } else if (this.answers.has(path)) {
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(this.answers.get(path)));
    } else if (path === "/api/v1/events") {
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      response.write(toMessage("snapshot", this.#state));
      this.#streams.add(response);
      this.opened++;
      response.on("close", () => this.#streams.delete(response));
    } else if (meter !== undefined) {
      response
        .writeHead(200, { "content-type": "application/json" })
        .end(JSON.stringify(history(decodeURIComponent(meter), query)));
    } else {
      response.writeHead(404).end();
    }
  }
}

function toMessage<K extends keyof LiveEvent>(name: K, data: LiveEvent[K]): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
