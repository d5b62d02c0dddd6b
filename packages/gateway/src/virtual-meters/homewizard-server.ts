import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { isIP } from "node:net";
import { toHomeWizardData } from "./homewizard-table.ts";
import { type ListenPlace, listenOn } from "./listening.ts";
import { toTelegram } from "./p1-server.ts";
import type { ServerContext, VirtualMeterServer } from "./virtual-meter-server.ts";

export interface HomeWizardOptions {
  /** 12 hexadecimal digits. */
  readonly serial: string;
  /** Version of meter2mqtt. */
  readonly version: string;
}

const maxClients = 32;
/** A request has a line and a few headers; what takes longer than this is no client of ours. */
const requestMs = 5000;
const maxHeaderOctets = 8192;

interface Answer {
  readonly status: number;
  readonly type: "application/json" | "text/plain";
  readonly body: string;
}

/** The local API, version 1, of a HomeWizard P1 meter, read only. */
export class HomeWizardServer implements VirtualMeterServer {
  readonly #place: ListenPlace;
  readonly #options: HomeWizardOptions;
  readonly #context: ServerContext;
  #server: Server | undefined;

  constructor(place: ListenPlace, options: HomeWizardOptions, context: ServerContext) {
    this.#place = place;
    this.#options = options;
    this.#context = context;
  }

  async open(): Promise<number> {
    const limits = { requestTimeout: requestMs, headersTimeout: requestMs, maxHeaderSize: maxHeaderOctets };
    const server = createServer({ ...limits, connectionsCheckingInterval: requestMs }, (request, response) => {
      send(response, this.#answer(request));
    });
    server.maxConnections = maxClients;
    this.#server = server;
    return await listenOn(server, this.#place);
  }

  heard(): void {
    // Clients ask.
  }

  silenced(): void {
    // They get status 503 from now on.
  }

  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined) return;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  }

  #answer({ method, url, headers }: IncomingMessage): Answer {
    // A web page whose name points to this machine could read the meter otherwise.
    if (!isLocalName(headers.host)) return refusal(403, "This meter is asked by its address, or by a name in .local.");
    if (method !== "GET") return refusal(405, "This meter can only be read.");
    switch (url?.replace(/\?.*$/, "").replace(/(?<=.)\/$/, "")) {
      case "/api":
        return json(200, this.#identity());
      case "/api/v1/data":
        return this.#measurement();
      case "/api/v1/telegram":
        return this.#telegram();
      default:
        return refusal(404, "This meter has /api, /api/v1/data and /api/v1/telegram.");
    }
  }

  #identity(): Record<string, string> {
    const { serial, version } = this.#options;
    const product = { product_type: "HWE-P1", product_name: "P1 meter" };
    return { ...product, serial, firmware_version: version, api_version: "v1" };
  }

  #measurement(): Answer {
    const snapshot = this.#context.snapshot();
    return snapshot === undefined ? refusal(503, silence) : json(200, toHomeWizardData(snapshot));
  }

  #telegram(): Answer {
    const snapshot = this.#context.snapshot();
    if (snapshot === undefined) return { status: 503, type: "text/plain", body: silence };
    return { status: 200, type: "text/plain", body: Buffer.from(toTelegram(snapshot, "auto")).toString("latin1") };
  }
}

const silence = "The meter is not heard.";

/** Number of an error that has none of its own in the API. */
const internalError = 901;

function json(status: number, body: unknown): Answer {
  return { status, type: "application/json", body: JSON.stringify(body) };
}

function refusal(status: number, description: string): Answer {
  return json(status, { error: { id: internalError, description } });
}

function send(response: ServerResponse, { status, type, body }: Answer): void {
  response.writeHead(status, {
    "content-type": type === "text/plain" ? "text/plain; charset=latin1" : type,
    "content-length": Buffer.byteLength(body, "latin1"),
    "cache-control": "no-store",
    ...(status === 405 ? { allow: "GET" } : {}),
  });
  response.end(body, type === "text/plain" ? "latin1" : "utf8");
}

function isLocalName(header: string | undefined): boolean {
  const name = (header ?? "")
    .replace(/:\d+$/, "")
    .replace(/^\[(.*)\]$/, "$1")
    .toLowerCase();
  // Clients of HTTP/1.0 name no host; browsers always do.
  return name === "" || isIP(name) !== 0 || name === "localhost" || name.endsWith(".local");
}
